import type { Result } from '../../../shared/result.ts';
import type { PinState, TokenSignRequest } from '../../pkcs11/token-port.ts';

/** What whoever types the PIN must see first. */
export type PinQuestion = {
	/** Common name of the certificate's subject. */
	name: string;
	/** Certificate serial, upper-case hexadecimal. */
	serial: string;
	tokenLabel: string;
	pinState: PinState;
	pinLength: { min: number; max: number };
	protectedAuthenticationPath: boolean;
	/** HS-2026-001, or the file name on the command line. */
	dossierNumber: string;
};

/**
 * Gets one signature from a token, PIN included: on the desktop main asks for the PIN in its own window and talks to
 * the token host, on the command line the PIN is the first line of standard input. The core never sees it.
 */
export interface SignerPort {
	sign(request: TokenSignRequest, question: PinQuestion): Promise<Result<Uint8Array>>;
}
