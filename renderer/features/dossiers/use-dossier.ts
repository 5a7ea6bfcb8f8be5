import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { useAnswer } from '../../components/use-call.ts';

/** The dossier as the processes know it; `put` takes over what a call answered, so that it need not be asked again. */
export function useDossier(id: string) {
	const client = useQueryClient();
	const query = useAnswer(['dossiers', 'get', id], () => window.keyring.dossiers.get({ id }));
	const put = useCallback(
		(dossier: Dossier) => client.setQueryData(['dossiers', 'get', dossier.id], dossier),
		[client],
	);
	return { query, put };
}
