import type { TrustState } from '../../../shared/contracts/signing-contract.ts';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import type { Result } from '../../../shared/result.ts';

/** Reads a DER certificate; `source` names it in the error. */
export type ReadCertificate = (der: Uint8Array, source: string) => Result<CertificateInfo>;

/** The driver files of this computer. */
export interface DriverFiles {
	/** Drivers that are installed, as absolute paths in the order to try them. */
	discover(): Promise<readonly string[]>;
	/** SHA-256 in lower-case hexadecimal; undefined when the file cannot be read. */
	sha256(path: string): Promise<string | undefined>;
	/** The file behind a path: itself, where it cannot be told. */
	realPath(path: string): Promise<string>;
}

/** Whether a certificate leads to a root the user trusts, over `others` as far as needed; all DER. */
export type JudgeTrust = (der: Uint8Array, others: readonly Uint8Array[]) => TrustState;

/** Values kept under a name in the data folder. */
export interface SettingRepository {
	get(key: string): Promise<string | undefined>;
	set(key: string, value: string): Promise<void>;
}
