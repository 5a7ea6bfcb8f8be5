import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { buildLetter } from '../../electron/pdf/letter/build-letter.ts';
import { sampleRequest } from '../../shared/domain/letter/letter-samples.ts';
import { unwrap } from '../../shared/result.ts';

/** A letter and scans in several PDFs, none above the size an attachment may have. */
export type Inputs = { name: string; letter: string; scans: string[]; bytes: number };

/** Letter and scan pages: 8, 100, 280 of them, about 3, 60 and 306 MB. */
const sizes = [
	{ name: 'D10', files: 4, pages: 2, pageBytes: 400_000 },
	{ name: 'D100', files: 10, pages: 10, pageBytes: 600_000 },
	{ name: 'D300', files: 14, pages: 20, pageBytes: 1_090_000 },
];

/** The inputs in `folder`, made once. */
export async function makeDossiers(folder: string, resources: string): Promise<Inputs[]> {
	const made: Inputs[] = [];
	for (const { name, files, pages, pageBytes } of sizes) {
		const place = path.join(folder, name);
		const letter = path.join(place, 'letter.pdf');
		const scans = Array.from({ length: files }, (_, index) => path.join(place, `scan-${index + 1}.pdf`));
		if (!existsSync(place)) {
			const draft = `${place}.draft`;
			rmSync(draft, { recursive: true, force: true });
			mkdirSync(draft, { recursive: true });
			writeFileSync(path.join(draft, 'letter.pdf'), unwrap(await buildLetter(sampleRequest, { resources })).pdf);
			const scan = await noiseOf(pageBytes);
			for (const [index, file] of scans.entries()) {
				const pdf = await PDFDocument.create();
				for (let page = 0; page < pages; page++) {
					const image = await pdf.embedJpg(withOwnComment(scan));
					pdf.addPage([595.28, 841.89]).drawImage(image, { width: 595.28, height: 841.89 });
				}
				// Half of the scanners and programs pack their objects.
				const bytes = await pdf.save({ useObjectStreams: index % 2 === 1 });
				writeFileSync(path.join(draft, path.basename(file)), bytes);
			}
			renameSync(draft, place);
		}
		made.push({ name, letter, scans, bytes: [letter, ...scans].reduce((sum, file) => sum + statSync(file).size, 0) });
	}
	return made;
}

/** A gray page of 200 dpi as a scanner delivers it, of about this many bytes. */
async function noiseOf(bytes: number): Promise<Buffer> {
	const background = { r: 235, g: 235, b: 235 };
	let best = Buffer.alloc(0);
	for (let sigma = 2; best.length < bytes && sigma < 60; sigma *= 1.15) {
		const noise = { type: 'gaussian' as const, mean: 200, sigma };
		const page = sharp({ create: { width: 1654, height: 2339, channels: 3, background, noise } });
		best = await page.greyscale().jpeg({ quality: 72 }).toBuffer();
	}
	return best;
}

/** The same picture in other bytes, so that nobody can copy it once for all pages. */
function withOwnComment(jpeg: Buffer): Buffer {
	const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 34]), randomBytes(32)]);
	return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}
