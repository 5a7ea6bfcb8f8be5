import type { PdfDocument } from '../read/document.ts';
import { type Dict, isDict, isName, Name, type PdfObject, Ref, Stream } from '../read/objects.ts';
import type { PartWarningCode } from './part-warning.ts';

/** Annotations that are no part of the printed page. */
const removed: Record<string, PartWarningCode | undefined> = {
	Text: 'comment-removed',
	FileAttachment: 'attachment-removed',
	Movie: 'attachment-removed',
	Sound: 'attachment-removed',
	Screen: 'attachment-removed',
	RichMedia: 'attachment-removed',
	'3D': 'attachment-removed',
	Popup: undefined,
	Link: undefined,
};

const removedActions = ['Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition', 'Movie', 'Sound'];

/** Hidden and NoView, ISO 32000-1 table 165. */
const invisibleFlags = 0b10_0010;
/** No real field or action chain is deeper; a loop is. */
const maxDepth = 32;

/** A form XObject to be drawn on its page, `matrix` first. */
export type Picture = { appearance: Ref; matrix: number[] };

/**
 * What the annotations of a page show (stamps, filled fields, pictures of signatures), to be drawn as plain content in
 * their place: copied into another document, a signature field would be a broken signature.
 */
export async function flattenAnnotations(
	document: PdfDocument,
	page: Dict,
): Promise<{ pictures: Picture[]; warnings: Set<PartWarningCode> }> {
	const warnings = new Set<PartWarningCode>();
	const pictures: Picture[] = [];
	for (const annotation of await dictsIn(document, page.get('Annots'))) {
		const subtype = nameOf(await document.resolve(annotation.get('Subtype')));
		for (const kind of await actionKinds(document, annotation)) warnings.add(kind);
		if (Object.hasOwn(removed, subtype)) {
			const warning = removed[subtype];
			if (warning) warnings.add(warning);
			continue;
		}
		const signed = subtype === 'Widget' && (await isSigned(document, annotation));
		if (subtype === 'Widget') warnings.add(signed ? 'signature-flattened' : 'form-flattened');
		const flags = await document.resolve(annotation.get('F'));
		if (typeof flags === 'number' && flags & invisibleFlags) continue;
		const shown = await normalAppearance(document, annotation);
		// Some programs leave drawing a field to the viewer: its value would vanish without a word.
		if (!shown && subtype === 'Widget' && !signed && (await inherited(document, annotation, 'V')) !== null) {
			warnings.add('form-value-missing');
		}
		const matrix = shown && (await placement(document, shown.stream, annotation));
		if (matrix) pictures.push({ appearance: shown.ref, matrix });
	}
	return { pictures, warnings };
}

/** What an action dictionary, an `AA` dictionary or an annotation with either would do, as warnings. */
export async function actionKinds(document: PdfDocument, holder: Dict): Promise<Set<PartWarningCode>> {
	const kinds = new Set<PartWarningCode>();
	const visit = async (value: PdfObject | undefined, depth: number): Promise<void> => {
		if (depth > maxDepth) return;
		const object = await document.resolve(value);
		if (Array.isArray(object)) {
			for (const item of object) await visit(item, depth + 1);
		} else if (isDict(object)) {
			const kind = nameOf(await document.resolve(object.get('S')));
			if (kind === 'JavaScript') kinds.add('javascript-removed');
			else if (removedActions.includes(kind)) kinds.add('action-removed');
			await visit(object.get('Next'), depth + 1);
		}
	};
	await visit(holder.get('A'), 0);
	await visit(holder.get('OpenAction'), 0);
	for (const trigger of (await document.dict(holder.get('AA')))?.values() ?? []) await visit(trigger, 0);
	return kinds;
}

