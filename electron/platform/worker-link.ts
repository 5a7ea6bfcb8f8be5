import { Worker } from 'node:worker_threads';
import type { Link, Spawn } from './link.ts';

/** What `onExit` reports when a thread used up its memory (the status a shell shows for a killed process). */
export const memoryExitCode = 137;

export type ThreadProgram = {
	/** The module to run. */
	entry: URL;
	/** Most memory of the thread, objects and byte arrays together, in megabytes. */
	memoryMb: number;
};

/** How often the byte arrays of a thread are counted; V8's own limit covers objects only. */
const memoryCheckMs = 100;

/** Starts a helper as a thread of this process, ended when it passes its memory limit. */
export function workerSpawn({ entry, memoryMb }: ThreadProgram): Spawn {
	return () => {
		const worker = new Worker(entry, {
			resourceLimits: { maxOldGenerationSizeMb: memoryMb },
			// Nothing from outside: no arguments, no variables, no output into ours.
			argv: [],
			execArgv: [],
			env: {},
			stdout: true,
			stderr: true,
		});
		let ended: number | null | undefined;
		const end = (code: number | null): void => {
			ended ??= code;
			void worker.terminate();
		};
		const watch = setInterval(async () => {
			const heap = await worker.getHeapStatistics().catch(() => undefined);
			if (heap && heap.used_heap_size + heap.external_memory > memoryMb * 1e6) end(memoryExitCode);
		}, memoryCheckMs);
		worker.on('error', (thrown: Error & { code?: string }) => {
			ended ??= thrown.code === 'ERR_WORKER_OUT_OF_MEMORY' ? memoryExitCode : 1;
		});
		worker.once('exit', () => clearInterval(watch));
		const link: Link = {
			post: (message) => worker.postMessage(message),
			onMessage: (listener) => void worker.on('message', listener),
			onExit: (listener) => void worker.once('exit', (code) => listener(ended === undefined ? code : ended)),
			kill: () => end(null),
		};
		return link;
	};
}
