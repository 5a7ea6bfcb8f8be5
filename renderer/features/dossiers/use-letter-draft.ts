import { useCallback, useEffect, useRef, useState } from 'react';
import type { Dossier, DossierLetter } from '../../../shared/contracts/dossiers-contract.ts';
import type { CallError } from '../../components/use-call.ts';
import { normalLetter } from './letter-form.ts';
import { usePreview } from './use-preview.ts';

const saveAfter = 800;

/**
 * Saves what is typed by itself, 800 ms after the last change, and when the screen or the window is left. `flush` saves at once and
 * answers whether everything typed is stored.
 */
export function useLetterDraft(id: string, put: (dossier: Dossier) => void) {
	const [error, setError] = useState<CallError>();
	const waiting = useRef<DossierLetter | undefined>(undefined);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	/** Saves run one after the other, so that an older text never overwrites a newer one. */
	const chain = useRef<Promise<boolean>>(Promise.resolve(true));

	const flush = useCallback((): Promise<boolean> => {
		clearTimeout(timer.current);
		chain.current = chain.current.then(async (before) => {
			const letter = waiting.current;
			if (!letter) return before;
			waiting.current = undefined;
			const result = await window.keyring.dossiers.saveLetter({ id, letter: normalLetter(letter) });
			if (result.ok) {
				put(result.value);
				setError(undefined);
				return true;
			}
			waiting.current ??= letter;
			setError(result.error);
			return false;
		});
		return chain.current;
	}, [id, put]);

	const change = useCallback(
		(letter: DossierLetter) => {
			waiting.current = letter;
			clearTimeout(timer.current);
			timer.current = setTimeout(() => void flush(), saveAfter);
		},
		[flush],
	);

	useEffect(() => {
		const save = () => void flush();
		window.addEventListener('beforeunload', save);
		return () => {
			window.removeEventListener('beforeunload', save);
			save();
		};
	}, [flush]);
	return { change, flush, error, dismiss: () => setError(undefined) };
}

/** The real letter of what is typed. */
export function useLetterPreview(id: string, letter: DossierLetter) {
	return usePreview(normalLetter(letter), (content) => window.keyring.dossiers.preview({ id, letter: content }));
}