/** Whether any field of the document's form holds a signature. */
export async function hasSignature(document: PdfDocument, catalog: Dict): Promise<boolean> {
	const visited = new Set<Dict>();
	const visit = async (fields: PdfObject | undefined): Promise<boolean> => {
		for (const field of await dictsIn(document, fields)) {
			if (visited.has(field) || visited.size > maxFields) continue;
			visited.add(field);
			if ((await isSigned(document, field)) || (await visit(field.get('Kids')))) return true;
		}
		return false;
	};
	const form = await document.dict(catalog.get('AcroForm'));
	return await visit(form?.get('Fields'));
}

/** Far above real forms. */
const maxFields = 10_000;

/** A signature field with a value; type and value may stand in the field above. */
async function isSigned(document: PdfDocument, field: Dict): Promise<boolean> {
	return isName(await inherited(document, field, 'FT'), 'Sig') && isDict(await inherited(document, field, 'V'));
}

async function inherited(document: PdfDocument, field: Dict, key: string): Promise<PdfObject> {
	let holder: Dict | undefined = field;
	for (let depth = 0; depth < maxDepth && holder; depth++) {
		const value = await document.resolve(holder.get(key));
		if (value !== null) return value;
		holder = await document.dict(holder.get('Parent'));
	}
	return null;
}

/** The stream an annotation shows now; of several states (a check box) the chosen one. */
async function normalAppearance(
	document: PdfDocument,
	annotation: Dict,
): Promise<{ ref: Ref; stream: Stream } | undefined> {
	let found = (await document.dict(annotation.get('AP')))?.get('N');
	const states = await document.dict(found);
	const state = await document.resolve(annotation.get('AS'));
	if (states && state instanceof Name) found = states.get(state.value);
	const stream = await document.resolve(found);
	return found instanceof Ref && stream instanceof Stream ? { ref: found, stream } : undefined;
}

/** The matrix that puts an appearance into the rectangle of its annotation: ISO 32000-1, 12.5.5, algorithm 8.1. */
async function placement(document: PdfDocument, appearance: Stream, annotation: Dict): Promise<number[] | undefined> {
	const rect = await numbers(document, annotation.get('Rect'), 4);
	const box = await numbers(document, appearance.dict.get('BBox'), 4);
	if (!rect || !box) return undefined;
	const [a, b, c, d, e, f] = (await numbers(document, appearance.dict.get('Matrix'), 6)) ?? [1, 0, 0, 1, 0, 0];
	const [x1, y1, x2, y2] = box as [number, number, number, number];
	const corners = [
		[x1, y1],
		[x1, y2],
		[x2, y1],
		[x2, y2],
	] as const;
	const xs = corners.map(([x, y]) => a! * x + c! * y + e!);
	const ys = corners.map(([x, y]) => b! * x + d! * y + f!);
	const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
	const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - bottom];
	const target = { x: Math.min(rect[0]!, rect[2]!), y: Math.min(rect[1]!, rect[3]!) };
	const [targetWidth, targetHeight] = [Math.abs(rect[2]! - rect[0]!), Math.abs(rect[3]! - rect[1]!)];
	if (!(width > 0 && height > 0 && targetWidth > 0 && targetHeight > 0)) return undefined;
	const [scaleX, scaleY] = [targetWidth / width, targetHeight / height];
	return [scaleX, 0, 0, scaleY, target.x - left * scaleX, target.y - bottom * scaleY];
}

async function numbers(
	document: PdfDocument,
	value: PdfObject | undefined,
	count: number,
): Promise<number[] | undefined> {
	const list = await document.list(value);
	if (list?.length !== count) return undefined;
	const found: number[] = [];
	for (const item of list) {
		const number = await document.resolve(item);
		if (typeof number === 'number') found.push(number);
	}
	return found.length === count ? found : undefined;
}

async function dictsIn(document: PdfDocument, value: PdfObject | undefined): Promise<Dict[]> {
	const dicts: Dict[] = [];
	for (const item of (await document.list(value)) ?? []) {
		const dict = await document.dict(item);
		if (dict) dicts.push(dict);
	}
	return dicts;
}

function nameOf(value: PdfObject): string {
	return value instanceof Name ? value.value : '';
}
