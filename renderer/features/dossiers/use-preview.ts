import { useEffect, useRef, useState } from 'react';
import type { Envelope } from '../../../shared/contracts/contracts.ts';
import type { CallError } from '../../components/use-call.ts';

/** Milliseconds after the last key. What is typed while a page is made waits for it anyway. */
const previewAfter = 150;

type File = { fileId: string; pages: number };

/** The file id stays the same from preview to preview; `version` tells them apart. */
export type Preview = File & { version: string };

let versions = 0;

/**
 * The real pages of what is typed, asked for a moment after the last change, one request at a time, newest last, and not
 * again while the content is the same. Nothing is asked for while there is no content; the last preview stays.
 */
export function usePreview<Content>(content: Content | undefined, ask: (content: Content) => Promise<Envelope<File>>) {
	const [preview, setPreview] = useState<Preview>();
	const [error, setError] = useState<CallError>();
	const key = content === undefined ? undefined : JSON.stringify(content);
	const latest = useRef({ key, content, ask });
	latest.current = { key, content, ask };
	const made = useRef<string>(undefined);
	const running = useRef(false);

	useEffect(() => {
		if (key === undefined) return;
		const run = async () => {
			if (running.current) return;
			running.current = true;
			while (latest.current.content !== undefined && made.current !== latest.current.key) {
				made.current = latest.current.key;
				const result = await latest.current.ask(latest.current.content);
				setError(result.ok ? undefined : result.error);
				if (result.ok) {
					versions += 1;
					setPreview({ ...result.value, version: String(versions) });
				}
			}
			running.current = false;
		};
		const timer = setTimeout(() => void run(), made.current === undefined ? 0 : previewAfter);
		return () => clearTimeout(timer);
	}, [key]);
	return { preview, error };
}
