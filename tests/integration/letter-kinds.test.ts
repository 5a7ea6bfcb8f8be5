import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readLetterWordings } from '../../electron/pdf/letter/letter-wording.ts';
import {
	composeIntroduction,
	composeLetter,
	type IntroductionText,
	type LetterText,
	type Paragraph,
	plain,
} from '../../shared/domain/letter/compose-letter.ts';
import { type LetterRequest, letterKinds } from '../../shared/domain/letter/letter-request.ts';
import { sampleIntroduction, sampleRequest } from '../../shared/domain/letter/letter-samples.ts';
import { build, certificate, long, render, resources, text } from './letter-pdf.ts';

/**
 * What every kind of letter looks like and says. The pictures in tests/fixtures/letters were looked at by a person; when a
 * letter is meant to change, `UPDATE_LETTERS=1 vitest run tests/integration/letter-kinds.test.ts` draws them anew.
 */

const { letter } = sampleRequest;
const byHand = {
	...sampleRequest,
	letter: { ...letter, route: 'hand', addressees: ['Cục Hải quan', 'Chi cục Hải quan khu vực III'] },
	introduction: sampleIntroduction,
} as const satisfies LetterRequest;
const short: LetterRequest = {
	...sampleRequest,
	company: { ...sampleRequest.company, name: 'HTX Á', shortName: 'Á', address: 'Ấp 1', email: 'a@b.vn' },
	representative: { ...sampleRequest.representative, name: 'Lê Ý', title: 'Chủ tịch' },
	letter: { ...letter, number: '1', place: 'Huế', date: '2026-01-05', reason: 'mất' },
};
const requests: Record<string, LetterRequest> = {
	...Object.fromEntries(
		letterKinds.map((kind) => [
			kind,
			{ ...sampleRequest, kind, newCertificate: { ...certificate, serial: '5404AB12' } },
		]),
	),
	'on-paper-by-hand': byHand,
	'short-values': short,
	'long-values': { ...long, letter: { ...long.letter, route: 'hand' }, introduction: sampleIntroduction },
};
const names = Object.keys(requests);
/** Pages as laid out: the letter of introduction has one of its own. */
const pagesOf: Record<string, number> = { 'on-paper-by-hand': 2, 'long-values': 3 };

const dpi = 60;
/** Pixels of a cell: 6 points, about a letter of the text. */
const cell = 5;
/** Mean difference of a cell, of 255, that another version of the renderer does not make. */
const tolerance = 45;

type Picture = { data: Buffer; width: number; height: number };

/** The worst cell of two pictures of one size, as a mean difference of grey values. */
function difference(one: Picture, other: Picture): { worst: number; x: number; y: number } {
	expect([one.width, one.height]).toEqual([other.width, other.height]);
	let found = { worst: 0, x: 0, y: 0 };
	for (let y = 0; y + cell <= one.height; y++) {
		for (let x = 0; x + cell <= one.width; x++) {
			let sum = 0;
			for (let dy = 0; dy < cell; dy++) {
				for (let dx = 0; dx < cell; dx++) {
					const at = (y + dy) * one.width + x + dx;
					sum += one.data[at]! - other.data[at]!;
				}
			}
			const worst = Math.abs(sum) / cell ** 2;
			if (worst > found.worst) found = { worst, x, y };
		}
	}
	return found;
}

const folder = path.resolve(import.meta.dirname, '../fixtures/letters');
const reference = (name: string, page: number) => path.join(folder, `${name}-${page}.png`);
const write = (picture: Picture, file: string) =>
	sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 1 } })
		.png({ palette: true, colours: 16, compressionLevel: 9 })
		.toFile(file);
const read = async (file: string): Promise<Picture> => {
	const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
	return { data, ...info };
};

describe('looks as it should', () => {
	test.each(names)('%s', async (name) => {
		const { file, pages } = await build(requests[name]!);
		expect(pages).toBe(pagesOf[name] ?? 1);
		for (let page = 1; page <= pages; page++) {
			const now = await render(file, page, dpi);
			if (process.env.UPDATE_LETTERS) {
				mkdirSync(folder, { recursive: true });
				await write(now, reference(name, page));
			}
			const { worst, x, y } = difference(await read(reference(name, page)), now);
			if (worst >= tolerance) {
				const seen = path.resolve(import.meta.dirname, `../../out/letters/${name}-${page}.png`);
				mkdirSync(path.dirname(seen), { recursive: true });
				await write(now, seen);
				expect.fail(`${name}, page ${page}: differs by ${worst.toFixed(0)} at ${x},${y}; it looks like ${seen}`);
			}
		}
		expect(existsSync(reference(name, pages + 1))).toBe(false);
	});

	test('and one letter of the text that is not drawn is found', async () => {
		const { file } = await build(sampleRequest);
		const page = await render(file, 1, dpi);
		const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
		const words = [...boxes.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\p{L}{4,})</gu)];
		expect(words.length).toBeGreaterThan(100);
		const scale = dpi / 72;
		for (const [, x1, y1, x2, y2, word] of words.filter((_, at) => at % 5 === 0)) {
			const wiped = { ...page, data: Buffer.from(page.data) };
			// The second letter of the word, as wide as the letters are on average.
			const width = (Number(x2) - Number(x1)) / word!.length;
			const from = Math.floor((Number(x1) + width) * scale);
			for (let y = Math.floor(Number(y1) * scale); y < Number(y2) * scale; y++) {
				for (let x = from; x < from + width * scale; x++) wiped.data[y * page.width + x] = 255;
			}
			expect(difference(page, wiped).worst, word).toBeGreaterThan(tolerance);
		}
	});
});

