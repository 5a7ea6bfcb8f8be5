import type { languages, themes } from '../../shared/contracts/app-contract.ts';
import type { TokenView } from '../../shared/contracts/tokens-contract.ts';

/** What the window shows before it asks; answered once by the main process. */
export type PinRequest = {
	/** Common name of the certificate. */
	name: string;
	/** Upper-case hexadecimal. */
	serial: string;
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

export type PinFault = 'missing' | 'length' | 'consentMissing';

/**
 * What forbids sending a PIN of `bytes` length to the token, before a try is spent (PKCS#11: CKR_PIN_LEN_RANGE may
 * count as a try on some cards). Undefined: it may go.
 */
export function pinFault(
	request: Pick<PinRequest, 'pinLength' | 'pinState' | 'protectedAuthenticationPath'>,
	bytes: number,
	consent: boolean,
): PinFault | undefined {
	if (!request.protectedAuthenticationPath) {
		if (bytes === 0) return 'missing';
		const { min, max } = request.pinLength;
		if (bytes < min || (max > 0 && bytes > max)) return 'length';
	}
	if (request.pinState === 'final' && !consent) return 'consentMissing';
	return undefined;
}
