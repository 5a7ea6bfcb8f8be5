import { capture, Fault, type Result } from '../../shared/result.ts';
import type { ParentPort } from '../platform/link.ts';
import { Peer } from '../platform/rpc.ts';
import { describeModule } from './describe-module.ts';
import { openKeyFile, signWithKeyFile } from './key-file.ts';
import { listTokens, slotState } from './list-tokens.ts';
import { signOnToken } from './sign-on-token.ts';
import { OneModule } from './token-module.ts';
import {
	isKeyFile,
	type ModuleDescription,
	type ModuleListing,
	type TokenCertificate,
	type TokenSignRequest,
} from './token-port.ts';

export type ListCall = { module: string };
export type OpenCall = { file: string; password: Uint8Array };
export type SignCall = { request: TokenSignRequest; pin: Uint8Array; allowFinalTry: boolean };

/**
 * What a token host answers to its parent (see TokenPort), for the one module it loads, or for one key file, whose key
 * is in memory only while a call runs. The calls of a driver
 * block this process; the parent's time limit is the only way out of a driver that hangs.
 */
export function serveTokens(port: ParentPort): void {
	const modules = new OneModule();

	const list = ({ module }: ListCall): Promise<Result<Omit<ModuleListing, 'path'>>> =>
		capture(async () => listTokens(await modules.get(module, true)));

	const peek = async ({ module }: ListCall): Promise<string | undefined> => {
		const opened = await capture(() => modules.get(module, false));
		return opened.ok ? slotState(opened.value) : undefined;
	};

	const describe = ({ module }: ListCall): Promise<Result<Omit<ModuleDescription, 'path'>>> =>
		capture(async () => describeModule(await modules.get(module, true)));

	const sign = async ({ request, pin, allowFinalTry }: SignCall): Promise<Result<Uint8Array>> => {
		try {
			return await capture(async () => {
				if (isKeyFile(request.module)) return signWithKeyFile(request, pin);
				const module = await modules.get(request.module, false);
				return signOnToken(module, request, pin, allowFinalTry, announceLogin);
			});
		} finally {
			pin.fill(0);
		}
	};

	const open = async ({ file, password }: OpenCall): Promise<Result<TokenCertificate[]>> => {
		try {
			return await capture(() => openKeyFile(file, password));
		} finally {
			password.fill(0);
		}
	};

	const parent = new Peer(port, { list, peek, describe, sign, open });

	/** The parent must know before the PIN is used: from here on a crash or a hang may have cost a try. */
	const announceLogin = async () => {
		const heard = await parent.call('login-begins', {});
		if (!heard.ok) throw new Fault('TOKEN_CANCELLED');
	};
}
