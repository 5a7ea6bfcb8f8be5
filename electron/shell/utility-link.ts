import type { utilityProcess } from 'electron';
import type { Spawn } from '../platform/link.ts';
import { minimalEnvironment } from '../platform/node-link.ts';

export type UtilityProgram = {
	/** `utilityProcess.fork` of the running Electron, handed in so that this file loads without Electron. */
	fork: typeof utilityProcess.fork;
	/** The script to run: an absolute path. */
	entry: string;
	/** The name the process has in Electron's own process list. */
	serviceName: string;
	env?: Record<string, string>;
	stderr?: 'ignore' | 'inherit';
};

/** Starts a helper as a utility process of Electron. */
export function utilitySpawn(program: UtilityProgram): Spawn {
	return () => {
		const child = program.fork(program.entry, [], {
			env: { ...minimalEnvironment(), ...program.env },
			execArgv: [],
			serviceName: program.serviceName,
			stdio: ['ignore', 'ignore', program.stderr ?? 'ignore'],
			// macOS: drivers of the CAs are not signed by us.
			allowLoadingUnsignedLibraries: true,
		});
		let killed = false;
		let ended = false;
		// Electron's own kill() only asks (SIGTERM); a process stuck inside a driver has to be ended by its id,
		// which it has only once it was started.
		const end = () => {
			if (child.pid !== undefined && !ended) process.kill(child.pid, 'SIGKILL');
		};
		child.once('spawn', () => killed && end());
		child.once('exit', () => {
			ended = true;
		});
		return {
			post: (message) => {
				if (!killed && !ended) child.postMessage(message);
			},
			onMessage: (listener) => void child.on('message', listener),
			onExit: (listener) => {
				child.once('exit', (code) => listener(killed ? null : code));
			},
			kill: () => {
				killed = true;
				end();
			},
		};
	};
}
