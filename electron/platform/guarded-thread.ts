import { Worker } from 'node:worker_threads';
import type { ParentPort } from './link.ts';
import { eventMessage } from './rpc.ts';

/** Told to the parent before this process ends because its memory is used up. */
export const memoryEvent = 'memory';

/** How often the memory is looked at. */
const checkMs = 25;
/** For the event to leave; the parent kills this process as soon as it hears it. */
const farewellMs = 50;
/**
 * V8's own limit lies this much higher: it covers objects only, no byte arrays, and reaching it aborts without a word. It
 * is the last resort.
 */
const reserveMb = 2048;

/**
 * Does the work of this process in a thread that runs `entry`, so that the main thread stays free to watch over it: past
 * `memoryMb` megabytes (of the whole process) it ends this process hard, whatever the thread is doing.
 */
export function runGuarded(port: ParentPort, entry: URL, memoryMb: number): void {
	const thread = new Worker(entry, {
		resourceLimits: { maxOldGenerationSizeMb: memoryMb + reserveMb },
		// Nothing from outside: no arguments, no variables, no output into ours.
		argv: [],
		execArgv: [],
		env: {},
		stdout: true,
		stderr: true,
	});
	let full = false;
	const giveUp = (): void => {
		if (full) return;
		full = true;
		port.post(eventMessage(memoryEvent, null));
		// Not process.exit(): that waits for the thread.
		setTimeout(() => process.kill(process.pid, 'SIGKILL'), farewellMs);
	};
	setInterval(() => {
		if (process.memoryUsage.rss() > memoryMb * 1e6) giveUp();
	}, checkMs);
	thread.on('error', (thrown: Error & { code?: string }) => {
		if (thrown.code === 'ERR_WORKER_OUT_OF_MEMORY') giveUp();
	});
	thread.on('exit', (code) => {
		if (!full) process.exit(code);
	});
	port.onMessage((message) => thread.postMessage(message));
	thread.on('message', (message) => port.post(message));
}
