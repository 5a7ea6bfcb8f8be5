import { useEffect, useState } from 'react';

type Copied = { id: string; field: string; secondsLeft: number };

/** What of ours stands on the clipboard, told by the main process; undefined when nothing does. */
export function useCopied(): Copied | undefined {
	const [copied, setCopied] = useState<Copied>();
	useEffect(
		() =>
			window.keyring.onEvent((event) => {
				if (event.kind !== 'clipboard') return;
				const { id, field, secondsLeft } = event;
				setCopied(secondsLeft > 0 ? { id, field, secondsLeft } : undefined);
			}),
		[],
	);
	return copied;
}
