import { Fault } from '../../../shared/result.ts';
import type { PdfDocument } from '../read/document.ts';
import type { Form } from '../read/fields.ts';
import { type Dict, isDict, isName, Name, type PdfObject, Ref, Text } from '../read/objects.ts';
import type { Page } from '../read/pages.ts';
import { writeText } from '../read/text.ts';
import type { Changes } from './revision.ts';
import { serialize } from './serialize.ts';

/** Bit 1: the document holds signatures; bit 2: it may only be saved incrementally (ISO 32000-1, table 219). */
const signaturesExistAppendOnly = 3;
/** Print, and locked against being moved (ISO 32000-1, table 165). */
const printLocked = 4 | 128;
const rangeWidth = 64;

/** Fault SIGN_NOT_ALLOWED when an earlier signature forbids every change (ISO 32000-2, 12.8.2.2 and 12.7.5.5). */
export async function refuseIfLocked(document: PdfDocument, form: Form | undefined, file: string): Promise<void> {
	const { dict: catalog } = await document.catalog();
	const permissions = await document.dict(catalog.get('Perms'));
	const certification = await document.dict(permissions?.get('DocMDP'));
	if (await forbidsChanges(document, certification)) throw new Fault('SIGN_NOT_ALLOWED', { file });
	for (const { dict, value } of form?.signatures ?? []) {
		const lock = value && (await document.dict(dict.get('Lock')));
		if (lock && (await document.resolve(lock.get('P'))) === 1) throw new Fault('SIGN_NOT_ALLOWED', { file });
	}
}

async function forbidsChanges(document: PdfDocument, certification: Dict | undefined): Promise<boolean> {
	for (const item of (await document.list(certification?.get('Reference'))) ?? []) {
		const reference = await document.dict(item);
		if (!isName(await document.resolve(reference?.get('TransformMethod')), 'DocMDP')) continue;
		const parameters = await document.dict(reference?.get('TransformParams'));
		if ((await document.resolve(parameters?.get('P'))) === 1) return true;
	}
	return false;
}

/** A name no field of the top level has yet. */
export function freeFieldName(form: Form | undefined): string {
	for (let i = 1; ; i++) {
		const name = `Signature${i}`;
		if (!form?.names.has(name)) return name;
	}
}

/** What a signature field says; its signature is still to come. */
export type EmptySignature = {
	name: string;
	page: Page;
	/** In points, in the space of the page; none for a signature without a stamp. */
	box?: number[];
	appearance?: Ref;
	/** Entries of the signature dictionary. */
	entries: Dict;
	/** One more entry, as it is to stand in the file. */
	literal?: string;
	/** Bytes there is room for in /Contents. */
	capacity: number;
};

/**
 * Enters a field with an empty signature (EN 319 142-1, 5.3). Gives the bytes to append to the document; between `from`
 * and `to` of them lies /Contents with its delimiters, which /ByteRange leaves out.
 */
export async function appendField(
	document: PdfDocument,
	changes: Changes,
	{ name, page, box = [0, 0, 0, 0], appearance, entries, literal = '', capacity }: EmptySignature,
): Promise<{ bytes: Buffer; from: number; to: number }> {
	const head = `${serialize(entries).slice(0, -2)}${literal} /ByteRange `;
	const middle = ' /Contents ';
	const contents = `<${'0'.repeat(2 * capacity)}>`;
	const signature = changes.add(Buffer.from(`${head}${' '.repeat(rangeWidth)}${middle}${contents}>>`, 'latin1'));
	const field: Dict = new Map<string, PdfObject>([
		['Type', new Name('Annot')],
		['Subtype', new Name('Widget')],
		['FT', new Name('Sig')],
		['T', new Text(writeText(name))],
		['V', signature],
		['F', printLocked],
		['P', page.ref],
		['Rect', box],
	]);
	if (appearance) field.set('AP', new Map([['N', appearance]]));
	await enterField(document, changes, page, changes.add(field));

	const fileSize = document.source.size;
	const { bytes, bodyAt } = await changes.write(fileSize);
	const rangeAt = (bodyAt.get(signature.num) ?? 0) + head.length;
	const from = rangeAt + rangeWidth + middle.length;
	const to = from + contents.length;
	const range = `[0 ${fileSize + from} ${fileSize + to} ${bytes.length - to}]`;
	bytes.write(range.padEnd(rangeWidth), rangeAt, 'latin1');
	return { bytes, from, to };
}

/** Enters the field as an annotation of `page` and as a field of the form; arrays that are objects change in place. */
async function enterField(document: PdfDocument, changes: Changes, page: Page, field: Ref): Promise<void> {
	const annotations = await extended(document, changes, page.dict.get('Annots'), field);
	if (annotations) changes.put(page.ref, new Map([...page.dict, ['Annots', annotations]]));

	const catalog = await document.catalog();
	const entry = catalog.dict.get('AcroForm');
	const form: Dict = (await document.dict(entry)) ?? new Map();
	const changed: Dict = new Map(form);
	const fields = await extended(document, changes, form.get('Fields'), field);
	if (fields) changed.set('Fields', fields);
	const flags = await document.resolve(form.get('SigFlags'));
	changed.set('SigFlags', (typeof flags === 'number' ? flags : 0) | signaturesExistAppendOnly);
	if (entry instanceof Ref && form.size > 0) changes.put(entry, changed);
	else {
		const place = isDict(entry) ? changed : changes.add(changed);
		changes.put(catalog.ref, new Map([...catalog.dict, ['AcroForm', place]]));
	}
}

/** The array with `member` added where its owner holds it directly; undefined when it is an object of its own. */
async function extended(
	document: PdfDocument,
	changes: Changes,
	array: PdfObject | undefined,
	member: Ref,
): Promise<PdfObject[] | undefined> {
	const members = [...((await document.list(array)) ?? []), member];
	if (!(array instanceof Ref) || members.length === 1) return members;
	changes.put(array, members);
	return undefined;
}
