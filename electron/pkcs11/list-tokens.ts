import { createHash } from 'node:crypto';
import type { AppError } from '../../shared/errors/codes.ts';
import { capture } from '../../shared/result.ts';
import { cko } from './cryptoki.ts';
import { ckmRsaPkcsPss } from './mechanism.ts';
import type { TokenInfo, TokenModule } from './token-module.ts';
import type { ModuleListing, TokenCertificate, TokenListing } from './token-port.ts';

export function sha256Hex(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** The tokens of a module without logging in. One that cannot be read does not hide the others. */
export async function listTokens(module: TokenModule): Promise<Omit<ModuleListing, 'path'>> {
	const state = await slotState(module);
	const tokens: TokenListing[] = [];
	let error: AppError | undefined;
	for (const slot of module.slots()) {
		const listing = await capture(() => listToken(module, slot));
		if (!listing.ok) error ??= listing.error;
		else if (listing.value) tokens.push(listing.value);
	}
	if (error) return { tokens, error, state };
	if (tokens.length > 0) return { tokens, state };
	return { tokens, state, missing: module.slots('all').length === 0 ? 'reader' : 'token' };
}

/** Which tokens are in which slots, as text to compare; a failure of the driver is a state too. */
export async function slotState(module: TokenModule): Promise<string> {
	const numberOf = (error: AppError) => `${error.code} ${error.params.ckr ?? ''}`;
	const slots = await capture(() => module.slots());
	if (!slots.ok) return numberOf(slots.error);
	const tokens = slots.value.map(async (slot) => {
		const info = await capture(() => module.tokenInfo(slot));
		return `${slot} ${info.ok ? `${info.value.serial} ${info.value.label} ${info.value.flags}` : numberOf(info.error)}`;
	});
	return (await Promise.all(tokens)).join('\n');
}

async function listToken(module: TokenModule, slot: number): Promise<TokenListing | undefined> {
	const info = module.tokenInfo(slot);
	// A blank token holds nothing to sign with (SoftHSM always shows one).
	if (!info.initialized && info.label === '') return undefined;
	const mechanisms = await capture(() => module.mechanisms(slot));
	const certificates = await module.inSession(slot, (session) => readCertificates(module, session, info));
	return {
		slot,
		label: info.label,
		serial: info.serial,
		manufacturer: info.manufacturer,
		model: info.model,
		pinState: info.pinState,
		pinLength: info.pinLength,
		protectedAuthenticationPath: info.protectedAuthenticationPath,
		// A driver that cannot tell what it does is not asked for more than every driver does.
		pss: mechanisms.ok && mechanisms.value.has(ckmRsaPkcsPss),
		certificates,
	};
}

function readCertificates(module: TokenModule, session: bigint, info: TokenInfo): TokenCertificate[] {
	const keyIds = module.objects(session, cko.privateKey).map((key) => module.keyLink(session, key).id);
	return module.certificates(session).map(({ der, id }) => ({
		sha256: sha256Hex(der),
		der,
		privateKey: keyIds.some((keyId) => keyId.length > 0 && keyId.equals(id))
			? 'present'
			: info.loginRequired || keyIds.length > 0
				? 'unknown-before-login'
				: 'absent',
	}));
}
