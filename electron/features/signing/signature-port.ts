import type { Result } from '../../../shared/result.ts';
import type { TokenSignRequest } from '../../pkcs11/token-port.ts';

export type SignatureAlgorithm = Pick<TokenSignRequest, 'scheme' | 'hash'>;

/** Whoever holds the private key of a certificate. */
export interface MessageSigner {
	/** The signer's certificate, DER, byte for byte as the token holds it. */
	certificate: Uint8Array;
	/** Certificates of the CAs above it as far as known, DER. */
	chain: Uint8Array[];
	/** The signature over `message`, which this side hashes; ECDSA as DER. */
	sign(message: Uint8Array, algorithm: SignatureAlgorithm): Promise<Result<Uint8Array>>;
}

/** What the visible signature says and the TrueType file it is drawn with. */
type StampText = { lines: readonly string[]; font: string };

/** `auto` is the room the letter keeps under the signer's title; a place is on a page from 1, points from the lower left. */
export type Stamp =
	| { kind: 'none' }
	| ({ kind: 'auto' } & StampText)
	| ({ kind: 'place'; page: number; x: number; y: number; width: number; height: number } & StampText);

export type SignatureJob = {
	input: string;
	output: string;
	signer: MessageSigner;
	signingTime: Date;
	stamp: Stamp;
	reason?: string | undefined;
	/** Matters to RSA keys that allow both; PKCS#1 v1.5 unless told. */
	scheme?: 'pkcs1' | 'pss' | undefined;
};

/**
 * Adds one PAdES signature to a PDF; earlier ones stay valid. `output` appears only after its new signature has been
 * verified and carries the signer's certificate, otherwise SIGN_OUTPUT_INVALID and no file.
 */
export type SignPdf = (job: SignatureJob) => Promise<Result<{ level: string; signer: string; serial: string }>>;
