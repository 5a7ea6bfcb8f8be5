import type { ObjectCopy } from '../merge/object-copy.ts';
import type { PdfDocument } from '../read/document.ts';
import { type Dict, isName, Name, type PdfObject, Ref } from '../read/objects.ts';

/** Layers of the dossier: without their list a viewer shows all of them, hidden ones included (ISO 32000-1, 8.11.4). */
export type Layers = { all: Ref[]; hidden: Ref[] };

/** The layers the claimed pages use, and which of them the document hides when it is opened. */
export async function claimedLayers(document: PdfDocument, copy: ObjectCopy): Promise<Layers> {
	const { dict: catalog } = await document.catalog();
	const properties = await document.dict(catalog.get('OCProperties'));
	const usual = await document.dict(properties?.get('D'));
	const listed = async (holder: Dict | undefined, key: string) =>
		((await document.list(holder?.get(key))) ?? []).filter((item) => item instanceof Ref);
	const all = (await listed(properties, 'OCGs')).filter(({ num }) => copy.has(num));
	const numbers = async (key: string) => new Set((await listed(usual, key)).map(({ num }) => num));
	const [on, off] = [await numbers('ON'), await numbers('OFF')];
	const atFirstOff = isName(await document.resolve(usual?.get('BaseState')), 'OFF');
	return { all, hidden: all.filter(({ num }) => (atFirstOff ? !on.has(num) : off.has(num))) };
}

/** The entry for the catalog; nothing where no page has layers. */
export function layerProperties({ all, hidden }: Layers): Dict | undefined {
	if (all.length === 0) return undefined;
	const usual = new Map<string, PdfObject>([
		['BaseState', new Name('ON')],
		['OFF', hidden],
	]);
	return new Map<string, PdfObject>([
		['OCGs', all],
		['D', usual],
	]);
}
