import type { PdfDocument } from '../read/document.ts';
import { type Dict, isName, Name, type PdfObject, Ref, Stream } from '../read/objects.ts';
import { Malformed, Parser } from '../read/parser.ts';

/** a b c d e f of ISO 32000-1, 8.3.3. */
export type Matrix = [number, number, number, number, number, number];

/** A picture as a page shows it: its unit square becomes a parallelogram in points of the page. */
export type DrawnPicture = { num: number; stream: Stream; matrix: Matrix };

export type PageContent = {
	pictures: DrawnPicture[];
	/** Something visible beside the pictures: text, lines, areas. Text laid invisibly over a scan (OCR) does not count. */
	drawn: boolean;
	/** The page has text that can be selected, visible or not. */
	text: boolean;
};

/** Forms inside forms; scanners use one level at most. */
const deepest = 5;
/** Operators of one page; maps and drawings have more, scans a handful. */
const mostOperators = 200_000;

const painting = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'sh', 'BI']);
const showing = new Set(['Tj', 'TJ', "'", '"']);
/** Text rendering mode 3 paints nothing (ISO 32000-1, table 106). */
const invisible = 3;

type State = { matrix: Matrix; mode: number };

/** What a page draws, by its content stream. Throws Malformed where it cannot be told. */
export async function readPageContent(document: PdfDocument, page: Dict): Promise<PageContent> {
	const found: PageContent = { pictures: [], drawn: false, text: false };
	let operators = 0;

	async function run(bytes: Uint8Array, resources: Dict, start: State, depth: number): Promise<void> {
		const stack: State[] = [];
		let state = start;
		const operands: PdfObject[] = [];
		const parser = new Parser(Buffer.concat([bytes, Buffer.from(' ')]), -1);
		for (;;) {
			parser.skipSpace();
			if (parser.done) return;
			if (/[\d+\-./([<]/.test(String.fromCharCode(parser.bytes[parser.position]!))) {
				operands.push(parser.object());
				continue;
			}
			const operator = parser.word();
			if (operator === '' || ++operators > mostOperators) throw new Malformed('content');
			if (operator === 'q') stack.push({ ...state });
			else if (operator === 'Q') state = stack.pop() ?? start;
			else if (operator === 'cm') state = { ...state, matrix: times(matrixOf(operands), state.matrix) };
			else if (operator === 'Tr') state = { ...state, mode: Number(operands[0]) };
			else if (operator === 'Do') await draw(operands[0], resources, state, depth);
			else if (painting.has(operator)) found.drawn = true;
			else if (showing.has(operator)) {
				found.text = true;
				if (state.mode !== invisible) found.drawn = true;
			}
			if (operator === 'BI') skipInlineImage(parser);
			operands.length = 0;
		}
	}

	async function draw(name: PdfObject | undefined, resources: Dict, state: State, depth: number): Promise<void> {
		const objects = await document.dict(resources.get('XObject'));
		const ref = name instanceof Name ? objects?.get(name.value) : undefined;
		const stream = await document.resolve(ref);
		if (!(ref instanceof Ref) || !(stream instanceof Stream)) return;
		if (isName(stream.dict.get('Subtype'), 'Image')) {
			found.pictures.push({ num: ref.num, stream, matrix: state.matrix });
			return;
		}
		if (depth === deepest) throw new Malformed('forms');
		const own = stream.dict.has('Matrix')
			? matrixOf((await document.list(stream.dict.get('Matrix'))) ?? [])
			: undefined;
		const matrix = own ? times(own, state.matrix) : state.matrix;
		const inner = (await document.dict(stream.dict.get('Resources'))) ?? resources;
		await run((await document.streamBytes(stream)).bytes, inner, { ...state, matrix }, depth + 1);
	}

	const contents = page.get('Contents');
	const streams = (await document.list(contents)) ?? (contents === undefined ? [] : [contents]);
	const pieces: Uint8Array[] = [];
	for (const stream of streams) pieces.push((await document.streamBytes(stream)).bytes, Buffer.from('\n'));
	const resources = (await document.dict(page.get('Resources'))) ?? new Map();
	await run(Buffer.concat(pieces), resources, { matrix: [1, 0, 0, 1, 0, 0], mode: 0 }, 0);
	return found;
}

/** To behind the `EI` that stands between spaces (ISO 32000-1, 8.9.7). */
function skipInlineImage(parser: Parser): void {
	const rest = Buffer.from(parser.bytes.buffer, parser.bytes.byteOffset, parser.bytes.byteLength).toString('latin1');
	const data = rest.indexOf('ID', parser.position);
	const end = data < 0 ? -1 : rest.slice(data).search(/\sEI\s/);
	if (end < 0) throw new Malformed('inline image');
	parser.position = data + end + 3;
}

function matrixOf(values: readonly PdfObject[]): Matrix {
	if (values.length !== 6 || !values.every((value) => typeof value === 'number')) throw new Malformed('matrix');
	return values as Matrix;
}

function times([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
	return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}
