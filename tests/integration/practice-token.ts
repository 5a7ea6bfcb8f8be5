import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TokenHosts, type TokenLimits } from '../../electron/pkcs11/token-hosts.ts';
import { nodeSpawn } from '../../electron/platform/node-link.ts';

const electron = join(import.meta.dirname, '../../electron');

export const softhsm = '/usr/lib/softhsm/libsofthsm2.so';
export const practicePin = '12345678';

/** Runs the practice entry as the bootstrap does and answers SoftHSM's configuration file. */
export async function preparePracticeToken(folder: string): Promise<string> {
	const { stdout } = await promisify(execFile)(process.execPath, [join(electron, 'practice.ts'), folder]);
	return stdout.trim();
}

/** A practice token in a folder of its own with Vietnamese letters and a space, and the command to remove it. */
export async function newPracticeToken(): Promise<{ folder: string; conf: string; remove: () => Promise<void> }> {
	const root = await mkdtemp(join(tmpdir(), 'keyring-'));
	const folder = join(root, 'Nguyễn Văn Đức', 'thẻ thực hành');
	const conf = await preparePracticeToken(folder);
	return { folder, conf, remove: () => rm(root, { recursive: true }) };
}

/** Token hosts as the command line starts them. */
export function tokenHosts(conf: string, limits?: TokenLimits): TokenHosts {
	const spawn = nodeSpawn({
		execPath: process.execPath,
		entry: join(electron, 'token-host.ts'),
		env: { SOFTHSM2_CONF: conf },
	});
	return limits ? new TokenHosts(spawn, limits) : new TokenHosts(spawn);
}
