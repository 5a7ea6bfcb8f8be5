import { open } from 'node:fs/promises';
import type { Dss, ValidationData } from '../pki/dss.ts';
import { fileSource, withFile } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { type Dict, Name, type PdfObject, type Ref } from '../read/objects.ts';
import { Changes } from './revision.ts';

/**
 * Appends a document security store to a file of our own (EN 319 142-1, 5.4.2; ISO 32000-2, 12.8.4.3); what one that is
 * already there holds is kept. Faults: those of reading a PDF.
 */
export async function addDss(file: string, dss: Dss): Promise<void> {
	const bytes = await withFile(file, (handle, size) =>
		readPdf(fileSource(handle, size), file, (document) => buildStore(document, dss)),
	);
	await append(file, bytes);
}

export async function append(file: string, bytes: Uint8Array): Promise<void> {
	const handle = await open(file, 'a');
	try {
		await handle.writeFile(bytes);
	} finally {
		await handle.close();
	}
}

async function buildStore(document: PdfDocument, dss: Dss): Promise<Uint8Array> {
	const changes = new Changes(document);
	const catalog = await document.catalog();
	const before = (await document.dict(catalog.dict.get('DSS'))) ?? new Map();
	const vri: Dict = new Map((await document.dict(before.get('VRI'))) ?? []);
	const store: Dict = new Map([...before, ['Type', new Name('DSS')]]);

	const written = new Map<Uint8Array, Ref>();
	for (const [kind, key] of kinds) {
		const refs = dss[kind].map((item) => {
			const ref = changes.addStream(new Map(), item);
			written.set(item, ref);
			return ref;
		});
		const all = [...((await document.list(before.get(`${key}s`))) ?? []), ...refs];
		if (all.length > 0) store.set(`${key}s`, all);
	}
	for (const [signature, data] of dss.vri) {
		const entry: Dict = new Map([['Type', new Name('VRI')]]);
		for (const [kind, key] of kinds) {
			if (data[kind].length > 0) entry.set(key, data[kind].map((item) => written.get(item)!) as PdfObject[]);
		}
		vri.set(signature, changes.add(entry));
	}
	store.set('VRI', vri);

	// The extension that tells readers of PDF 1.7 what DSS is (EN 319 142-1, 5.6).
	const extensions: Dict = new Map((await document.dict(catalog.dict.get('Extensions'))) ?? []);
	extensions.set(
		'ESIC',
		new Map<string, PdfObject>([
			['BaseVersion', new Name('1.7')],
			['ExtensionLevel', 1],
		]),
	);
	const changed: Dict = new Map([...catalog.dict, ['DSS', changes.add(store)], ['Extensions', extensions]]);
	changes.put(catalog.ref, changed);
	return (await changes.write(document.source.size)).bytes;
}

/** What VRI calls each kind; the store itself adds an s. */
const kinds: [keyof ValidationData, string][] = [
	['certificates', 'Cert'],
	['ocsps', 'OCSP'],
	['crls', 'CRL'],
];
