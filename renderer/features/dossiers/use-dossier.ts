import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Dossier, DossierStep } from '../../../shared/contracts/dossiers-contract.ts';
import { useAnswer } from '../../components/use-call.ts';

/** The dossier as the processes know it; `put` takes over what a call answered, so that it need not be asked again. */
export function useDossier(id: string) {
	const client = useQueryClient();
	const query = useAnswer(['dossiers', 'get', id], () => window.keyring.dossiers.get({ id }));
	const put = useCallback(
		(dossier: Dossier) => client.setQueryData(['dossiers', 'get', dossier.id], dossier),
		[client],
	);
	/** Where to open it again. Where that fails, it opens at the first unfinished step: nothing to tell. */
	const keepPlace = useCallback(
		(place: DossierStep) => {
			client.setQueryData<Dossier>(['dossiers', 'get', id], (now) => now && { ...now, place });
			void window.keyring.dossiers.keepPlace({ id, place });
		},
		[client, id],
	);
	return { query, put, keepPlace };
}
