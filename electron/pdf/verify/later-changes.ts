import type { PdfDocument } from '../read/document.ts';
import { isDocumentTimeStamp } from '../read/fields.ts';
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
	return await onlyAdded(then, now, isSignatureField, new Set());
}

/**
 * True when `now` differs from `then` by nothing but validation data and document time stamps without appearance
 * (EN 319 142-1, 5.4). Nobody signed these changes: what is new or changed may only be seen from the store.
 */
export async function onlyEvidenceAdded(then: PdfDocument, now: PdfDocument): Promise<boolean> {
	const form = async (document: PdfDocument): Promise<Dict> => {
		const { dict } = await document.catalog();
		return (await document.dict(dict.get('AcroForm'))) ?? new Map();
	};
	if (!sameBut(await form(then), await form(now), ['Fields', 'SigFlags'])) return false;
	const seen = await seenOutsideStore(then);
	for (const [num, { kind }] of now.references.entries) {
		const old = then.references.entries.get(num);
		if (kind !== 'free' && (!old || old.kind === 'free') && seen.has(num)) return false;
	}
	const storeOnly = [...then.references.entries.keys()].filter((num) => !seen.has(num));
	return await onlyAdded(then, now, isTimeStampField, new Set(storeOnly));
}

/** Numbers of objects that something other than the document security store leads to, there or not. */
async function seenOutsideStore(document: PdfDocument): Promise<Set<number>> {
	const { trailer } = document.references;
	const others = new Map([...trailer].filter(([key]) => key !== 'Root'));
	return await reach(document, (dict, isCatalog) => (isCatalog ? without(dict, ['DSS']) : dict), [others]);
}

/** What counts of a dictionary. */
type ViewOf = (dict: Dict, isCatalog: boolean) => Dict;

/** Numbers of objects that the catalog and `more` lead to as far as `viewOf` shows it, there or not. */
async function reach(document: PdfDocument, viewOf: ViewOf, more: PdfObject[] = []): Promise<Set<number>> {
	const { ref, dict } = await document.catalog();
	const seen = new Set([ref.num]);
	const waiting: PdfObject[] = [viewOf(dict, true), ...more];
	for (const entry of document.references.entries.values()) {
		if (entry.kind === 'packed') waiting.push(new Ref(entry.container, 0));
	}
	for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
		if (value instanceof Ref) {
			if (seen.has(value.num)) continue;
			seen.add(value.num);
			value = await document.load(value.num);
		}
		if (value instanceof Stream) value = value.dict;
		if (isDict(value)) value = viewOf(value, false);
		if (Array.isArray(value) || isDict(value)) for (const part of value.values()) waiting.push(part);
	}
	return seen;
}

/**
 * True when what the pages show by themselves is as in `then`: every object that something other than a form field, a
 * comment or the document's properties leads to. A page may get other comments, the document another form.
 */
export async function onlyAnnotationsChanged(then: PdfDocument, now: PdfDocument): Promise<boolean> {
	return await sameView(then, now, (dict, isCatalog) =>
		isCatalog ? without(dict, besideContent) : isPage(dict) ? without(dict, pageRemarks) : dict,
	);
}

/**
 * True when `now` has the pages of `then` with the content they had, comments and form fields aside. What only leads
 * around in the document, such as outlines, names and the tags for screen readers, may be another.
 */
export async function samePages(then: PdfDocument, now: PdfDocument): Promise<boolean> {
	return await sameView(then, now, (dict, isCatalog) => {
		if (isCatalog) return new Map([...dict].filter(([key]) => ['Pages', 'OCProperties'].includes(key)));
		return isPage(dict) ? without(dict, [...pageRemarks, ...pageTags]) : dict;
	});
}

const besideContent = ['AcroForm', 'DSS', 'Extensions', 'Metadata'];
const pageRemarks = ['Annots', 'LastModified', 'PieceInfo'];
const pageTags = ['StructParents', 'Tabs'];

/** Whether every object that `viewOf` leads to in `then` is in `now` what it was, as far as `viewOf` shows it. */
async function sameView(then: PdfDocument, now: PdfDocument, viewOf: ViewOf): Promise<boolean> {
	const [before, after] = [await then.catalog(), await now.catalog()];
	if (before.ref.num !== after.ref.num) return false;
	for (const num of await reach(then, viewOf)) {
		const [old, current] = [then.references.entries.get(num), now.references.entries.get(num)];
		const [wasThere, isThere] = [old, current].map((entry) => entry !== undefined && entry.kind !== 'free');
		if (!wasThere && !isThere) continue;
		// A number that something was waiting for counts as what waits.
		if (!old || !current || !wasThere || !isThere) return false;
		if (sameEntry(old, current)) continue;
		const [a, b] = [await then.load(num), await now.load(num)];
		if (!isDict(a) || !isDict(b)) {
			if (a instanceof Stream || b instanceof Stream || serialize(a) !== serialize(b)) return false;
		} else {
			const isCatalog = num === before.ref.num;
			if (!sameBut(viewOf(a, isCatalog), viewOf(b, isCatalog), [])) return false;
		}
	}
	return true;
}

type FieldRule = (document: PdfDocument, field: Dict | undefined) => Promise<boolean>;

async function isSignatureField(document: PdfDocument, field: Dict | undefined): Promise<boolean> {
	const parent = await document.dict(field?.get('Parent'));
	return isName(field?.get('FT') ?? parent?.get('FT'), 'Sig');
}

