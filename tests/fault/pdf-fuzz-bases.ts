import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument, PDFHexString, PDFName, rgb, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';

/** One file of each kind that is read differently. */
export async function writeBases(place: string): Promise<void> {
	const at = (name: string) => path.join(place, name);
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (const number of [1, 2, 3]) {
		const page = pdf.addPage([300, 400]);
		page.drawText(`Trang ${number}`, { x: 30, y: 300, font });
		page.drawRectangle({ x: 10, y: 10, width: 50 * number, height: 40, color: rgb(0.9, 0.1, 0) });
	}
	const { context } = pdf;
	const item = context.nextRef();
	const below = context.nextRef();
	const outlines = context.register(context.obj({ Type: 'Outlines', First: item, Last: item, Count: 1 }));
	const title = PDFHexString.fromText('Mục một');
	context.assign(
		item,
		context.obj({ Title: title, Parent: outlines, First: below, Last: below, Dest: [pdf.getPage(1).ref, 'Fit'] }),
	);
	context.assign(below, context.obj({ Title: title, Parent: item, A: { S: 'GoTo', D: [pdf.getPage(2).ref, 'Fit'] } }));
	pdf.catalog.set(PDFName.of('Outlines'), outlines);
	const field = pdf.getForm().createTextField('o.nhap');
	field.setText('gia tri');
	field.addToPage(pdf.getPage(0), { x: 20, y: 80, width: 200, height: 40 });
	writeFileSync(at('bang.pdf'), await pdf.save({ useObjectStreams: false }));
	writeFileSync(at('goi.pdf'), await pdf.save({ useObjectStreams: true }));
	execFileSync('qpdf', ['--linearize', at('bang.pdf'), at('tuyen.pdf')]);
	const protect = (name: string, ...how: string[]) =>
		execFileSync('qpdf', ['--allow-weak-crypto', '--encrypt', '', 'chu', ...how, '--', at('bang.pdf'), at(name)]);
	protect('rc4.pdf', '40');
	protect('aes.pdf', '128', '--use-aes=y');
	protect('aes256.pdf', '256');
	const updated = await PDFDocument.load(await pdf.save({ useObjectStreams: false }), { forIncrementalUpdate: true });
	updated.getPage(0).drawCircle({ x: 100, y: 100, size: 20 });
	writeFileSync(at('cap-nhat.pdf'), await updated.save({ useObjectStreams: false }));
	const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c02020' } });
	await picture.clone().jpeg().toFile(at('anh.jpg'));
	await picture.clone().png().toFile(at('anh.png'));
	await picture.clone().tiff().toFile(at('anh.tiff'));
	await picture.clone().webp().toFile(at('anh.webp'));
}
