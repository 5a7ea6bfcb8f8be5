import { useCallback, useEffect, useRef, useState } from 'react';
import type { Dossier, DossierLetter } from '../../../shared/contracts/dossiers-contract.ts';
import type { CallError } from '../../components/use-call.ts';
import { normalLetter } from './letter-form.ts';

const saveAfter = 800;
const previewAfter = 300;

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

/** The file id stays the same from preview to preview; `version` tells them apart. */
export type Preview = { fileId: string; pages: number; version: string };

let versions = 0;

/** The real letter of what is typed, asked for 300 ms after the last change, one request at a time, newest last. */
export function useLetterPreview(id: string, letter: DossierLetter) {
	const [preview, setPreview] = useState<Preview>();
	const [error, setError] = useState<CallError>();
	const wanted = useRef(letter);
	const running = useRef(false);

	const run = useCallback(async () => {
		if (running.current) return;
		running.current = true;
		let made: DossierLetter | undefined;
		while (made !== wanted.current) {
			made = wanted.current;
			const result = await window.keyring.dossiers.preview({ id, letter: normalLetter(made) });
			setError(result.ok ? undefined : result.error);
			if (result.ok) {
				versions += 1;
				setPreview({ ...result.value, version: String(versions) });
			}
		}
		running.current = false;
	}, [id]);

	const first = useRef(true);
	useEffect(() => {
		wanted.current = letter;
		const timer = setTimeout(() => void run(), first.current ? 0 : previewAfter);
		first.current = false;
		return () => clearTimeout(timer);
	}, [letter, run]);
	return { preview, error };
}
