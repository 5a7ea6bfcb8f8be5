import { createHash } from 'node:crypto';
import type { PageCheck } from '../../../shared/domain/scans/page-notes.ts';
import { capture, type Result } from '../../../shared/result.ts';
import type { OnFile } from '../assemble/build-dossier.ts';
import { type PdfPart, planPdfPart } from '../assemble/pdf-part.ts';
import { shownName, withPart } from '../assemble/read-part.ts';
import type { PdfDocument } from '../read/document.ts';
import type { Dict, PdfObject } from '../read/objects.ts';
import { isDict, Ref, Stream } from '../read/objects.ts';
import { Malformed } from '../read/parser.ts';
import { type Ink, inkOf, isBlank, judgedPixels, printOf, textRunsDown } from './ink.ts';
import { type DrawnPicture, type PageContent, readPageContent } from './page-content.ts';
import { picturePixels, smallCopy } from './picture-pixels.ts';
import { comparedPixels, showSame } from './same-picture.ts';

/** A picture that takes this part of a page is its content, not a logo: its resolution is the page's. */
const mainShare = 0.3;

/** The clock of the job starts anew with so many pages: a page takes about 60 ms. */
const pagesPerBeat = 10;

/** What can be seen of the pages of a PDF of ours (`path`), one entry a page; hardly anything in it where nothing can be said. */
export function checkPages(path: string, onFile: OnFile): Promise<Result<PageCheck[]>> {
	const name = shownName(path);
	return capture(() =>
		withPart(path, name, async (source) =>
			planPdfPart(source, name, undefined, async (part) => {
				const checks: PageCheck[] = [];
				for (const [index] of part.pages.entries()) {
					if (index % pagesPerBeat === 0) onFile({ file: name, bytes: source.size, place: 1, of: 1 });
					checks.push(await known({}, () => checkPage(part, index)));
				}
				return checks;
			}),
		),
	);
}

/** A page of a file, from 0. */
type PagePlace = { path: string; index: number };
export type PagePair = readonly [PagePlace, PagePlace];

/** For each pair whether both pages show the same. Only pages that are one picture can be compared; of others it is false. */
export function comparePages(pairs: readonly PagePair[], onFile: OnFile): Promise<Result<boolean[]>> {
	return capture(async () => {
		const inks = new Map<string, Ink | undefined>();
		const inkAt = async ({ path, index }: PagePlace) => {
			const key = `${index} ${path}`;
			if (!inks.has(key)) inks.set(key, await known(undefined, () => pageInk(path, index, onFile)));
			return inks.get(key);
		};
		const answers: boolean[] = [];
		for (const [one, other] of pairs) {
			const [a, b] = [await inkAt(one), await inkAt(other)];
			answers.push(a !== undefined && b !== undefined && showSame(a, b));
		}
		return answers;
	});
}

/** Nothing is said of a page whose content breaks the rules, or whose picture no decoder takes. */
async function known<T>(otherwise: T, look: () => Promise<T>): Promise<T> {
	try {
		return await look();
	} catch (thrown) {
		if (thrown instanceof Malformed) return otherwise;
		throw thrown;
	}
}

async function checkPage({ document, pages }: PdfPart, index: number): Promise<PageCheck> {
	const page = pages[index]!;
	const content = await known(undefined, () => readPageContent(document, page.dict));
	const bytes = await contentBytes(document, page.dict, content?.pictures ?? []);
	if (!content) return { bytes };
	const drawn = content.drawn || page.pictures.length > 0;
	const [left, bottom, right, top] = page.shown;
	const dpi = await resolution(document, content, (right - left) * (top - bottom), page.userUnit);
	const check: PageCheck = { bytes, ...(content.text && { text: true }), ...(dpi !== undefined && { dpi }) };
	if (content.pictures.length === 0 && !drawn) return { ...check, blank: true };
	if (drawn || content.pictures.length > 1) return { ...check, print: await digest(document, page.dict) };
	const ink = await inkOfPicture(document, content.pictures[0]!, judgedPixels);
	if (!ink) return { ...check, print: await digest(document, page.dict) };
	if (isBlank(ink)) return { ...check, blank: true };
	const [a, b] = content.pictures[0]!.matrix;
	const quarters = (Math.abs(b) > Math.abs(a) ? 1 : 0) + page.rotate / 90;
	const turned = quarters % 2 === 0 ? ink : onItsSide(ink);
	return { ...check, print: printOf(ink), ...(textRunsDown(turned) && { lying: true }) };
}

