import { capture } from '../../shared/result.ts';
import { mustSucceed } from './ckr.ts';
import { afterText, memory, readUlong, ulongBytes } from './cryptoki.ts';
import { paddedText, type TokenModule } from './token-module.ts';
import type { ModuleDescription } from './token-port.ts';

type Slot = NonNullable<ModuleDescription['slots']>[number];

/** What the library and its slots tell about themselves (CK_INFO, CK_SLOT_INFO, flags of CK_TOKEN_INFO). */
export async function describeModule(module: TokenModule): Promise<Omit<ModuleDescription, 'path'>> {
	// CK_INFO has at most 88 bytes, CK_SLOT_INFO 112; the rest is for drivers that write more than they should.
	const info = memory(256);
	mustSucceed(module.driver.call('C_GetInfo', info));
	const version = (at: number) => `${info[at]}.${info[at + 1]}`;
	const description = afterText(34) + ulongBytes;
	return {
		library: {
			manufacturer: paddedText(info, 2, 32),
			description: paddedText(info, description, 32),
			version: version(description + 32),
			cryptoki: version(0),
		},
		slots: await Promise.all(module.slots('all').map((slot) => describeSlot(module, slot))),
	};
}

async function describeSlot(module: TokenModule, slot: number): Promise<Slot> {
	const info = memory(256);
	mustSucceed(module.driver.call('C_GetSlotInfo', slot, info));
	const flags = Number(readUlong(info, 96));
	const described = { slot, description: paddedText(info, 0, 64), flags };
	const tokenPresent = 0x1;
	if ((flags & tokenPresent) === 0) return described;
	const token = await capture(() => module.tokenInfo(slot));
	if (!token.ok) return { ...described, token: { error: token.error } };
	const { manufacturer, model, flags: tokenFlags } = token.value;
	return { ...described, token: { manufacturer, model, flags: tokenFlags } };
}
