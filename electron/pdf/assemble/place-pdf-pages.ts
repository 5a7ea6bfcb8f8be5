import { ObjectCopy } from '../merge/object-copy.ts';
import type { PdfWriter } from '../merge/pdf-writer.ts';
import { type Dict, Name, type PdfObject, Ref } from '../read/objects.ts';
import { claimedLayers, type Layers } from './layers.ts';
import type { PdfPart } from './pdf-part.ts';

/** A page of a file, counted from 0, and how far it is turned clockwise beside its own turn. */
export type Placement = { index: number; rotate: number };

/** What makes a page look as it does (ISO 32000-1, table 30); all else acts or means something in its own document only. */
const pageKeys = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox', 'Group', 'UserUnit'];

/** Entries of streams that say something about their own document, or lead out of it (to other files). */
const streamKeysLeft = new Set([
	'AF',
	'F',
	'FDecodeParms',
	'FFilter',
	'Metadata',
	'OPI',
	'PieceInfo',
	'Ref',
	'StructParent',
	'StructParents',
]);

const formObject: Dict = new Map([
	['Type', new Name('XObject')],
	['Subtype', new Name('Form')],
]);

/** Pictures to write instead, by the number of their object. */
export type SmallerPictures = ReadonlyMap<number, { dict: Dict; data: Uint8Array }>;

type Planned = { dict: Dict; contents: Ref[]; rotate: number; drawn: string };

/**
 * Looks at everything the chosen pages lead to. What it returns writes them, in the same order, and answers their numbers;
 * until then nothing is written. `smaller` pictures take the place of the file's own. May throw Malformed.
 */
export async function claimPdfPages(
	{ document, pages, nodes }: PdfPart,
	chosen: readonly Placement[],
	smaller: SmallerPictures = new Map(),
): Promise<(writer: PdfWriter, tree: Ref, layers: Layers) => Promise<Ref[]>> {
	const copy = new ObjectCopy(document, withoutForeignKeys);
	for (const num of nodes) copy.replace(num, null);
	const planned = new Map<number, Planned>();
	for (const index of new Set(chosen.map((placement) => placement.index))) {
		planned.set(index, await plan(index));
	}

	async function plan(index: number): Promise<Planned> {
		const page = pages[index]!;
		const dict: Dict = new Map<string, PdfObject>([['Type', new Name('Page')]]);
		for (const key of pageKeys) {
			const value = page.dict.get(key);
			if (value !== undefined) dict.set(key, value);
		}
		const drawn: string[] = [];
		const resources: Dict = new Map((await document.dict(page.dict.get('Resources'))) ?? []);
		if (page.pictures.length > 0) {
			const forms: Dict = new Map((await document.dict(resources.get('XObject'))) ?? []);
			let count = 0;
			for (const { appearance, matrix } of page.pictures) {
				while (forms.has(`VnkFlat${count}`)) count++;
				forms.set(`VnkFlat${count}`, appearance);
				drawn.push(`q ${matrix.map(decimal).join(' ')} cm /VnkFlat${count} Do Q`);
			}
			resources.set('XObject', forms);
		}
		dict.set('Resources', page.pictures.length > 0 ? resources : (page.dict.get('Resources') ?? resources));
		const own = page.dict.get('Contents');
		const streams = (await document.list(own)) ?? [own];
		const contents = streams.filter((item) => item instanceof Ref);
		await copy.claim([dict, ...contents]);
		for (const { appearance } of page.pictures) copy.extend(appearance.num, formObject);
		return { dict, contents, rotate: page.rotate, drawn: drawn.join('\n') };
	}

	for (const [num, { dict, data }] of smaller) copy.exchange(num, dict, data);
	const own = await claimedLayers(document, copy);
	return async (writer, tree, layers) => {
		await copy.write(writer);
		layers.all.push(...(copy.translated(own.all) as Ref[]));
		layers.hidden.push(...(copy.translated(own.hidden) as Ref[]));
		let open: Ref | undefined;
		const refs = new Map<number, PdfObject[]>();
		for (const [index, { contents, drawn }] of planned) {
			const own = contents.map((ref) => copy.translated(ref)).filter((ref) => ref !== null);
			if (drawn) {
				// The page's own content may leave the coordinate system changed.
				open ??= await writer.addStream(new Map(), Buffer.from('q\n'));
				own.unshift(open);
				own.push(await writer.addStream(new Map(), Buffer.from(`\nQ\n${drawn}\n`)));
			}
			refs.set(index, own);
		}
		return chosen.map(({ index, rotate }) => {
			const { dict, rotate: turned } = planned.get(index)!;
			const page = copy.translated(dict) as Dict;
			page.set('Parent', tree);
			const contents = refs.get(index)!;
			if (contents.length > 0) page.set('Contents', contents.length === 1 ? contents[0]! : contents);
			const turn = (turned + rotate) % 360;
			if (turn !== 0) page.set('Rotate', turn);
			return writer.add(page);
		});
	};
}

function withoutForeignKeys(dict: Dict): Dict {
	return new Map([...dict].filter(([key]) => !streamKeysLeft.has(key)));
}

/** Plain decimal: content streams know no exponents. */
function decimal(value: number): string {
	return String(Number(value.toFixed(5)));
}
