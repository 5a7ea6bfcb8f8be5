import type { SignatureLevel, TrustState } from '../../../shared/contracts/signing-contract.ts';
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

/** What the signature should reach, and what it may lean on. */
export type EvidenceOrder = {
	level: SignatureLevel;
	/** RFC 3161 service; needed above B-B. */
	tsaUrl: string;
	/** False: nobody is asked anything, and the level stays B-B. */
	network: boolean;
	/** DER. Without any, a path may end at any root. */
	roots: readonly Uint8Array[];
	/** DER. May stand between the signer and a root. */
	intermediates: readonly Uint8Array[];
};

export type SigningWarning =
	| 'untrusted'
	| 'trust-not-checked'
	| 'network-off'
	| 'revocation-not-checked'
	| 'time-stamp-failed'
	| 'time-stamp-not-checked'
	| 'document-time-stamp-failed';

/** What is known about the signer's certificate at signing time, DER as it came. */
export type GatheredEvidence = {
	/** Above the signer's certificate, nearest first. */
	chain: Uint8Array[];
	ocsps: Uint8Array[];
	crls: Uint8Array[];
	trust: TrustState;
	/** `good`: proved for every certificate below the root. */
	revocation: 'good' | 'not-checked';
	/** Why not; words in `cli.json`, `sign.evidence`. */
	reasons: string[];
};

export type SignedWithEvidence = {
	level: SignatureLevel;
	signer: string;
	serial: string;
	stampedAt: Date | undefined;
	warnings: { code: SigningWarning; reasons: string[] }[];
	evidence: GatheredEvidence;
};

/**
 * Gathers what proves the certificate, then adds one PAdES signature to a PDF; earlier ones stay valid. A certificate
 * known to be revoked is refused before the signer is asked (CERT_REVOKED); a network that fails costs the level, not
 * the signature. `output` appears only after its new signature has been verified and carries the signer's certificate,
 * otherwise SIGN_OUTPUT_INVALID and no file.
 */
export type SignWithEvidence = (job: SignatureJob, order: EvidenceOrder) => Promise<Result<SignedWithEvidence>>;
