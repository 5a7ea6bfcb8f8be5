import { useCallback, useEffect, useRef, useState } from 'react';
import type { Dossier, DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { useCall } from '../../components/use-call.ts';
import { pageKey } from './page-acts.ts';

/** How long the offer to undo stays on screen; Ctrl+Z works longer. */
const offerSeconds = 10;
const mostSteps = 50;

type Step = { before: DossierPage[]; after: DossierPage[]; text: string };
type History = { past: readonly Step[]; future: readonly Step[] };

const nothing: History = { past: [], future: [] };

/** The pages of `target` where `known` is the state that was made from it; what was added since stays, at the end. */
export function restored(target: DossierPage[], known: DossierPage[], now: readonly DossierPage[]): DossierPage[] {
	const there = new Set([...target, ...known].map(pageKey));
	return [...target, ...now.filter((page) => !there.has(pageKey(page)))];
}

/**
 * Changes of the pages, shown at once and stored in the order they were made. The last steps can be taken back and made again
 * while the step is open.
 */
export function usePages(dossier: Dossier, put: (dossier: Dossier) => void) {
	const { run, error, dismiss } = useCall();
	const [history, setHistory] = useState(nothing);
	const [offer, setOffer] = useState<string>();
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
			const step = { before: latest.current.pages, after: pages, text };
			setHistory(({ past }) => ({ past: [...past, step].slice(-mostSteps), future: [] }));
			setOffer(text);
			store(pages);
		},
		[store],
	);

	const undo = useCallback(() => {
		const step = history.past.at(-1);
		if (!step) return;
		setHistory({ past: history.past.slice(0, -1), future: [...history.future, step] });
		setOffer(undefined);
		store(restored(step.before, step.after, latest.current.pages));
	}, [history, store]);

	const redo = useCallback(() => {
		const step = history.future.at(-1);
		if (!step) return;
		setHistory({ past: [...history.past, step], future: history.future.slice(0, -1) });
		setOffer(step.text);
		store(restored(step.after, step.before, latest.current.pages));
	}, [history, store]);

	/** Takes over what a call answered, so that an act right after it knows it. */
	const take = useCallback(
		(changed: Dossier) => {
			latest.current = changed;
			put(changed);
		},
		[put],
	);

	useEffect(() => {
		if (offer === undefined) return;
		const timer = setTimeout(() => setOffer(undefined), offerSeconds * 1000);
		return () => clearTimeout(timer);
	}, [offer]);

	const canUndo = history.past.length > 0;
	const canRedo = history.future.length > 0;
	return { act, undo, redo, take, canUndo, canRedo, offer, error, dismiss };
}
