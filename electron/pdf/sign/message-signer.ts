import type { Result } from '../../../shared/result.ts';
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';

/** Whoever holds the private key: a token behind the token host, a key file, a key of a test. */
export interface MessageSigner {
	/** The signer's certificate, DER, byte for byte as the token holds it. */
	certificate: Uint8Array;
	/** Certificates of the CAs above it as far as known, DER; they travel inside the signature. */
	chain: Uint8Array[];
	/** The signature over `message`, a few hundred bytes, as CMS carries it: ECDSA as DER of r and s (RFC 5753, 2.1.1). */
	sign(message: Uint8Array, algorithm: SignatureAlgorithm): Promise<Result<Uint8Array>>;
}
