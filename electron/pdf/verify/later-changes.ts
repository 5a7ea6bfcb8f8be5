import type { PdfDocument } from '../read/document.ts';
import { type Dict, isDict, isName, type PdfObject, Ref, Stream } from '../read/objects.ts';
import { isPage } from '../read/pages.ts';
import type { Entry } from '../read/xref.ts';
import { serialize } from '../sign/serialize.ts';

/**
 * True when `now` differs from the earlier revision `then` by nothing but signatures: new objects, signature fields
 * entered in the form and on pages, empty signature fields filled, validation data (ISO 32000-2, 12.8.4.3). Content,
 * other fields and other annotations of `then` must be what they were.
 */
export async function onlySignaturesAdded(then: PdfDocument, now: PdfDocument): Promise<boolean> {
	const [before, after] = [await then.catalog(), await now.catalog()];
	if (before.ref.num !== after.ref.num) return false;
	if (!(await formGrewBySignatures(then, now, before.dict.get('AcroForm'), after.dict.get('AcroForm')))) return false;
	// The forms themselves are compared above; what is left are the objects that hold them.
	const forms = [before.dict.get('AcroForm'), after.dict.get('AcroForm')];
	const formNumbers = new Set(forms.flatMap((form) => (form instanceof Ref ? [form.num] : [])));

	for (const num of then.references.entries.keys()) if (!now.references.entries.has(num)) return false;
	for (const [num, entry] of now.references.entries) {
		const old = then.references.entries.get(num);
		if (old === undefined || old.kind === 'free' || sameEntry(old, entry) || formNumbers.has(num)) continue;
		const [a, b] = [await then.load(num), await now.load(num)];
		if (!(await isHarmless(now, a, b, num === before.ref.num))) return false;
	}
	return true;
}

function sameEntry(a: Entry, b: Entry): boolean {
	if (a.kind === 'plain') return b.kind === 'plain' && a.offset === b.offset;
	return a.kind === 'packed' && b.kind === 'packed' && a.container === b.container && a.index === b.index;
}

const catalogAdditions = ['AcroForm', 'DSS', 'Extensions'];
const filledIn = ['V', 'AP', 'M', 'F'];

async function isHarmless(now: PdfDocument, a: PdfObject, b: PdfObject, isCatalog: boolean): Promise<boolean> {
	if (a instanceof Stream || b instanceof Stream) {
		return [a, b].every((object) => object instanceof Stream && isName(object.dict.get('Type'), 'XRef'));
	}
	if (serialize(a) === serialize(b)) return true;
	if (Array.isArray(a) && Array.isArray(b)) return await grewBySignatures(now, a, b);
	if (!isDict(a) || !isDict(b)) return false;
	if (isCatalog) return sameBut(a, b, catalogAdditions);
	if (isPage(a) && isPage(b)) {
		const [old, current] = [a.get('Annots'), b.get('Annots')];
		if (!sameBut(a, b, ['Annots'])) return false;
		// An array that is an object of its own is compared when its turn comes.
		if (old instanceof Ref) return current instanceof Ref && current.num === old.num;
		return await grewBySignatures(now, Array.isArray(old) ? old : [], (await now.list(current)) ?? []);
	}
	return isName(a.get('FT'), 'Sig') && !a.has('V') && sameBut(a, b, filledIn);
}

const formAdditions = ['Fields', 'SigFlags', 'DR', 'DA'];

async function formGrewBySignatures(
	then: PdfDocument,
	now: PdfDocument,
	before: PdfObject | undefined,
	after: PdfObject | undefined,
): Promise<boolean> {
	const a: Dict = (await then.dict(before)) ?? new Map();
	const b: Dict = (await now.dict(after)) ?? new Map();
	if (!sameBut(a, b, formAdditions)) return false;
	return await grewBySignatures(now, (await then.list(a.get('Fields'))) ?? [], (await now.list(b.get('Fields'))) ?? []);
}

/** `b` begins with all of `a`, and what follows are signature fields. */
async function grewBySignatures(now: PdfDocument, a: PdfObject[], b: PdfObject[]): Promise<boolean> {
	if (b.length < a.length || serialize(a) !== serialize(b.slice(0, a.length))) return false;
	for (const item of b.slice(a.length)) {
		const field = await now.dict(item);
		const parent = await now.dict(field?.get('Parent'));
		if (!isName(field?.get('FT') ?? parent?.get('FT'), 'Sig')) return false;
	}
	return true;
}

function sameBut(a: Dict, b: Dict, keys: readonly string[]): boolean {
	const rest = (dict: Dict) =>
		serialize(new Map([...dict].filter(([key]) => !keys.includes(key)).toSorted(([x], [y]) => (x < y ? -1 : 1))));
	return rest(a) === rest(b);
}
