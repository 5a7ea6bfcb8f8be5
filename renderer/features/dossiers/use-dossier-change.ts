import type { Envelope } from '../../../shared/contracts/contracts.ts';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { useCall } from '../../components/use-call.ts';

/** What a dialog about one dossier gets: `put` takes the changed dossier to the screen. */
export type DossierDialog = { dossier: Dossier; put: (dossier: Dossier) => void; onClose: () => void };

/** `change` runs a call that changes the dossier, shows its answer and closes the dialog; false when it failed. */
export function useDossierChange({ put, onClose }: Pick<DossierDialog, 'put' | 'onClose'>) {
	const calls = useCall();
	const change = async (call: () => Promise<Envelope<Dossier>>): Promise<boolean> => {
		const changed = await calls.run(call);
		if (!changed) return false;
		put(changed);
		onClose();
		return true;
	};
	return { ...calls, change };
}
