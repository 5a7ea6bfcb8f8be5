import { type Dict, isDict, Name, type PdfObject, Ref, Stream, Text } from '../read/objects.ts';

/** An object in the syntax of ISO 32000-1, 7.3, as one byte per character. Streams are written by their makers. */
export function serialize(value: PdfObject): string {
	if (value === null) return 'null';
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'number') return number(value);
	if (value instanceof Name) return name(value.value);
	if (value instanceof Text) return text(value.bytes);
	if (value instanceof Ref) return `${value.num} ${value.gen} R`;
	if (Array.isArray(value)) return `[${value.map(serialize).join(' ')}]`;
	if (isDict(value)) return dictionary(value);
	if (value instanceof Stream) throw new Error('A stream has no text form');
	return value satisfies never;
}

function dictionary(dict: Dict): string {
	return `<<${[...dict].map(([key, value]) => `${name(key)} ${serialize(value)}`).join(' ')}>>`;
}

/** No exponents: PDF does not know them. */
function number(value: number): string {
	return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(10).replace(/\.?0+$/, '');
}

/** Printable ASCII stays legible: some simple readers show nothing for a hexadecimal string. */
function text(bytes: Uint8Array): string {
	if (!bytes.every((byte) => byte >= 32 && byte < 127)) return `<${Buffer.from(bytes).toString('hex')}>`;
	return `(${Buffer.from(bytes)
		.toString('latin1')
		.replace(/[()\\]/g, '\\$&')})`;
}

function name(value: string): string {
	const safe = value.replace(/[^!-~]|[()<>[\]{}/%#]/g, (character) => {
		return `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
	});
	return `/${safe}`;
}
