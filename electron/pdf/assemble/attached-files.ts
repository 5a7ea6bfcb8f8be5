import type { PdfWriter, Piece } from '../merge/pdf-writer.ts';
import { Name, type PdfObject, type Ref, Text } from '../read/objects.ts';
import { writeText } from '../read/text.ts';

export type AttachedFile = { name: string; specification: Ref };

/** Writes a PDF as it is into the new one, as a source of what its pages show (ISO 32000-2, 7.11.4 and 14.13). */
export async function attachPdf(writer: PdfWriter, name: string, bytes: Piece): Promise<AttachedFile> {
	const file = writer.reserve();
	const about = new Map<string, PdfObject>([
		['Type', new Name('EmbeddedFile')],
		['Subtype', new Name('application/pdf')],
		['Params', new Map([['Size', bytes.end - bytes.start]])],
	]);
	await writer.stream(file, about, bytes);
	const text = new Text(writeText(name));
	const specification = writer.add(
		new Map<string, PdfObject>([
			['Type', new Name('Filespec')],
			['F', text],
			['UF', text],
			[
				'EF',
				new Map([
					['F', file],
					['UF', file],
				]),
			],
			['AFRelationship', new Name('Source')],
		]),
	);
	return { name, specification };
}

/** Entries of the catalog; none for no files. Names of the tree are in the order of their bytes, each once. */
export function attachedFileEntries(files: readonly AttachedFile[]): [string, PdfObject][] {
	if (files.length === 0) return [];
	const keys = new Map<string, Ref>();
	for (const { name, specification } of files) {
		let key = name;
		for (let count = 2; keys.has(key); count++) key = `${name} (${count})`;
		keys.set(key, specification);
	}
	const sorted = [...keys]
		.map(([key, ref]) => ({ key: Buffer.from(writeText(key)), ref }))
		.sort((a, b) => Buffer.compare(a.key, b.key));
	const tree = new Map([['Names', sorted.flatMap(({ key, ref }) => [new Text(key), ref])]]);
	return [
		['Names', new Map([['EmbeddedFiles', tree]])],
		['AF', files.map(({ specification }) => specification)],
	];
}