describe('reads as it should', () => {
	test.each(names)('%s says what was composed, in this order, and nothing else', async (name) => {
		const request = requests[name]!;
		const { file } = await build(request);
		const wordings = await readLetterWordings(resources);
		const composed = [
			letterLines(composeLetter(request, wordings)),
			...(request.letter.route === 'hand' ? [introductionLines(composeIntroduction(request, wordings))] : []),
		].flat();
		// Columns are read in an order of the reader's own, so words are compared as a bag, and the body line by line.
		const said = text(file).replace(/\f2\n/, '').normalize('NFC');
		const bag = (all: string) => all.split(/\s+/).filter(Boolean).toSorted();
		if (name !== 'long-values') expect(bag(said)).toEqual(bag(composed.join(' ')));
		const run = said.replace(/\s+/g, '');
		for (const line of composed) expect(run).toContain(line.replace(/\s+/g, ''));
	});

	test.each(names)(
		'%s embeds all its fonts with their Unicode, and the same input gives the same bytes',
		async (name) => {
			const request = requests[name]!;
			const first = await build(request);
			const fonts = execFileSync('pdffonts', [first.file], { encoding: 'utf8' }).trim().split('\n').slice(2);
			expect(fonts.length).toBeGreaterThanOrEqual(3);
			for (const font of fonts) expect(font).toMatch(/\+Tinos.*\s+yes\s+yes\s+yes\s/);
			const again = await build(request);
			const decomposed = await build(JSON.parse(JSON.stringify(request).normalize('NFD')));
			expect(Buffer.compare(first.pdf, again.pdf)).toBe(0);
			expect(Buffer.compare(first.pdf, decomposed.pdf)).toBe(0);
		},
	);
});

describe('a letter brought by hand', () => {
	test('counts the pages of both its letters by themselves and keeps each signature with its text', async () => {
		const { file, pages, signatureBox } = await build(requests['long-values']!);
		expect(pages).toBe(3);
		const page = (number: number) => text(file, '-f', String(number), '-l', String(number));
		expect(page(2).trimStart()).toMatch(/^2\n/);
		expect(page(3)).not.toMatch(/^\s*[123]\n/);
		expect(signatureBox.pageIndex).toBe(1);
		for (const last of [2, 3]) expect(page(last)).toMatch(/Công Tằng Tôn Nữ Nguyễn\sPhước Huyền Trang Anh Thư/);
		expect(page(2)).toContain('Trân trọng cảm ơn./.');
		expect(page(3)).toContain('Giấy này có giá trị đến hết ngày 16/12/2026./.');
		expect(page(1)).not.toContain('Trân trọng cảm ơn');
	});

	test('names several addressees below each other behind dashes, one on the same line', async () => {
		const several = text((await build(byHand)).file, '-layout');
		expect(several).toMatch(/Kính gửi:\n\s+- Cục Hải quan;\n\s+- Chi cục Hải quan khu vực III\.\n/);
		const one = text((await build(sampleRequest)).file, '-layout');
		expect(one).toMatch(/Kính gửi: Cục Hải quan \(Ban/);
		const words = boxesOf((await build(byHand)).file);
		const colon = words.find(({ word }) => word === 'gửi:')!;
		const dashes = words.filter(({ word, y }) => word === '-' && y > colon.y && y < colon.y + 60);
		expect(dashes).toHaveLength(2);
		for (const { x } of dashes) expect(Math.abs(x - (colon.right - 4))).toBeLessThan(4);
	});
});

function boxesOf(file: string) {
	const boxes = execFileSync('pdftotext', ['-bbox', '-l', '1', file, '-'], { encoding: 'utf8' });
	return [...boxes.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]+)</g)].map(
		([, x, y, right, word]) => ({ x: Number(x), y: Number(y), right: Number(right), word }),
	);
}

const lineOf = (paragraph: Paragraph) => plain(paragraph).replaceAll('\u00a0', ' ');

function frameLines(page: IntroductionText | LetterText): string[] {
	const { nation, motto, issuer, number, placeDate, copiesHead, copies, signerTitle, signerName } = page;
	return [nation, motto, ...[issuer, number, placeDate, signerTitle, signerName].map(lineOf), copiesHead, ...copies];
}

function letterLines(page: LetterText): string[] {
	const { addresseeHead, addressees, subject, body, closing } = page;
	const several = addressees.map((one, at, all) => `- ${one}${at === all.length - 1 ? '.' : ';'}`);
	return [
		...frameLines(page),
		lineOf(subject),
		addresseeHead,
		...(addressees.length === 1 ? addressees : several),
		...body.map(lineOf),
		closing,
	];
}

function introductionLines(page: IntroductionText): string[] {
	return [...frameLines(page), page.title, ...page.body.map(lineOf)];
}
