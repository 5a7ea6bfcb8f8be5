/// <reference path="../fontkit.d.ts" />
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TCreatedPdf } from 'pdfmake/interfaces.js';
import { checkLetterRequest } from '../../../shared/domain/letter/check-letter-request.ts';
import {
	composeIntroduction,
	composeLetter,
	type LetterWordings,
	plain,
} from '../../../shared/domain/letter/compose-letter.ts';
import { isIsoDate } from '../../../shared/domain/letter/letter-date.ts';
import { type LetterRequest, readLetterRequest } from '../../../shared/domain/letter/letter-request.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Behind, layoutLetter, type Measures, signatureRoom, signerMark } from './letter-layout.ts';
import { readLetterWordings } from './letter-wording.ts';
import type { Measure } from './text-width.ts';

/** Where the signature belongs: page from 0; points, origin at the lower left corner. */
export type SignatureBox = { pageIndex: number; x: number; y: number; width: number; height: number };

export type LetterOptions = {
	resources: string;
	preview?: boolean;
	wordings?: LetterWordings;
	logo?: Uint8Array | undefined;
};

export type Letter = { pdf: Uint8Array; pages: number; signatureBox: SignatureBox };

const fontFiles = {
	normal: 'Tinos-Regular.ttf',
	bold: 'Tinos-Bold.ttf',
	italics: 'Tinos-Italic.ttf',
	bolditalics: 'Tinos-BoldItalic.ttf',
};

/**
 * The request letter as PDF/A-2b with selectable Vietnamese text, behind it the letter of introduction when the dossier is
 * brought by hand; the same request gives the same bytes. The place kept
 * free for the signature also stands in the catalog as `/VNKSignatureBox [pageIndex x y width height]`.
 *
 * `resources` is the folder with `fonts` and `letters`; `wordings` are the original ones where none are given. A `preview`
 * marks missing and faulty values; without it they are refused with INPUT_FIELD (`detail` is the problem's code). `logo` is
 * a PNG.
 */
export async function buildLetter(
	request: LetterRequest,
	{ resources, preview = false, logo, ...options }: LetterOptions,
): Promise<Result<Letter>> {
	const problems = checkLetterRequest(request).filter((problem) => problem.severity === 'error');
	const [first] = problems;
	if (first && !preview) return fail('INPUT_FIELD', { field: first.field, detail: first.code });

	const clean = readLetterRequest(request);
	const faulty = new Set<string>(problems.map((problem) => problem.field));
	const wordings = options.wordings ?? (await readLetterWordings(resources));
	const text = composeLetter(clean, wordings, faulty);
	const fonts = path.join(resources, 'fonts');
	const { default: pdfmake } = await import('pdfmake');
	pdfmake.setFonts({
		Tinos: {
			normal: path.join(fonts, fontFiles.normal),
			bold: path.join(fonts, fontFiles.bold),
			italics: path.join(fonts, fontFiles.italics),
			bolditalics: path.join(fonts, fontFiles.bolditalics),
		},
	});
	pdfmake.setUrlAccessPolicy(() => false);
	pdfmake.setLocalAccessPolicy((file) => path.dirname(file) === fonts);
	// A draft without a date still needs one in its metadata; noon in Viet Nam is the same day everywhere near.
	const day = new Date(`${isIsoDate(clean.letter.date) ? clean.letter.date : '2000-01-01'}T05:00:00Z`);
	const info = {
		title: text.title,
		author: clean.company.name || plain(text.issuer),
		creator: 'VNACCS Keyring',
		producer: 'VNACCS Keyring',
		creationDate: day,
		modDate: day,
	};
	const widths = await measures(fonts);
	const draw = (lineHeight: number, behind?: Behind): Promise<Letter> =>
		finish(
			pdfmake.createPdf({
				...layoutLetter(text, widths, lineHeight, logo, behind),
				version: '1.7',
				subset: 'PDF/A-2b',
				language: 'vi-VN',
				displayTitle: true,
				info,
			}),
		);
	const airy = await draw(1.15);
	// A last page for nothing but the signature is a waste when single spacing avoids it.
	const tight = airy.pages > 1 ? await draw(1) : airy;
	const letter = tight.pages < airy.pages ? tight : airy;
	if (clean.letter.route !== 'hand') return ok(letter);
	const introduction = composeIntroduction(clean, wordings, faulty);
	return ok(await draw(letter === airy ? 1.15 : 1, { introduction, letterPages: letter.pages }));
}

async function finish(created: TCreatedPdf): Promise<Letter> {
	const document = (await created.getStream()) as unknown as LaidOut;
	const signatureBox = findSignatureBox(document);
	const { pageIndex, x, y, width, height } = signatureBox;
	document._root.data.VNKSignatureBox = [pageIndex, x, y, width, height];
	const pages = document._pdfMakePages.length;
	return { pdf: new Uint8Array(await created.getBuffer()), pages, signatureBox };
}

/** What pdfmake and pdfkit leave on the document once it is laid out. */
type LaidOut = {
	_root: { data: { VNKSignatureBox?: number[] } };
	_pdfMakePages: { pageSize: { width: number; height: number }; items: { type: string; item: LaidOutLine }[] }[];
};
type LaidOutLine = { x: number; y: number; maxWidth: number; inlines?: Record<string, unknown>[]; getWidth(): number };

/** The room above the signer's name, found by the mark its line carries. */
function findSignatureBox({ _pdfMakePages: pages }: LaidOut): SignatureBox {
	for (const [pageIndex, { pageSize, items }] of pages.entries()) {
		const name = items.find(({ type, item }) => type === 'line' && item.inlines?.[0]?.[signerMark])?.item;
		if (!name) continue;
		const round = (points: number): number => Math.round(points * 100) / 100;
		return {
			pageIndex,
			x: round(name.x + name.getWidth() / 2 - signatureRoom.width / 2),
			y: round(pageSize.height - name.y + 3),
			width: round(signatureRoom.width),
			height: round(signatureRoom.height),
		};
	}
	throw new Error('The letter has no line with the signer');
}

/** Fonts stay open between letters: opening them takes longer than measuring a whole letter. */
const opened = new Map<string, Promise<Measures>>();

function measures(fonts: string): Promise<Measures> {
	const known = opened.get(fonts) ?? openFonts(fonts);
	opened.set(fonts, known);
	return known;
}

async function openFonts(fonts: string): Promise<Measures> {
	const fontkit = await import('fontkit');
	const measure = async (file: string): Promise<Measure> => {
		const font = fontkit.create(await readFile(path.join(fonts, file)));
		return (text) => font.layout(text).advanceWidth / font.unitsPerEm;
	};
	return {
		regular: await measure(fontFiles.normal),
		bold: await measure(fontFiles.bold),
		italic: await measure(fontFiles.italics),
	};
}