const timeStampKeys = ['Type', 'Subtype', 'FT', 'T', 'V', 'F', 'Ff', 'P', 'Rect', 'AP', 'MK'];

async function isTimeStampField(document: PdfDocument, field: Dict | undefined): Promise<boolean> {
	if (!field || !isName(field.get('FT'), 'Sig')) return false;
	const rect = field.get('Rect') ?? [];
	const isInvisible = Array.isArray(rect) && rect[0] === rect[2] && rect[1] === rect[3];
	const isPlain = [...field.keys()].every((key) => timeStampKeys.includes(key));
	return isInvisible && isPlain && isDocumentTimeStamp(await document.dict(field.get('V')));
}

/** `free` are the numbers of objects that may change as they like, `mayEnter` says which fields may. */
async function onlyAdded(
	then: PdfDocument,
	now: PdfDocument,
	mayEnter: FieldRule,
	free: ReadonlySet<number>,
): Promise<boolean> {
	const [before, after] = [await then.catalog(), await now.catalog()];
	if (before.ref.num !== after.ref.num) return false;
	if (!(await formGrewBySignatures(then, now, before.dict.get('AcroForm'), after.dict.get('AcroForm'), mayEnter)))
		return false;
	// The forms themselves are compared above; what is left are the objects that hold them.
	const forms = [before.dict.get('AcroForm'), after.dict.get('AcroForm')];
	const formNumbers = new Set(forms.flatMap((form) => (form instanceof Ref ? [form.num] : [])));

	for (const num of then.references.entries.keys()) if (!now.references.entries.has(num)) return false;
	for (const [num, entry] of now.references.entries) {
		const old = then.references.entries.get(num);
		if (old === undefined || old.kind === 'free' || sameEntry(old, entry) || formNumbers.has(num)) continue;
		if (free.has(num)) continue;
		const [a, b] = [await then.load(num), await now.load(num)];
		if (!(await isHarmless(now, a, b, num === before.ref.num, mayEnter))) return false;
	}
	return true;
}

function sameEntry(a: Entry, b: Entry): boolean {
	if (a.kind === 'plain') return b.kind === 'plain' && a.offset === b.offset;
	return a.kind === 'packed' && b.kind === 'packed' && a.container === b.container && a.index === b.index;
}

const catalogAdditions = ['AcroForm', 'DSS', 'Extensions'];
const filledIn = ['V', 'AP', 'M', 'F'];

async function isHarmless(
	now: PdfDocument,
	a: PdfObject,
	b: PdfObject,
	isCatalog: boolean,
	mayEnter: FieldRule,
): Promise<boolean> {
	if (a instanceof Stream || b instanceof Stream) {
		return [a, b].every((object) => object instanceof Stream && isName(object.dict.get('Type'), 'XRef'));
	}
	if (serialize(a) === serialize(b)) return true;
	if (Array.isArray(a) && Array.isArray(b)) return await grewBySignatures(now, a, b, mayEnter);
	if (!isDict(a) || !isDict(b)) return false;
	if (isCatalog) return sameBut(a, b, catalogAdditions);
	if (isPage(a) && isPage(b)) {
		const [old, current] = [a.get('Annots'), b.get('Annots')];
		if (!sameBut(a, b, ['Annots'])) return false;
		// An array that is an object of its own is compared when its turn comes.
		if (old instanceof Ref) return current instanceof Ref && current.num === old.num;
		return await grewBySignatures(now, Array.isArray(old) ? old : [], (await now.list(current)) ?? [], mayEnter);
	}
	return isName(a.get('FT'), 'Sig') && !a.has('V') && sameBut(a, b, filledIn) && (await mayEnter(now, b));
}

const formAdditions = ['Fields', 'SigFlags', 'DR', 'DA'];

async function formGrewBySignatures(
	then: PdfDocument,
	now: PdfDocument,
	before: PdfObject | undefined,
	after: PdfObject | undefined,
	mayEnter: FieldRule,
): Promise<boolean> {
	const a: Dict = (await then.dict(before)) ?? new Map();
	const b: Dict = (await now.dict(after)) ?? new Map();
	if (!sameBut(a, b, formAdditions)) return false;
	const [old, current] = [await then.list(a.get('Fields')), await now.list(b.get('Fields'))];
	return await grewBySignatures(now, old ?? [], current ?? [], mayEnter);
}

/** `b` begins with all of `a`, and what follows are signature fields. */
async function grewBySignatures(
	now: PdfDocument,
	a: PdfObject[],
	b: PdfObject[],
	mayEnter: FieldRule,
): Promise<boolean> {
	if (b.length < a.length || serialize(a) !== serialize(b.slice(0, a.length))) return false;
	for (const item of b.slice(a.length)) {
		if (!(await mayEnter(now, await now.dict(item)))) return false;
	}
	return true;
}

function sameBut(a: Dict, b: Dict, keys: readonly string[]): boolean {
	const rest = (dict: Dict) => serialize(new Map([...without(dict, keys)].toSorted(([x], [y]) => (x < y ? -1 : 1))));
	return rest(a) === rest(b);
}

function without(dict: Dict, keys: readonly string[]): Dict {
	return new Map([...dict].filter(([key]) => !keys.includes(key)));
}