/** The best resolution among the pictures that make up the page (some scanners lay a coarse and a fine one over each other). */
async function resolution(
	document: PdfDocument,
	{ pictures }: PageContent,
	area: number,
	unit: number,
): Promise<number | undefined> {
	let best: number | undefined;
	for (const { stream, matrix } of pictures) {
		const [a, b, c, d] = matrix;
		if (Math.abs(a * d - b * c) < area * mainShare) continue;
		const sides = [await document.resolve(stream.dict.get('Width')), await document.resolve(stream.dict.get('Height'))];
		const dpi = Math.min(
			...[Math.hypot(a, b), Math.hypot(c, d)].map((points, i) => (Number(sides[i]) * 72) / (points * unit)),
		);
		if (Number.isFinite(dpi)) best = Math.max(best ?? 0, Math.floor(dpi + 0.01));
	}
	return best;
}

async function pageInk(path: string, index: number, onFile: OnFile): Promise<Ink | undefined> {
	const name = shownName(path);
	return withPart(path, name, async (source) => {
		onFile({ file: name, bytes: source.size, place: 1, of: 1 });
		return planPdfPart(source, name, undefined, async ({ document, pages }) => {
			const page = pages[index];
			const content = page && (await readPageContent(document, page.dict));
			return content?.pictures[0] && inkOfPicture(document, content.pictures[0], comparedPixels);
		});
	});
}

async function inkOfPicture(
	document: PdfDocument,
	{ stream }: DrawnPicture,
	longest: number,
): Promise<Ink | undefined> {
	const pixels = await picturePixels(document, stream);
	if (!pixels) return undefined;
	const { default: sharp } = await import('sharp');
	return inkOf(await smallCopy(sharp, pixels, longest));
}

/** Rows become columns; which way round does not matter to lines of text. */
function onItsSide({ data, width, height }: Ink): Ink {
	const out = new Uint8Array(data.length);
	for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = data[y * width + x]!;
	return { data: out, width: height, height: width };
}

/** Every stream a page leads to: its content, pictures and fonts. */
async function streamsOf(document: PdfDocument, page: Dict): Promise<Stream[]> {
	const seen = new Set<number>();
	const found: Stream[] = [];
	const waiting: PdfObject[] = [page.get('Contents') ?? null, page.get('Resources') ?? null];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		if (next instanceof Ref) {
			if (seen.has(next.num)) continue;
			seen.add(next.num);
			waiting.push(await document.load(next.num));
		} else if (next instanceof Stream) {
			found.push(next);
			waiting.push(...next.dict.values());
		} else if (Array.isArray(next)) waiting.push(...next);
		else if (isDict(next)) waiting.push(...next.values());
	}
	return found;
}

/** Not of everything in the page's resources: some programs give all pages the same. */
async function contentBytes(document: PdfDocument, page: Dict, pictures: readonly DrawnPicture[]): Promise<number> {
	const own = page.get('Contents');
	const streams = await Promise.all(((await document.list(own)) ?? [own]).map((one) => document.resolve(one)));
	let sum = 0;
	for (const stream of new Set([...streams, ...pictures.map((picture) => picture.stream)])) {
		if (stream instanceof Stream) sum += await document.packedLength(stream);
	}
	return sum;
}

/** The same drawing made of the same parts has the same name; `x` tells it from a print. */
async function digest(document: PdfDocument, page: Dict): Promise<string> {
	const hash = createHash('sha256');
	for (const stream of await streamsOf(document, page)) {
		hash.update(await document.packedBytes(stream));
	}
	return `x${hash.digest('hex')}`;
}
