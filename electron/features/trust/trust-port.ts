/** Certificates of CAs, DER. */
export interface TrustedCertificates {
	/** Self-signed: where a path may end. Empty when the user has added none. */
	roots(): Promise<Uint8Array[]>;
	/** Of public CAs: they stand between a root and a signer, and tokens often lack them. */
	intermediates(): Promise<Uint8Array[]>;
}

export type TrustRecord = { sha256: string; der: Uint8Array; addedAt: string };

export interface TrustRepository {
	/** In the order they were added. */
	list(): Promise<TrustRecord[]>;
	/** Answers false when it is there already. */
	add(record: TrustRecord): Promise<boolean>;
	/** Answers false when it is not there. */
	remove(sha256: string): Promise<boolean>;
}

/** A certificate read as one of a CA. */
export type CaCertificate = {
	der: Uint8Array;
	/** May issue certificates: basicConstraints CA, and keyCertSign where the key is limited (RFC 5280, 4.2.1.9). */
	isCa: boolean;
	/** Issued by itself; `isIntact` tells whether its own signature holds then. */
	isRoot: boolean;
	isIntact: boolean;
};

/** The certificates of a file in DER, PEM or PKCS#7 (.p7b); undefined when it holds none or one cannot be read. */
export type ReadCaFile = (bytes: Uint8Array) => CaCertificate[] | undefined;
