import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { SignatureEvidence, signingContract } from '../../../shared/contracts/signing-contract.ts';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import type { ReadCertificate, SettingRepository } from '../tokens/tokens-port.ts';
import type { EvidenceItem, EvidenceRecord, EvidenceRepository } from './evidence-port.ts';
import { readSigningSettings, saveSigningSettings } from './signing-settings.ts';

export type SigningFeatureParts = {
	settings: SettingRepository;
	evidence: EvidenceRepository;
	readCertificate: ReadCertificate;
	/** HS-2026-001 */
	dossierNumber: (id: string) => Promise<string | undefined>;
};

export type SigningFeature = {
	handlers: Pick<Handlers<typeof signingContract>, 'settings' | 'saveSettings' | 'evidence'>;
	/** Writes the evidence of a dossier into a new folder inside `parent`; answers the new folder's name. */
	exportEvidence: (dossierId: string, parent: string) => Promise<Result<{ folder: string }>>;
};

/** How signatures are made, and what was kept with each of them. */
export function createSigningFeature(parts: SigningFeatureParts): SigningFeature {
	const { settings, evidence } = parts;
	const view = (record: EvidenceRecord): SignatureEvidence => {
		const { signedAt, summary, items } = record;
		const names = fileNames(items);
		const files = items.map(({ kind, bytes }, place) => {
			const info = kind === 'certificate' || kind === 'chain' ? parts.readCertificate(bytes, '') : undefined;
			const name = info?.ok ? info.value.commonName || info.value.subject : '';
			return { kind, fileName: names[place] ?? '', bytes: bytes.length, name };
		});
		return { signedAt, ...summary, files };
	};

	return {
		handlers: {
			settings: () => capture(() => readSigningSettings(settings)),
			saveSettings: (wanted) => capture(() => saveSigningSettings(settings, wanted)),
			evidence: ({ id }) =>
				capture(async () => {
					const record = await evidence.find(id);
					return record ? view(record) : null;
				}),
		},

		exportEvidence: (dossierId, parent) =>
			capture(async () => {
				const record = await evidence.find(dossierId);
				const number = await parts.dossierNumber(dossierId);
				if (!record || number === undefined) throw new Fault('STORE_RECORD_MISSING', { what: 'evidence' });
				const names = fileNames(record.items);
				const text = `${JSON.stringify(view(record), null, '\t')}\n`;
				return writeFolder(parent, `${number}_bang-chung-ky-so`, [
					{ name: 'bang-chung.json', content: text },
					...record.items.map(({ bytes }, place) => ({ name: names[place] ?? '', content: bytes })),
				]);
			}),
	};
}

const endings: Record<EvidenceItem['kind'], string> = { certificate: 'cer', chain: 'cer', ocsp: 'ors', crl: 'crl' };
const stems: Record<EvidenceItem['kind'], string> = {
	certificate: 'chung-thu',
	chain: 'chung-thu-cap-tren',
	ocsp: 'ocsp',
	crl: 'crl',
};

/** `chung-thu.cer`, `chung-thu-cap-tren-1.cer`, `ocsp-1.ors` (RFC 6960, A.1), `crl-1.crl`: ASCII for every system. */
function fileNames(items: readonly EvidenceItem[]): string[] {
	const counts = new Map<string, number>();
	return items.map(({ kind }) => {
		const count = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, count);
		return `${stems[kind]}${kind === 'certificate' ? '' : `-${count}`}.${endings[kind]}`;
	});
}

type NewFile = { name: string; content: string | Uint8Array };

/** A folder with all files or none; where the name is taken, ` (2)` and so on is put behind it. */
async function writeFolder(parent: string, name: string, files: readonly NewFile[]): Promise<{ folder: string }> {
	const temp = path.join(parent, `.vnk-${randomUUID()}.tmp`);
	try {
		await mkdir(temp);
		for (const file of files) await writeFile(path.join(temp, file.name), file.content, { flush: true });
		const taken = new Set((await readdir(parent)).map((entry) => entry.normalize('NFC').toLowerCase()));
		let folder = name;
		for (let count = 2; taken.has(folder.toLowerCase()); count++) folder = `${name} (${count})`;
		await rename(temp, path.join(parent, folder));
		return { folder };
	} catch (thrown) {
		await rm(temp, { recursive: true, force: true });
		const code = (thrown as NodeJS.ErrnoException).code;
		if (code === 'ENOSPC' || code === 'EDQUOT') throw new Fault('FILE_DISK_FULL', { file: name }, thrown);
		if (code === 'ENOENT' || code === 'ENOTDIR') throw new Fault('FILE_FOLDER_MISSING', { file: name }, thrown);
		if (code !== undefined) throw new Fault('FILE_WRITE_DENIED', { file: name }, thrown);
		throw thrown;
	}
}
