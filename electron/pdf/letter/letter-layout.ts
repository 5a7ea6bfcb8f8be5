import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import {
	type IntroductionText,
	type LetterText,
	type Paragraph,
	plain,
	type Segment,
} from '../../../shared/domain/letter/compose-letter.ts';
import { heading, inline, inlines } from './inlines.ts';
import type { Measure } from './text-width.ts';

const mm = 72 / 25.4;
const pageWidth = 210 * mm;
/** Nghị định 30/2020, Phụ lục I, mục I.3: top and bottom 20-25, left 30-35, right 15-20 mm. */
const margins = { top: 20 * mm, bottom: 20 * mm, left: 30 * mm, right: 15 * mm };
const textWidth = pageWidth - margins.left - margins.right;

/** Sizes in points, Phụ lục I, mục II. Body 13-14, issuer and nation 12-13, motto 13-14, copies 11-12. */
const size = {
	body: 13,
	nation: 12,
	motto: 13,
	issuer: 12,
	number: 13,
	subject: 12,
	title: 13,
	introduction: 14,
	copiesHead: 12,
	copies: 11,
};
/** Room between title and name for the hand-written or the visible electronic signature. */
export const signatureRoom = { width: 45 * mm, height: 18 * mm };

const firstLineIndent = 10 * mm;
const issuerWidth = textWidth * 0.4;
const nationWidth = textWidth - issuerWidth;
const signerWidth = textWidth * 0.56;
/** Characters of the longest word that still makes even lines. */
const longestJustified = 30;
const largestLogo = { width: issuerWidth - 8, height: 15 * mm };

/** Widths of Tinos regular, bold and italic at one point. */
export type Measures = { regular: Measure; bold: Measure; italic: Measure };

/** Key under which pdfmake carries our mark from a text to the line it became. */
export const signerMark = 'keyringSignerName';

/** The letter of introduction behind a letter of so many pages. */
export type Behind = { introduction: IntroductionText; letterPages: number };

/**
 * The letter as pdfmake wants it; same text in, same layout out. `lineHeight` 1 to 1.5 (mục II.6). `logo` is a PNG, drawn
 * above the issuer.
 */
export function layoutLetter(
	letter: LetterText,
	measures: Measures,
	lineHeight: number,
	logo: Uint8Array | undefined,
	behind?: Behind,
): TDocumentDefinitions {
	// Each document counts its own pages.
	const placeOf = (page: number) => (behind && page > behind.letterPages ? page - behind.letterPages : page);
	return {
		pageSize: 'A4',
		pageMargins: [margins.left, margins.top, margins.right, margins.bottom],
		defaultStyle: { font: 'Tinos', fontSize: size.body, lineHeight },
		// From page 2, upright, centred in the top margin (mục II.10).
		header: (page: number): Content =>
			placeOf(page) === 1
				? ''
				: {
						text: String(placeOf(page)),
						alignment: 'center',
						margin: [margins.left, margins.top / 2 - 5, margins.right, 0],
					},
		content: [
			head(letter, measures, logo),
			addressees(letter, measures.regular),
			...letter.body.slice(0, -1).map((paragraph) => bodyParagraph(paragraph, measures.regular)),
			// One piece: a signature on a page without a text of this letter could be put under any.
			{
				unbreakable: true,
				stack: [
					...[...letter.body.slice(-1), [unmarked(letter.closing)]].map((one) => bodyParagraph(one, measures.regular)),
					signatureBlock(letter, measures),
				],
			},
			...(behind ? introductionPage(behind.introduction, measures, logo) : []),
		],
	};
}

/** A page of its own; title 13-14 bold in the middle (mục II.5). */
function introductionPage(text: IntroductionText, measures: Measures, logo: Uint8Array | undefined): Content[] {
	return [
		{ stack: [head(text, measures, logo)], pageBreak: 'before' },
		{ text: text.title, bold: true, fontSize: size.introduction, alignment: 'center', margin: [0, 18, 0, 10] },
		...text.body.slice(0, -1).map((paragraph) => bodyParagraph(paragraph, measures.regular)),
		{
			unbreakable: true,
			stack: [
				...text.body.slice(-1).map((paragraph) => bodyParagraph(paragraph, measures.regular)),
				signatureBlock(text, measures),
			],
		},
	];
}

/**
 * One addressee stands behind "Kính gửi:"; several stand below, each behind a dash under the colon, with `;` at the end and
 * `.` after the last (mục II.9.a).
 */
function addressees({ addresseeHead, addressees }: LetterText, regular: Measure): Content {
	const margin: [number, number, number, number] = [0, 16, 0, 10];
	const [only] = addressees;
	if (addressees.length === 1) return { text: `${addresseeHead} ${only}`, alignment: 'center', margin };
	const width = (text: string): number => regular(text) * size.body;
	const lines = addressees.map((one, index) => `${one}${index === addressees.length - 1 ? '.' : ';'}`);
	const colon = width(addresseeHead.slice(0, -1));
	const dash = width('- ');
	const widest = Math.max(...lines.map(width));
	// As one block in the middle of the page, as far as it fits.
	const left = Math.max(0, (textWidth - colon - dash - widest) / 2);
	return {
		margin,
		stack: [
			{ text: addresseeHead, margin: [left, 0, 0, 2] },
			...lines.map((line) => ({
				margin: [left + colon, 0, 0, 2] as [number, number, number, number],
				columnGap: 0,
				columns: [
					{ text: '-', width: dash },
					{ text: line, width: '*' },
				],
			})),
		],
	};
}

