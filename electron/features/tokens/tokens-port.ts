import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import type { Result } from '../../../shared/result.ts';

/** Reads a DER certificate; `source` names it in the error. */
export type ReadCertificate = (der: Uint8Array, source: string) => Result<CertificateInfo>;

/** Values kept under a name in the data folder. */
export interface SettingRepository {
	get(key: string): Promise<string | undefined>;
	set(key: string, value: string): Promise<void>;
}
