import type { StampPlace } from '../../../shared/domain/stamp-layout.ts';
import type { Result } from '../../../shared/result.ts';
import type { TokenSignRequest } from '../../pkcs11/token-port.ts';

export type SignatureAlgorithm = Pick<TokenSignRequest, 'scheme' | 'hash'>;

/** Whoever holds the private key of a certificate. */
export interface MessageSigner {
	/** The signer's certificate, DER, byte for byte as the token holds it. */
	certificate: Uint8Array;
	/** Certificates of the CAs above it as far as known, DER; they travel inside the signature. */
	chain: Uint8Array[];
	/** The signature over `message`, a few hundred bytes, as CMS carries it: ECDSA as DER of r and s (RFC 5753, 2.1.1). */
	sign(message: Uint8Array, algorithm: SignatureAlgorithm): Promise<Result<Uint8Array>>;
}

/**
 * What the visible signature says, one entry a line, the TrueType file it is drawn with, and the PNG file with the
 * picture of seal or signature that stands left of the text.
 */
export type StampText = { lines: readonly string[]; font: string; picture?: string | undefined };

/** `auto` is the room the letter keeps under the signer's title. */
export type Stamp = { kind: 'none' } | ({ kind: 'auto' } & StampText) | ({ kind: 'place' } & StampPlace & StampText);

export type SignatureJob = {
	input: string;
	/** A new name; the input is never changed. */
	output: string;
	signer: MessageSigner;
	/** Goes into /M as time in Viet Nam with seconds. */
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
