import type { PdfDocument } from './document.ts';
import { limits } from './limits.ts';
import { type Dict, isName, type PdfObject, Ref, Text } from './objects.ts';
import { Malformed } from './parser.ts';
import { readText } from './text.ts';

export type SignatureField = {
	/** Full name, parts joined by points (ISO 32000-1, 12.7.3.2). */
	name: string;
	dict: Dict;
	/** The signature dictionary; absent while nobody has signed the field. */
	value: Dict | undefined;
};

export type Form = {
	dict: Dict;
	/** Names of the top level, those of other kinds of fields included. */
	names: Set<string>;
	signatures: SignatureField[];
};

/** A time stamp over the document stands in a signature field, but signs for nobody (ISO 32000-2, 12.8.5). */
export function isDocumentTimeStamp(value: Dict | undefined): boolean {
	return isName(value?.get('SubFilter'), 'ETSI.RFC3161');
}

/** The interactive form with its signature fields, in the order the form lists them. */
export async function readForm(document: PdfDocument): Promise<Form | undefined> {
	const { dict: catalog } = await document.catalog();
	const dict = await document.dict(catalog.get('AcroForm'));
	if (!dict) return undefined;
	const form: Form = { dict, names: new Set(), signatures: [] };
	const visited = new Set<number>();

	async function walk(value: PdfObject, prefix: string, inheritedType: PdfObject, depth: number): Promise<void> {
		if (value instanceof Ref) {
			if (visited.has(value.num)) throw new Malformed('loop of form fields');
			visited.add(value.num);
		}
		if (depth > limits.nesting) throw new Malformed('nesting of form fields');
		const field = await document.dict(value);
		if (!field) return;
		const part = await document.resolve(field.get('T'));
		const own = part instanceof Text ? readText(part.bytes) : '';
		const name = prefix && own ? `${prefix}.${own}` : prefix || own;
		if (depth === 0) form.names.add(name);
		const type = (await document.resolve(field.get('FT'))) ?? inheritedType;
		const signed = await document.dict(field.get('V'));
		// A widget below its field has no name of its own and repeats nothing.
		if (isName(type, 'Sig') && (own || signed)) form.signatures.push({ name, dict: field, value: signed });
		for (const kid of (await document.list(field.get('Kids'))) ?? []) await walk(kid, name, type, depth + 1);
	}

	for (const field of (await document.list(dict.get('Fields'))) ?? []) await walk(field, '', null, 0);
	return form;
}
