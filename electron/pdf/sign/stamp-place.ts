import { pointsPerMm, type StampPlace } from '../../../shared/domain/stamp-layout.ts';
import type { PdfDocument } from '../read/document.ts';
import { isName } from '../read/objects.ts';
import { type Box, findPage, type Page } from '../read/pages.ts';
import { Malformed } from '../read/parser.ts';

/** A rectangle on a page as a reader sees it; what its numbers mean is said at StampPlace. */
export type ShownRectangle = Omit<StampPlace, 'page'>;

/** A stamp nobody placed: lower right, its lower edge 20 mm above a bottom margin of 20 mm. */
const usual = { width: 70, height: 22, right: 15, bottom: 40 };

type AutomaticPlace = { number: number; page: Page; at: ShownRectangle };

/**
 * Page and rectangle for a stamp the user did not place: the room our letters keep under the signer's title, or beside
 * it when an earlier signature stands there.
 */
export async function automaticPlace(document: PdfDocument): Promise<AutomaticPlace> {
	const { number, page, at } = await usualPlace(document);
	const taken = await stampsOn(document, page);
	const free = neighbours(page, at).find((place) => !taken.some((box) => overlap(box, toPageBox(page, place))));
	return { number, page, at: free ?? at };
}

/** The place itself, then those left of it, row by row upwards. */
function neighbours(page: Page, at: ShownRectangle): ShownRectangle[] {
	const gap = 6 / page.userUnit;
	const places: ShownRectangle[] = [];
	for (let y = at.y; y + at.height <= shownSize(page)[1]; y += at.height + gap) {
		for (let x = at.x; x >= 0; x -= at.width + gap) places.push({ ...at, x, y });
	}
	return places;
}

/** Rectangles of the visible signature fields on a page. */
async function stampsOn(document: PdfDocument, page: Page): Promise<Box[]> {
	const boxes: Box[] = [];
	for (const entry of (await document.list(page.dict.get('Annots'))) ?? []) {
		const widget = await document.dict(entry);
		const field = (await document.dict(widget?.get('Parent'))) ?? widget;
		const rect = (await document.list(widget?.get('Rect')))?.filter((item) => typeof item === 'number') ?? [];
		if (!isName(widget?.get('FT') ?? field?.get('FT'), 'Sig') || rect.length !== 4) continue;
		const [ax = 0, ay = 0, bx = 0, by = 0] = rect;
		boxes.push([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]);
	}
	return boxes;
}

function overlap(one: Box, other: Box): boolean {
	return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

async function usualPlace(document: PdfDocument): Promise<AutomaticPlace> {
	const { dict: catalog } = await document.catalog();
	const marked = await document.list(catalog.get('VNKSignatureBox'));
	const numbers = marked?.filter((item) => typeof item === 'number') ?? [];
	if (numbers.length === 5) {
		const [pageIndex = 0, x = 0, y = 0, width = 0, height = 0] = numbers;
		const page = await findPage(document, pageIndex + 1);
		if (page && isInside(page, { x, y, width, height }))
			return { number: pageIndex + 1, page, at: { x, y, width, height } };
	}
	const page = await firstPage(document);
	const [pageWidth, pageHeight] = shownSize(page);
	const perMm = pointsPerMm / page.userUnit;
	const width = Math.min(usual.width * perMm, pageWidth * 0.8);
	const height = Math.min(usual.height * perMm, pageHeight * 0.3);
	const x = pageWidth - width - Math.min(usual.right * perMm, pageWidth * 0.1);
	const y = Math.min(usual.bottom * perMm, pageHeight * 0.15);
	return { number: 1, page, at: { x, y, width, height } };
}

export async function firstPage(document: PdfDocument): Promise<Page> {
	const page = await findPage(document, 1);
	if (!page) throw new Malformed('no page');
	return page;
}

export function shownSize({ shown, rotate }: Page): [width: number, height: number] {
	const [width, height] = [shown[2] - shown[0], shown[3] - shown[1]];
	return rotate % 180 === 0 ? [width, height] : [height, width];
}

export function isInside(page: Page, { x, y, width, height }: ShownRectangle): boolean {
	const [pageWidth, pageHeight] = shownSize(page);
	const slack = 0.01; // rounding of the caller
	return (
		width > 0 &&
		height > 0 &&
		x >= -slack &&
		y >= -slack &&
		x + width <= pageWidth + slack &&
		y + height <= pageHeight + slack
	);
}

/** The rectangle in the page's own coordinates. */
export function toPageBox(page: Page, { x, y, width, height }: ShownRectangle): Box {
	const [ax, ay] = toPagePoint(page, x, y);
	const [bx, by] = toPagePoint(page, x + width, y + height);
	return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

/** Showing a page with /Rotate 90 turns its x axis downwards and its y axis to the right, and so on. */
function toPagePoint({ shown, rotate }: Page, x: number, y: number): [number, number] {
	const [left, bottom, right, top] = shown;
	if (rotate === 90) return [right - y, bottom + x];
	if (rotate === 180) return [right - x, top - y];
	if (rotate === 270) return [left + y, top - x];
	return [left + x, bottom + y];
}

/** Turns an appearance to the left by what the viewer turns the page to the right. */
export function uprightMatrix({ rotate }: Page): number[] {
	if (rotate === 90) return [0, 1, -1, 0, 0, 0];
	if (rotate === 180) return [-1, 0, 0, -1, 0, 0];
	if (rotate === 270) return [0, -1, 1, 0, 0, 0];
	return [1, 0, 0, 1, 0, 0];
}
