import type { Result } from '../../../shared/result.ts';

/** Whoever holds the private key: a token behind the token host, a key file, a key of a test. */
export interface DigestSigner {
	/** The signer's certificate, DER, byte for byte as the token holds it. */
	certificate: Uint8Array;
	/** Certificates of the CAs above it as far as known, DER; they travel inside the signature. */
	chain: Uint8Array[];
	/** RSASSA-PKCS1-v1_5 over this digest; the signer itself puts the digest into a DigestInfo. */
	sign(digest: Uint8Array, hash: 'sha256'): Promise<Result<Uint8Array>>;
}