function head(
	letter: LetterText | IntroductionText,
	{ regular, bold, italic }: Measures,
	logo: Uint8Array | undefined,
): Content {
	const at =
		(measure: Measure, fontSize: number): Measure =>
		(text) =>
			measure(text) * fontSize;
	const issuer = heading(letter.issuer, issuerWidth - 8, at(bold, size.issuer));
	const placeDate = heading(letter.placeDate, nationWidth, at(italic, size.body));
	const issuerLength = Math.max(...issuer.lines.map(at(bold, size.issuer)));
	const cell = (text: Content[], fontSize: number, more: object = {}): Content => ({
		text,
		fontSize,
		alignment: 'center',
		lineHeight: 1.1,
		...more,
	});
	/** 6 pt below the number (mục II.5). */
	const subjectRow = (subject: Paragraph) => [
		cell(heading(subject, issuerWidth - 8, at(regular, size.subject)).content, size.subject, { margin: [0, 6, 0, 0] }),
		'',
	];
	return {
		layout: {
			hLineWidth: () => 0,
			vLineWidth: () => 0,
			paddingLeft: () => 0,
			paddingRight: () => 0,
			paddingTop: () => 0,
			paddingBottom: () => 0,
		},
		table: {
			widths: [issuerWidth, nationWidth],
			body: [
				[
					{
						stack: [
							...(logo ? [picture(logo)] : []),
							cell(issuer.content, size.issuer, { bold: true }),
							// A third to half of the text (mục II.2).
							rule(Math.min(issuerLength, issuerWidth) * 0.4, issuerWidth),
						],
					},
					{
						stack: [
							cell([letter.nation], size.nation, { bold: true, noWrap: true }),
							cell([letter.motto], size.motto, { bold: true, noWrap: true }),
							// As long as the motto (mục II.1).
							rule(at(bold, size.motto)(letter.motto), nationWidth),
						],
					},
				],
				[
					cell(letter.number.map(inline), size.number, { margin: [0, 6, 0, 0] }),
					cell(placeDate.content, size.body, { italics: true, margin: [0, 6, 0, 0] }),
				],
				...('subject' in letter ? [subjectRow(letter.subject)] : []),
			],
		},
	};
}

/** As large as its place allows, and no pixel larger than a point. */
function picture(png: Uint8Array): Content {
	const bytes = Buffer.from(png);
	// PNG specification, 11.2.2: IHDR.
	const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
	return {
		image: `data:image/png;base64,${bytes.toString('base64')}`,
		width: width * Math.min(largestLogo.width / width, largestLogo.height / height, 1),
		alignment: 'center',
		margin: [0, 0, 0, 4],
	};
}

function signatureBlock(letter: LetterText | IntroductionText, { bold }: Measures): Content {
	const measure: Measure = (text) => bold(text) * size.title;
	const title = heading(letter.signerTitle, signerWidth, measure);
	const name = heading(letter.signerName, signerWidth, measure);
	return {
		margin: [0, 14, 0, 0],
		columnGap: 0,
		columns: [
			{
				width: textWidth - signerWidth,
				stack: [
					{ text: letter.copiesHead, bold: true, italics: true, fontSize: size.copiesHead },
					...letter.copies.map((copy) => ({ text: copy, fontSize: size.copies })),
				],
			},
			{
				width: signerWidth,
				stack: [
					{ text: title.content, bold: true, fontSize: size.title, alignment: 'center' },
					{
						text: name.content.map((part) => ({ ...part, [signerMark]: true })),
						bold: true,
						fontSize: size.title,
						alignment: 'center',
						margin: [0, signatureRoom.height + 6, 0, 0],
					},
				],
			},
		],
	};
}

/** First line indented 10 mm, justified, 6 pt between paragraphs (mục II.6). */
function bodyParagraph(paragraph: Paragraph, measure: Measure): Content {
	const wide: Measure = (text) => measure(text) * size.body;
	const pieces = inlines(paragraph, textWidth, wide);
	// Before a word of half a line, justified text tears open.
	const words = plain(paragraph).split(' ');
	const torn = words.some((word) => word.length > longestJustified);
	// pdfmake breaks a word wider than the line, but forgets the indent when it is the first.
	const indent = wide(words[0] ?? '') < textWidth - firstLineIndent ? firstLineIndent : 0;
	return { text: pieces, alignment: torn ? 'left' : 'justify', leadingIndent: indent, margin: [0, 0, 0, 6] };
}

function rule(length: number, columnWidth: number): Content {
	const start = (columnWidth - length) / 2;
	return {
		margin: [0, 3, 0, 0],
		canvas: [{ type: 'line', x1: start, y1: 0, x2: start + length, y2: 0, lineWidth: 0.75 }],
	};
}

function unmarked(text: string): Segment {
	return { text, marked: false, whole: false };
}
