import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type {
	SignatureReport,
	VerificationReport,
	verificationContract,
} from '../../../shared/contracts/verification-contract.ts';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import { fileNameOf } from '../../../shared/domain/file-name.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import { refuseInputAsTarget } from '../../platform/atomic-file.ts';
import { newId } from '../../platform/ids.ts';
import type { FoundSignature, Trusted, VerifierPort, WriteSheet } from './verification-port.ts';

export type VerificationParts = {
	verifier: VerifierPort;
	trusted: Trusted;
	readCertificate: (der: Uint8Array, source: string) => Result<CertificateInfo>;
	writeSheet: WriteSheet;
	/** The signed file of a dossier and the name it is known by. */
	signedFile: (dossierId: string) => Promise<Result<{ fileName: string; path: string }>>;
	/** Milliseconds since 1970. */
	now: () => number;
};

export type VerificationFeature = Handlers<Omit<typeof verificationContract, 'choose' | 'saveSheet'>> & {
	saveSheetTo: (id: string, target: string) => Promise<Result<null>>;
	/** The name of the file that was checked. */
	checkedName: (id: string) => Promise<Result<{ fileName: string }>>;
	/** The file behind an id of the page. */
	resolveFile: (fileId: string) => string | undefined;
};

/** Far more than anybody goes back to. */
const mostKept = 20;
const fileIdPrefix = 'verified.';

/** Checks signatures and remembers the last reports, whose files the page may show and whose sheets may be saved. */
export function createVerificationFeature(parts: VerificationParts): VerificationFeature {
	const kept = new Map<string, { path: string; report: VerificationReport }>();
	const find = (id: string) => {
		const found = kept.get(id);
		if (!found) throw new Fault('STORE_RECORD_MISSING', { what: 'verification' });
		return found;
	};
	const check = async (path: string, fileName: string): Promise<VerificationReport> => {
		const at = parts.now();
		const [trust, intermediates] = [await parts.trusted.roots(), await parts.trusted.intermediates()];
		const order = { trust, intermediates, now: new Date(at).toISOString() };
		const { signatures, ...file } = unwrap(await parts.verifier.verify(path, order));
		const id = newId(at);
		const report = {
			id,
			fileName,
			...file,
			checkedAt: order.now,
			signatures: signatures.map((one) => describe(one, fileName, parts.readCertificate)),
			fileId: `${fileIdPrefix}${id}`,
		};
		kept.set(id, { path, report });
		const [oldest] = kept.keys();
		if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
		return report;
	};
	return {
		checkPath: ({ path }) =>
			capture(() => {
				if (path === '') throw new Fault('DROP_EMPTY');
				return check(path, fileNameOf(path));
			}),
		checkDossier: ({ dossierId }) =>
			capture(async () => {
				const { path, fileName } = unwrap(await parts.signedFile(dossierId));
				return check(path, fileName);
			}),
		saveSheetTo: (id, target) =>
			capture(async () => {
				const { path, report } = find(id);
				await refuseInputAsTarget(target, [path]);
				return unwrap(await parts.writeSheet(target, report));
			}),
		checkedName: (id) => capture(async () => ({ fileName: find(id).report.fileName })),
		resolveFile: (fileId) =>
			fileId.startsWith(fileIdPrefix) ? kept.get(fileId.slice(fileIdPrefix.length))?.path : undefined,
	};
}

function describe(
	{ certificate, ...found }: FoundSignature,
	source: string,
	readCertificate: VerificationParts['readCertificate'],
): SignatureReport {
	const read = certificate && readCertificate(certificate, source);
	return {
		...found,
		taxCode: (read?.ok && read.value.taxCode) || null,
		notBefore: found.notBefore ?? null,
		notAfter: found.notAfter ?? null,
		signedAt: found.signedAt ?? null,
		timestamp: found.timestamp ?? null,
		timeStamps: found.timeStamps.map(({ time = null, service = null, ...stamp }) => ({ ...stamp, time, service })),
	};
}
