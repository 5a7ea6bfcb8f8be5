import path from 'node:path';
import type { ErrorParams } from '../../shared/errors/codes.ts';
import { unwrap } from '../../shared/result.ts';
import { DocumentWorker } from '../pdf/worker/document-worker.ts';
import { discoverModules, readDrivers } from '../pkcs11/discover.ts';
import { TokenHosts } from '../pkcs11/token-hosts.ts';
import { nodeSpawn } from '../platform/node-link.ts';
import type { CommandContext } from './command.ts';

export function documentWorker({ sibling }: CommandContext): DocumentWorker {
	return new DocumentWorker(nodeSpawn({ execPath: process.execPath, entry: sibling('document-worker') }));
}

/** Runs `work` with token hosts that have ended when it returns. */
export async function withTokens<T>(
	{ sibling, tokenLimits }: CommandContext,
	work: (tokens: TokenHosts) => Promise<T>,
): Promise<T> {
	const spawn = nodeSpawn({ execPath: process.execPath, entry: sibling('token-host') });
	const tokens = new TokenHosts(spawn, tokenLimits);
	try {
		return await work(tokens);
	} finally {
		tokens.close();
	}
}

/** The drivers of this machine that may be there. */
export async function installedModules({ resources }: CommandContext): Promise<string[]> {
	const drivers = unwrap(await readDrivers(path.join(resources, 'drivers', 'drivers.json')));
	return (await discoverModules(drivers)).map((module) => module.path);
}

export function warningText(file: string, code: string, params: ErrorParams, { texts }: CommandContext): string {
	return texts.find(file, `warnings.${code}`, params) ?? code;
}
