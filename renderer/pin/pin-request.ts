import type { languages, themes } from '../../shared/contracts/app-contract.ts';
import type { TokenView } from '../../shared/contracts/tokens-contract.ts';

/** What the window shows before it asks; answered once by the main process. */
export type PinRequest = {
	/** A token's PIN, or the password of a key file: to sign with it, or to read its certificates for the first time. */
	kind: 'token' | 'key-file' | 'open-key-file';
	/** Common name of the certificate. */
	name: string;
	/** Upper-case hexadecimal. */
	serial: string;
	/** Or the name of the key file. */
	tokenLabel: string;
	pinState: TokenView['pinState'];
	/** In bytes, as the token tells it. */
	pinLength: { min: number; max: number };
	/** HS-2026-001 */
	dossierNumber: string;
	language: (typeof languages)[number];
	theme: (typeof themes)[number];
	/** The PIN is typed on the reader or in the vendor's own window. */
	protectedAuthenticationPath: boolean;
};

declare global {
	interface Window {
		/** Built by the preload script of this window; there is nothing else on the bridge. */
		pin: {
			about(): Promise<PinRequest>;
			/** One shot. The bytes are the caller's to overwrite afterwards. */
			submit(pin: Uint8Array, finalConsent: boolean): Promise<unknown> | undefined;
			cancel(): Promise<unknown> | undefined;
		};
	}
}

export type PinFault = 'missing' | 'vietnamese' | 'length' | 'consentMissing';

/**
 * What forbids sending a PIN to the token, before a try is spent: on some cards a PIN of a wrong length counts as one,
 * and letters with marks come from a typing tool that turned `AA` into `Â`. Undefined: it may go.
 */
export function pinFault(
	request: Pick<PinRequest, 'kind' | 'pinLength' | 'pinState' | 'protectedAuthenticationPath'>,
	pin: Uint8Array,
	consent: boolean,
): PinFault | undefined {
	if (!request.protectedAuthenticationPath) {
		if (pin.length === 0) return 'missing';
		// A key file takes any password and never locks.
		if (request.kind !== 'token') return undefined;
		const { min, max } = request.pinLength;
		if (pin.some((byte) => byte > 0x7f)) return 'vietnamese';
		if (pin.length < min || (max > 0 && pin.length > max)) return 'length';
	}
	if (request.pinState === 'final' && !consent) return 'consentMissing';
	return undefined;
}
