import { useCallback, useEffect, useRef, useState } from 'react';
import type { Dossier, DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { useCall } from '../../components/use-call.ts';

/** How long the offer to undo stays on screen; Ctrl+Z works longer, until the next act. */
const offerSeconds = 10;

type Undo = { pages: DossierPage[]; text: string };

/** Changes of the pages, shown at once and stored in the order they were made; the last one can be taken back. */
export function usePages(dossier: Dossier, put: (dossier: Dossier) => void) {
	const { run, error, dismiss } = useCall();
	const [undo, setUndo] = useState<Undo>();
	const [offered, setOffered] = useState(false);
	const latest = useRef(dossier);
	latest.current = dossier;
	const newest = useRef(0);
	const chain = useRef<Promise<unknown>>(Promise.resolve());

	const store = useCallback(
		(pages: DossierPage[]) => {
			const before = latest.current;
			newest.current += 1;
			const mine = newest.current;
			const shown = { ...before, pages };
			latest.current = shown;
			put(shown);
			chain.current = chain.current.then(async () => {
				const stored = await run(() => window.keyring.dossiers.setPages({ id: before.id, pages }));
				// An answer to an older act must not undo what was done meanwhile.
				if (newest.current === mine) put(stored ?? before);
			});
		},
		[put, run],
	);

	const act = useCallback(
		(pages: DossierPage[], text: string) => {
			setUndo({ pages: latest.current.pages, text });
			setOffered(true);
			store(pages);
		},
		[store],
	);

	const takeBack = useCallback(() => {
		if (!undo) return;
		store(undo.pages);
		setUndo(undefined);
	}, [undo, store]);

	useEffect(() => {
		if (!undo) return;
		const timer = setTimeout(() => setOffered(false), offerSeconds * 1000);
		return () => clearTimeout(timer);
	}, [undo]);

	/** Forgets the last act: what was added since would go with it. */
	const forget = useCallback(() => setUndo(undefined), []);
	return {
		act,
		takeBack,
		forget,
		canUndo: undo !== undefined,
		offer: offered ? undo?.text : undefined,
		error,
		dismiss,
	};
}
