import { useState } from 'react';
import type { AnswerOf, Contracts, Envelope } from '../../../shared/contracts/contracts.ts';
import type { Dossier, DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { useCall } from '../../components/use-call.ts';
import { pageKey } from './page-acts.ts';
import type { Refused } from './scan-messages.tsx';

type Added = Envelope<AnswerOf<Contracts['dossiers']['addFiles']>>;

/** Every way in which files become pages, and what became of those that did not. */
export function useScanFiles(dossier: Dossier, take: (dossier: Dossier) => void) {
	const { run, busy, error, dismiss } = useCall();
	const [refused, setRefused] = useState<readonly Refused[]>([]);
	const [locked, setLocked] = useState<Refused>();
	const { id } = dossier;

	const add = async (call: () => Promise<Added>) => {
		const added = await run(call);
		if (!added) return undefined;
		setRefused(added.refused);
		setLocked(added.refused.find((file) => file.protectedId));
		take(added.dossier);
		return added.dossier;
	};
	const unlocked = (opened: Refused, changed: Dossier) => {
		const left = refused.filter((file) => file !== opened);
		setRefused(left);
		setLocked(left.find((file) => file.protectedId));
		take(changed);
	};
	const choose = () => add(() => window.keyring.dossiers.addFiles({ id }));
	return {
		...{ busy, error, dismiss, refused, locked, setLocked, unlocked },
		forgetRefused: () => setRefused([]),
		choose: () => void choose(),
		drop: (files: readonly File[]) => void add(() => window.keyring.addDroppedFiles(id, files)),
		/** Copied files come with the event; a copied picture does not, and is read by the other side. */
		paste: (files: readonly File[]) => void add(() => window.keyring.pasteInto(id, files)),
		takeOffered: (fileIds: string[]) => add(() => window.keyring.dossiers.addOffered({ id, fileIds })),
		/** New files in the place of a page, of the same kind of paper; undefined when none came. */
		replace: async (page: DossierPage): Promise<DossierPage[] | undefined> => {
			const known = new Set(dossier.pages.map(pageKey));
			const changed = await choose();
			const fresh = changed?.pages
				.filter((one) => !known.has(pageKey(one)))
				.map((one) => ({ ...one, paper: page.paper }));
			if (!changed || !fresh || fresh.length === 0) return undefined;
			const stayed = changed.pages.filter((one) => known.has(pageKey(one)));
			return stayed.flatMap((one) => (pageKey(one) === pageKey(page) ? fresh : [one]));
		},
	};
}
