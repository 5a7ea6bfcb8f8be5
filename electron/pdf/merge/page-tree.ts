import type { PdfDocument } from '../read/document.ts';
import { limits } from '../read/limits.ts';
import { type Dict, isName, type PdfObject, Ref } from '../read/objects.ts';
import { describePage, type Page } from '../read/pages.ts';
import { Malformed } from '../read/parser.ts';

/** What pages may inherit (ISO 32000-1, table 30). */
const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

export type PageTree = {
	/** In the order of reading; `dict` holds what the page inherits. */
	pages: Page[];
	/** Numbers of all nodes, pages included. */
	nodes: Set<number>;
};

/** Every page of a document, at most one more than `most`; in what is left of a damaged one, those that are there. */
export async function readPageTree(document: PdfDocument, most: number, { damaged = false } = {}): Promise<PageTree> {
	const tree: PageTree = { pages: [], nodes: new Set() };

	async function walk(ref: PdfObject | undefined, above: Dict, depth: number): Promise<void> {
		if (tree.pages.length > most) return;
		const dict = await document.dict(ref);
		if (damaged && !dict && depth > 0) return;
		if (!(ref instanceof Ref) || !dict) throw new Malformed('page tree');
		if (tree.nodes.has(ref.num) || depth > limits.nesting) throw new Malformed('loop in the page tree');
		tree.nodes.add(ref.num);
		const inherited: Dict = new Map(above);
		for (const key of inheritable) {
			const value = dict.get(key);
			if (value !== undefined && value !== null) inherited.set(key, value);
		}
		const kids = isName(dict.get('Type'), 'Page') ? undefined : await document.list(dict.get('Kids'));
		if (!kids) tree.pages.push(await describePage(document, ref, new Map([...dict, ...inherited]), inherited));
		else for (const kid of kids) await walk(kid, inherited, depth + 1);
	}

	await walk((await document.catalog()).dict.get('Pages'), new Map(), 0);
	return tree;
}
