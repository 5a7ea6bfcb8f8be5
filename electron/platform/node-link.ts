import { fork } from 'node:child_process';
import type { Link, Spawn } from './link.ts';

/**
 * Variables a helper process may see: what the system and vendors' drivers need to find their own files.
 * Everything else (tokens of other tools, proxies, Node options) stays out.
 */
const passedOn = [
	...['PATH', 'HOME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TMPDIR', 'SOFTHSM2_CONF'],
	...['SystemRoot', 'windir', 'SystemDrive', 'TEMP', 'TMP', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData'],
	...['ALLUSERSPROFILE', 'ProgramFiles', 'ProgramFiles(x86)', 'CommonProgramFiles', 'CommonProgramFiles(x86)'],
];

export function minimalEnvironment(from: NodeJS.ProcessEnv = process.env): Record<string, string> {
	const environment: Record<string, string> = {};
	for (const name of passedOn) {
		const value = from[name];
		if (value !== undefined) environment[name] = value;
	}
	return environment;
}

export type NodeProgram = {
	/** The Node executable. Inside Electron this is the project's own Node, never Electron itself. */
	execPath: string;
	/** The script to run: an absolute path. */
	entry: string;
	/** Added to the minimal environment; never anything secret, other programs can read it. */
	env?: Record<string, string>;
	/** `inherit` shows the child's error output. Only for our own code: a vendor's driver may print anything. */
	stderr?: 'ignore' | 'inherit';
};

/** Starts a helper as a child process of a given Node. */
export function nodeSpawn(program: NodeProgram): Spawn {
	return () => {
		const child = fork(program.entry, [], {
			execPath: program.execPath,
			execArgv: [],
			env: { ...minimalEnvironment(), ...program.env },
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', program.stderr ?? 'ignore', 'ipc'],
		});
		const link: Link = {
			post: (message) => {
				// A send that fails means that the child has gone; onExit reports that.
				if (child.connected) child.send(message as object, () => {});
			},
			onMessage: (listener) => void child.on('message', listener),
			onExit: (listener) => {
				let reported = false;
				const report = (code: number | null) => {
					if (!reported) listener(code);
					reported = true;
				};
				// The exit can be known before the last message was read; the closed channel says that all were. A driver
				// may have left a process of its own that holds the channel open, hence the limit.
				child.once('exit', (code) => {
					if (!child.connected) return report(code);
					child.once('disconnect', () => report(code));
					setTimeout(report, 200, code);
				});
				// Could not be started at all. Failed sends also come here, while the child still runs.
				child.on('error', () => child.pid === undefined && report(null));
			},
			kill: () => void child.kill('SIGKILL'),
		};
		return link;
	};
}
