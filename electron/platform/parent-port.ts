import { Worker, parentPort as workerPort } from 'node:worker_threads';
import type { ParentPort } from './link.ts';

/** The part of Electron's `process.parentPort` that is used here. */
type ElectronPort = {
	postMessage(message: unknown): void;
	on(event: 'message', listener: (event: { data: unknown }) => void): void;
};

/**
 * The way to the process that started this one, whichever way it was started. A child process ends when its parent
 * has gone: with `onParentGone`, or by leaving with status 0. (Electron and worker threads see to that themselves.)
 */
export function openParentPort(onParentGone: () => void = () => process.exit(0)): ParentPort {
	const electronPort = (process as { parentPort?: ElectronPort }).parentPort;
	if (electronPort) {
		return {
			post: (message) => electronPort.postMessage(message),
			onMessage: (listener) => electronPort.on('message', (event) => listener(event.data)),
		};
	}
	if (workerPort) {
		const port = workerPort;
		return {
			post: (message) => port.postMessage(message),
			onMessage: (listener) => void port.on('message', listener),
		};
	}
	if (!process.send) throw new Error('This entry is started by the application, not by hand.');
	process.once('disconnect', onParentGone);
	return {
		// Once the parent has gone there is nobody to tell; `disconnect` ends this process.
		post: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => {})),
		onMessage: (listener) => void process.on('message', listener),
	};
}

/**
 * Ends this process hard when its parent dies, even while a driver's call blocks it: a second thread watches. Only
 * for children of Node; Electron ends its utility processes itself.
 */
export function dieWithParent(): void {
	if (!process.send) return;
	// On Windows the parent's id stays the same after its death, so it is also asked whether it lives.
	const watch = `
		const parent = process.ppid;
		setInterval(() => {
			try {
				if (process.ppid === parent && process.kill(parent, 0)) return;
			} catch (gone) {
				if (gone.code !== 'ESRCH') return;
			}
			process.kill(process.pid, 'SIGKILL');
		}, 500);`;
	new Worker(watch, { eval: true }).unref();
}
