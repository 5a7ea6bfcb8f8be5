import { ObjectCopy } from '../merge/object-copy.ts';
import { readPageTree } from '../merge/page-tree.ts';
import type { PdfWriter } from '../merge/pdf-writer.ts';
import { memorySource } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { unpack } from '../read/filters.ts';
import { limits } from '../read/limits.ts';
import { type Dict, Name, type PdfObject, Ref, Stream, Text } from '../read/objects.ts';
import { readText, writeText } from '../read/text.ts';
import { type Layers, layerProperties } from './layers.ts';

export type CatalogEntries = [string, PdfObject][];

/** What the dossier is built on. */
export type Base = {
	/** Its own pages, first in the dossier. */
	pages: Ref[];
	/** What it calls itself. */
	title: string;
	/**
	 * Writes the frame around all pages and answers the size of the file. `foreignPdf`: pages of other PDFs are inside;
	 * `entries` go into the catalog.
	 */
	finish(all: {
		tree: Ref;
		kids: Ref[];
		foreignPdf: boolean;
		layers: Layers;
		entries: CatalogEntries;
	}): Promise<number>;
};

export function emptyBase(writer: PdfWriter): Base {
	return {
		pages: [],
		title: '',
		async finish({ tree, kids, layers, entries }) {
			writePageTree(writer, tree, kids);
			const properties = layerProperties(layers);
			const root = writer.add(
				new Map<string, PdfObject>([
					['Type', new Name('Catalog')],
					['Pages', tree],
					...(properties ? [['OCProperties', properties] as const] : []),
					...entries,
				]),
			);
			const info = writer.add(new Map([['Producer', new Text(writeText('VNACCS Keyring'))]]));
			return writer.finish(root, info, undefined);
		},
	};
}

/** Our own letter: all of it is taken over, catalog, structure and metadata included. */
export async function letterBase(letter: Uint8Array, writer: PdfWriter, tree: Ref): Promise<Base> {
	return await readPdf(memorySource(letter), 'letter.pdf', async (document) => {
		const { ref, dict: catalog } = await document.catalog();
		const { pages, nodes } = await readPageTree(document, Number.MAX_SAFE_INTEGER);
		const copy = new ObjectCopy(document);
		for (const num of nodes) copy.replace(num, null);
		const root = writer.reserve();
		copy.replace(ref.num, root);
		const refs = pages.map((page) => {
			const own = writer.reserve();
			copy.replace(page.ref.num, own);
			return own;
		});
		const kept = (dict: Dict, replaced: string) => new Map([...dict].filter(([key]) => key !== replaced));
		const pageDicts = pages.map(({ dict }) => kept(dict, 'Parent'));
		const frame = kept(kept(catalog, 'Pages'), 'Metadata');
		const info = document.references.trailer.get('Info');
		await copy.claim([frame, ...pageDicts, ...(info instanceof Ref ? [info] : [])]);
		const title = await document.resolve((await document.dict(info))?.get('Title'));
		const about = await document.resolve(catalog.get('Metadata'));
		const xmp = about instanceof Stream ? await contentOf(document, about) : undefined;
		const [firstId] = (await document.list(document.references.trailer.get('ID'))) ?? [];
		await copy.write(writer);
		for (const [index, dict] of pageDicts.entries()) {
			writer.object(refs[index]!, (copy.translated(dict) as Dict).set('Parent', tree));
		}
		return {
			pages: refs,
			title: title instanceof Text ? readText(title.bytes) : '',
			async finish({ kids, foreignPdf, layers, entries }) {
				writePageTree(writer, tree, kids);
				const full = (copy.translated(frame) as Dict).set('Pages', tree);
				if (xmp !== undefined) {
					const kind: Dict = new Map([
						['Type', new Name('Metadata')],
						['Subtype', new Name('XML')],
					]);
					const honest = foreignPdf ? withoutArchiveClaim(xmp) : xmp;
					full.set('Metadata', await writer.addStream(kind, Buffer.from(honest)));
				}
				const properties = layerProperties(layers);
				if (properties) full.set('OCProperties', properties);
				for (const [key, value] of entries) full.set(key, value);
				writer.object(root, full);
				const meant = info instanceof Ref ? copy.translated(info) : undefined;
				return writer.finish(
					root,
					meant instanceof Ref ? meant : undefined,
					firstId instanceof Text ? firstId.bytes : undefined,
				);
			},
		};
	});
}

/** One level is enough for the few hundred pages a dossier has. */
function writePageTree(writer: PdfWriter, tree: Ref, kids: Ref[]): void {
	const dict = new Map<string, PdfObject>([
		['Type', new Name('Pages')],
		['Kids', kids],
		['Count', kids.length],
	]);
	writer.object(tree, dict);
}

async function contentOf(document: PdfDocument, stream: Stream): Promise<string> {
	return Buffer.from(unpack(stream.dict, await document.packedBytes(stream), limits.textBytes)).toString('utf8');
}

/** With foreign PDF pages inside, nobody can promise PDF/A for the whole file: the letter's claim goes. */
function withoutArchiveClaim(xmp: string): string {
	return xmp.replace(/<rdf:Description[^>]*xmlns:pdfaid=[\s\S]*?<\/rdf:Description>\s*/, '');
}
