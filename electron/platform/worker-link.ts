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

/** How often a thread's memory is counted. */
const memoryCheckMs = 50;
/**
 * V8's own limit lies this much higher. It covers objects only, no byte arrays, and it is the last resort: a thread that
 * allocates fast runs past it before Node can stop it, and V8 then aborts the whole process (measured with Node 24.21:
 * 5 of 6 tries with strings or arrays under a limit of 128 MB; none with counting and this reserve).
 */
const reserveMb = 2048;

/** Starts a helper as a thread of this process, ended when it passes its memory limit. */
export function workerSpawn({ entry, memoryMb }: ThreadProgram): Spawn {
	return () => {
		const worker = new Worker(entry, {
			resourceLimits: { maxOldGenerationSizeMb: memoryMb + reserveMb },
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
		let running = true;
		const watch = async (): Promise<void> => {
			// Fails once the thread has ended.
			const heap = await worker.getHeapStatistics().catch(() => undefined);
			if (heap && heap.used_heap_size + heap.external_memory > memoryMb * 1e6) end(memoryExitCode);
			if (running) setTimeout(watch, memoryCheckMs);
		};
		setTimeout(watch, memoryCheckMs);
		worker.on('error', (thrown: Error & { code?: string }) => {
			ended ??= thrown.code === 'ERR_WORKER_OUT_OF_MEMORY' ? memoryExitCode : 1;
		});
		worker.once('exit', () => {
			running = false;
		});
		const link: Link = {
			post: (message) => worker.postMessage(message),
			onMessage: (listener) => void worker.on('message', listener),
			onExit: (listener) => void worker.once('exit', (code) => listener(ended === undefined ? code : ended)),
			kill: () => end(null),
		};
		return link;
	};
}
