import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { unwrap } from '../../shared/result.ts';
import type { DriverFiles } from '../features/tokens/tokens-port.ts';
import { discoverModules, readDrivers } from './discover.ts';

/** The driver files of this computer; `list` is the path of drivers.json, whose faults `discover` throws as Fault. */
export function driverFiles(list: string): DriverFiles {
	return {
		discover: async () => (await discoverModules(unwrap(await readDrivers(list)))).map(({ path }) => path),
		// A file that cannot be read is told by whoever opens it as a driver.
		sha256: (path) => readFile(path).then(sha256, () => undefined),
		realPath: (path) => realpath(path).catch(() => path),
	};
}

function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
