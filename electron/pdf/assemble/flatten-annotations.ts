import {
	PDFArray,
	type PDFContext,
	PDFDict,
	type PDFDocument,
	PDFName,
	PDFNumber,
	type PDFObject,
	type PDFPage,
	PDFRef,
	PDFStream,
} from '@cantoo/pdf-lib';
import type { PartWarningCode } from './part-warning.ts';

const name = (text: string): PDFName => PDFName.of(text);

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

/** Hidden and NoView, ISO 32000-1 table 165. */
const invisibleFlags = 0b10_0010;
/** No real field or action chain is deeper; a loop is. */
const maxDepth = 32;

/**
 * Turns what the annotations of a page show (stamps, filled fields, pictures of signatures) into plain content and
 * takes the annotations away: copied into another document, a signature field would be a broken signature.
 */
export function flattenAnnotations(page: PDFPage): Set<PartWarningCode> {
	const warnings = new Set<PartWarningCode>();
	const { context } = page.doc;
	const drawn: string[] = [];
	for (const annotation of dictsIn(context, page.node.get(name('Annots')))) {
		const subtype = textOf(annotation.lookup(name('Subtype')));
		for (const kind of actionKinds(annotation)) warnings.add(kind);
		if (Object.hasOwn(removed, subtype)) {
			const warning = removed[subtype];
			if (warning) warnings.add(warning);
			continue;
		}
		if (subtype === 'Widget') warnings.add(isSigned(annotation) ? 'signature-flattened' : 'form-flattened');
		const flags = annotation.lookup(name('F'));
		if (flags instanceof PDFNumber && flags.asNumber() & invisibleFlags) continue;
		const appearance = normalAppearance(context, annotation);
		// Some programs leave drawing a field to the viewer: its value would vanish without a word.
		if (!appearance && subtype === 'Widget' && !isSigned(annotation) && inherited(annotation, 'V')) {
			warnings.add('form-value-missing');
		}
		const matrix = appearance && placement(appearance.stream, annotation);
		if (!matrix) continue;
		appearance.stream.dict.set(name('Type'), name('XObject'));
		appearance.stream.dict.set(name('Subtype'), name('Form'));
		const key = page.node.newXObject('VnkFlat', appearance.ref);
		drawn.push(`q ${matrix.map(number).join(' ')} cm ${key.toString()} Do Q`);
	}
	if (drawn.length > 0) {
		// The page's own content may leave the coordinate system changed.
		const open = context.register(context.stream('q\n'));
		const close = context.register(context.stream(`\nQ\n${drawn.join('\n')}\n`));
		const own = page.node.get(name('Contents'));
		const streams = context.lookup(own);
		const between = streams instanceof PDFArray ? streams.asArray() : own instanceof PDFRef ? [own] : [];
		page.node.set(name('Contents'), context.obj([open, ...between, close]));
	}
	page.node.delete(name('Annots'));
	return warnings;
}

/** What an action dictionary, an `AA` dictionary or an annotation with either would do, as warnings. */
export function actionKinds(holder: PDFDict): Set<PartWarningCode> {
	const kinds = new Set<PartWarningCode>();
	const visit = (object: PDFObject | undefined, depth: number): void => {
		if (depth > maxDepth) return;
		if (object instanceof PDFArray) {
			for (let i = 0; i < object.size(); i++) visit(object.lookup(i), depth + 1);
		} else if (object instanceof PDFDict) {
			const kind = textOf(object.lookup(name('S')));
			if (kind === 'JavaScript') kinds.add('javascript-removed');
			else if (['Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition', 'Movie', 'Sound'].includes(kind)) {
				kinds.add('action-removed');
			}
			visit(object.lookup(name('Next')), depth + 1);
		}
	};
	visit(holder.lookup(name('A')), 0);
	visit(holder.lookup(name('OpenAction')), 0);
	const triggers = holder.lookup(name('AA'));
	if (triggers instanceof PDFDict) for (const key of triggers.keys()) visit(triggers.lookup(key), 0);
	return kinds;
}

/** Whether any field of the document's form holds a signature. */
export function hasSignature(document: PDFDocument): boolean {
	const form = document.catalog.lookup(name('AcroForm'));
	if (!(form instanceof PDFDict)) return false;
	const visit = (fields: PDFObject | undefined, depth: number): boolean =>
		depth < maxDepth &&
		dictsIn(document.context, fields).some((field) => isSigned(field) || visit(field.get(name('Kids')), depth + 1));
	return visit(form.get(name('Fields')), 0);
}

/** A signature field with a value; type and value may stand in the field above. */
function isSigned(field: PDFDict): boolean {
	return textOf(inherited(field, 'FT')) === 'Sig' && inherited(field, 'V') instanceof PDFDict;
}

function inherited(field: PDFDict, key: string): PDFObject | undefined {
	let holder: PDFObject | undefined = field;
	for (let depth = 0; depth < maxDepth && holder instanceof PDFDict; depth++) {
		const value = holder.lookup(name(key));
		if (value) return value;
		holder = holder.lookup(name('Parent'));
	}
	return undefined;
}

/** The stream an annotation shows now; of several states (a check box) the chosen one. */
function normalAppearance(context: PDFContext, annotation: PDFDict): { ref: PDFRef; stream: PDFStream } | undefined {
	const appearances = annotation.lookup(name('AP'));
	if (!(appearances instanceof PDFDict)) return undefined;
	let found = appearances.get(name('N'));
	const states = context.lookup(found);
	const state = annotation.lookup(name('AS'));
	if (states instanceof PDFDict && state instanceof PDFName) found = states.get(state);
	const stream = context.lookup(found);
	return found instanceof PDFRef && stream instanceof PDFStream ? { ref: found, stream } : undefined;
}

/** The matrix that puts an appearance into the rectangle of its annotation: ISO 32000-1, 12.5.5, algorithm 8.1. */
function placement(appearance: PDFStream, annotation: PDFDict): number[] | undefined {
	const rect = numbers(annotation.lookup(name('Rect')), 4);
	const box = numbers(appearance.dict.lookup(name('BBox')), 4);
	if (!rect || !box) return undefined;
	const [a, b, c, d, e, f] = numbers(appearance.dict.lookup(name('Matrix')), 6) ?? [1, 0, 0, 1, 0, 0];
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

function numbers(object: PDFObject | undefined, count: number): number[] | undefined {
	if (!(object instanceof PDFArray) || object.size() !== count) return undefined;
	const values = Array.from({ length: count }, (_, i) => object.lookup(i));
	return values.every((value) => value instanceof PDFNumber) ? values.map((value) => value.asNumber()) : undefined;
}

function dictsIn(context: PDFContext, object: PDFObject | undefined): PDFDict[] {
	const array = context.lookup(object);
	if (!(array instanceof PDFArray)) return [];
	return Array.from({ length: array.size() }, (_, i) => array.lookup(i)).filter((item) => item instanceof PDFDict);
}

function textOf(object: PDFObject | undefined): string {
	return object instanceof PDFName ? object.decodeText() : '';
}

/** Plain decimal: content streams know no exponents. */
function number(value: number): string {
	return String(Number(value.toFixed(5)));
}
