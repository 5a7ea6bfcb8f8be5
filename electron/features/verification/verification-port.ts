import type { SignatureReport, VerificationReport } from '../../../shared/contracts/verification-contract.ts';
import type { Result } from '../../../shared/result.ts';

/** What is found of a signature; what may be missing is then undefined. `certificate` is DER. */
export type FoundSignature = Omit<
	SignatureReport,
	'taxCode' | 'notBefore' | 'notAfter' | 'signedAt' | 'timestamp' | 'timeStamps'
> & {
	notBefore: string | undefined;
	notAfter: string | undefined;
	signedAt: string | undefined;
	timestamp: string | undefined;
	timeStamps: { of: 'signature' | 'document'; verdict: SignatureReport['verdict']; time?: string; service?: string }[];
	certificate: Uint8Array | undefined;
};

/** Opening a foreign PDF and checking it; lives where it can be killed. `now` is ISO 8601. */
export interface VerifierPort {
	verify(
		path: string,
		order: { trust: readonly Uint8Array[]; intermediates: readonly Uint8Array[]; now: string },
	): Promise<Result<{ bytes: number; sha256: string; signatures: FoundSignature[] }>>;
}

/** DER certificates that signatures have to lead to, empty when nobody has named any, and those that may stand between. */
export interface Trusted {
	roots(): Promise<readonly Uint8Array[]>;
	intermediates(): Promise<readonly Uint8Array[]>;
}

/** Writes the sheet to print to `target`, complete or not at all. */
export type WriteSheet = (target: string, report: VerificationReport) => Promise<Result<null>>;
