import { capture } from '../../shared/result.ts';

/**
 * Runs `look` now and again until the function it answers is called. `look` answers the milliseconds until the next
 * time; after one that failed it is `everyMs`: a full disk ends, and the next look does what this one could not.
 */
export function lookAgain(look: () => Promise<number>, everyMs: number): () => void {
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	const again = async () => {
		const looked = await capture(look).catch((thrown: unknown) => {
			// What it looks at was closed under it.
			if (!stopped) throw thrown;
		});
		if (!stopped) timer = setTimeout(() => void again(), looked?.ok ? looked.value : everyMs);
	};
	void again();
	return () => {
		stopped = true;
		clearTimeout(timer);
	};
}
