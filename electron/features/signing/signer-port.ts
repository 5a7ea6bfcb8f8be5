import type { Result } from '../../../shared/result.ts';
import type { PinState, TokenSignRequest } from '../../pkcs11/token-port.ts';

/** What whoever types the PIN must see first. */
export type PinQuestion = {
	/** Whose secret: a token's PIN, or the password of a key file, to read its certificates or to sign with it. */
	kind: 'token' | 'key-file' | 'open-key-file';
	/** Common name of the certificate's subject; empty while a key file is not open yet, and so is `serial`. */
	name: string;
	/** Certificate serial, upper-case hexadecimal. */
	serial: string;
	/** Or the name of the key file. */
	tokenLabel: string;
	pinState: PinState;
	pinLength: { min: number; max: number };
	protectedAuthenticationPath: boolean;
	/** HS-2026-001, or the file name on the command line; empty for a key file that is only opened. */
	dossierNumber: string;
};

/**
 * Gets one signature from a token, PIN included: on the desktop main asks for the PIN in its own window and talks to
 * the token host, on the command line the PIN is the first line of standard input. The core never sees it.
 */
export interface SignerPort {
	sign(request: TokenSignRequest, question: PinQuestion): Promise<Result<Uint8Array>>;
}
