import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { TrustAdded, TrustedCertificate, trustContract } from '../../../shared/contracts/trust-contract.ts';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import { capture, Fault, fail, type Result, unwrap } from '../../../shared/result.ts';
import { asReadFault } from '../../platform/read-fault.ts';
import type { JudgeTrust, ReadCertificate } from '../tokens/tokens-port.ts';
import type { ReadCaFile, TrustedCertificates, TrustRepository } from './trust-port.ts';

export type TrustParts = {
	repository: TrustRepository;
	readCaFile: ReadCaFile;
	readCertificate: ReadCertificate;
	/** Whether a certificate leads to one of the roots over the others at a moment. */
	leadsToRoot: (der: Uint8Array, others: readonly Uint8Array[], roots: readonly Uint8Array[], at: Date) => boolean;
	/** Milliseconds since 1970. */
	now: () => number;
};

export type TrustFeature = {
	handlers: Pick<Handlers<typeof trustContract>, 'list' | 'remove'>;
	/** Takes the certificates of files the user chose. */
	addFiles: (paths: readonly string[]) => Promise<Result<TrustAdded>>;
	certificates: TrustedCertificates;
	/** Judges by the certificates that are there now. */
	judge: () => Promise<JudgeTrust>;
};

/** A collection of all public CAs has some 50 KB. */
const limitMb = 1;

/**
 * The CA certificates this user trusts: the NEAC root, the roots before it, and public CAs (Thông tư 15/2025/TT-BKHCN
 * asks that they can be installed and renewed). None is built in: whom to trust is the user's decision.
 */
export function createTrustFeature({
	repository,
	readCaFile,
	readCertificate,
	leadsToRoot,
	now,
}: TrustParts): TrustFeature {
	const read = async () =>
		(await repository.list()).flatMap((record) =>
			(readCaFile(record.der) ?? []).map((certificate) => ({ ...certificate, addedAt: record.addedAt })),
		);
	const ders = async (wantRoots: boolean) =>
		(await read()).filter(({ isRoot }) => isRoot === wantRoots).map(({ der }) => der);

	const addFile = async (file: string, into: TrustAdded) => {
		const name = path.basename(file).normalize('NFC');
		const certificates = readCaFile(await readSmall(file, name));
		if (!certificates) throw new Fault('CERT_UNREADABLE', { file: name });
		for (const { der, isCa, isIntact } of certificates) {
			const info = unwrap(readCertificate(der, name));
			if (!isCa || !isIntact) {
				const error = isCa
					? fail('CERT_UNREADABLE', { file: name })
					: fail('CERT_NOT_CA', { file: name, name: nameOf(info) });
				into.refused.push({ name: nameOf(info), error: error.error });
				continue;
			}
			const isNew = await repository.add({ sha256: info.sha256, der, addedAt: new Date(now()).toISOString() });
			into[isNew ? 'added' : 'known']++;
		}
	};

	return {
		handlers: {
			list: () =>
				capture(async () => {
					const shown = (await read()).map(({ der, isRoot, addedAt }) =>
						view(unwrap(readCertificate(der, '')), isRoot, addedAt),
					);
					return shown.toSorted(byPurposeAndName);
				}),
			remove: ({ id }) =>
				capture(async () => {
					if (!(await repository.remove(id))) throw new Fault('STORE_RECORD_MISSING', { what: 'certificate' });
					return null;
				}),
		},

		addFiles: (paths) =>
			capture(async () => {
				const done: TrustAdded = { added: 0, known: 0, refused: [] };
				for (const file of paths) {
					const taken = await capture(() => addFile(file, done));
					if (!taken.ok) done.refused.push({ name: path.basename(file).normalize('NFC'), error: taken.error });
				}
				return done;
			}),

		certificates: { roots: () => ders(true), intermediates: () => ders(false) },

		async judge() {
			const [roots, intermediates] = [await ders(true), await ders(false)];
			return (der, others) => {
				if (roots.length === 0) return 'not-checked';
				const isTrusted = leadsToRoot(der, [...others, ...intermediates], roots, new Date(now()));
				return isTrusted ? 'trusted' : 'untrusted';
			};
		},
	};
}

async function readSmall(file: string, name: string): Promise<Uint8Array> {
	try {
		if ((await stat(file)).size > limitMb * 1024 * 1024) throw new Fault('FILE_TOO_LARGE', { file: name, limitMb });
		return await readFile(file);
	} catch (thrown) {
		throw thrown instanceof Fault ? thrown : asReadFault(thrown, name);
	}
}

function nameOf({ commonName, subject }: CertificateInfo): string {
	return commonName || subject;
}

function view(info: CertificateInfo, isRoot: boolean, addedAt: string): TrustedCertificate {
	const { sha256: id, subject, issuer, serial, notBefore, notAfter } = info;
	const purpose = isRoot ? 'root' : 'intermediate';
	return { id, name: nameOf(info), subject, issuer, serial, notBefore, notAfter, purpose, addedAt };
}

function byPurposeAndName(one: TrustedCertificate, other: TrustedCertificate): number {
	return other.purpose.localeCompare(one.purpose) || one.name.localeCompare(other.name, 'vi');
}
