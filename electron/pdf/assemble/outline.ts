import type { PdfWriter } from '../merge/pdf-writer.ts';
import type { PdfDocument } from '../read/document.ts';
import { type Dict, isDict, isName, Name, type PdfObject, Ref, Text } from '../read/objects.ts';
import { readText, writeText } from '../read/text.ts';

/** A bookmark: `place` is a page of its own file counted from 0, or a page of the new document. */
export type Bookmark<Place> = { title: string; place: Place; below: Bookmark<Place>[] };

/** Far above real outlines; what is more is left out. */
const maxItems = 1_000;
const maxDepth = 8;
const maxTitle = 500;
/** Nodes of a tree of names that are looked through for one document. */
const maxNodes = 2_000;

/** The bookmarks of a foreign document that lead to its own pages (ISO 32000-1, 12.3.3). May throw Malformed. */
export async function readOutline(document: PdfDocument, pages: readonly { ref: Ref }[]): Promise<Bookmark<number>[]> {
	const { dict: catalog } = await document.catalog();
	const indexes = new Map(pages.map(({ ref }, index) => [ref.num, index]));
	const visited = new Set<Dict>();
	let names: Map<string, PdfObject> | undefined;

	const placeOf = async (item: Dict): Promise<number | undefined> => {
		const action = await document.dict(item.get('A'));
		const goes = action && isName(await document.resolve(action.get('S')), 'GoTo') ? action.get('D') : undefined;
		let target = await document.resolve(item.get('Dest') ?? goes);
		if (target instanceof Name || target instanceof Text) {
			names ??= await namedPlaces(document, catalog);
			target = await document.resolve(names.get(nameOf(target)));
		}
		if (isDict(target)) target = await document.resolve(target.get('D'));
		const [page] = Array.isArray(target) ? target : [];
		return page instanceof Ref ? indexes.get(page.num) : undefined;
	};
	const walk = async (first: PdfObject | undefined, depth: number): Promise<Bookmark<number>[]> => {
		const found: Bookmark<number>[] = [];
		for (let item = await document.dict(first); item; item = await document.dict(item.get('Next'))) {
			if (visited.has(item) || visited.size >= maxItems) break;
			visited.add(item);
			const below = depth < maxDepth ? await walk(item.get('First'), depth + 1) : [];
			const title = await document.resolve(item.get('Title'));
			const place = await placeOf(item);
			if (place === undefined || !(title instanceof Text)) found.push(...below);
			else found.push({ title: readText(title.bytes).slice(0, maxTitle), place, below });
		}
		return found;
	};
	return await walk((await document.dict(catalog.get('Outlines')))?.get('First'), 0);
}

/** Names of places: the old dictionary and the newer tree (12.3.2.3). */
async function namedPlaces(document: PdfDocument, catalog: Dict): Promise<Map<string, PdfObject>> {
	const places = new Map<string, PdfObject>(await document.dict(catalog.get('Dests')));
	const visited = new Set<Dict>();
	const waiting: (PdfObject | undefined)[] = [(await document.dict(catalog.get('Names')))?.get('Dests')];
	for (let next = waiting.pop(); next !== undefined && visited.size < maxNodes; next = waiting.pop()) {
		const node = await document.dict(next);
		if (!node || visited.has(node)) continue;
		visited.add(node);
		waiting.push(...((await document.list(node.get('Kids'))) ?? []));
		const pairs = (await document.list(node.get('Names'))) ?? [];
		for (let i = 0; i + 1 < pairs.length; i += 2) {
			const key = await document.resolve(pairs[i]);
			if (key instanceof Text) places.set(nameOf(key), pairs[i + 1]!);
		}
	}
	return places;
}

function nameOf(value: Name | Text): string {
	return value instanceof Name ? value.value : Buffer.from(value.bytes).toString('latin1');
}

/** Bookmarks whose page is among `pages`; what stood below one that is not takes its place. */
export function bookmarksTo(items: readonly Bookmark<number>[], pages: ReadonlyMap<number, Ref>): Bookmark<Ref>[] {
	return items.flatMap(({ title, place, below }) => {
		const kept = bookmarksTo(below, pages);
		const page = pages.get(place);
		return page ? [{ title, place: page, below: kept }] : kept;
	});
}

/** The outline of the new document; nothing for no bookmarks. Those below a part are shown folded. */
export function writeOutline(writer: PdfWriter, items: readonly Bookmark<Ref>[]): Ref | undefined {
	if (items.length === 0) return undefined;
	const root = writer.reserve();
	const rows = writeRow(writer, root, items);
	writer.object(root, new Map<string, PdfObject>([['Type', new Name('Outlines')], ...rows, ['Count', items.length]]));
	return root;
}

function writeRow(writer: PdfWriter, parent: Ref, items: readonly Bookmark<Ref>[]): [string, PdfObject][] {
	const refs = items.map(() => writer.reserve());
	for (const [index, { title, place, below }] of items.entries()) {
		const dict: Dict = new Map<string, PdfObject>([
			['Title', new Text(writeText(title))],
			['Parent', parent],
			['Dest', [place, new Name('XYZ'), null, null, null]],
		]);
		if (index > 0) dict.set('Prev', refs[index - 1]!);
		if (index < refs.length - 1) dict.set('Next', refs[index + 1]!);
		if (below.length > 0) {
			for (const [key, value] of writeRow(writer, refs[index]!, below)) dict.set(key, value);
			dict.set('Count', -below.length);
		}
		writer.object(refs[index]!, dict);
	}
	return [
		['First', refs[0]!],
		['Last', refs.at(-1)!],
	];
}
