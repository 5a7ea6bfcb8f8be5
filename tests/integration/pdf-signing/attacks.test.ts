import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDict, PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { signedData } from '../../../electron/pdf/cms/build.ts';
import { parseCertificate } from '../../../electron/pdf/cms/certificate.ts';
import { parseSignedData } from '../../../electron/pdf/cms/parse.ts';
import { prepareSignature } from '../../../electron/pdf/sign/prepare.ts';
import { verifyPdf } from '../../../electron/pdf/verify/verify-pdf.ts';
import { unwrap } from '../../../shared/result.ts';
import { flips, gapOf, makeIdentity, opensslVerify, pdfsig, sign, signingTime, workFolder } from './material.ts';

/**
 * What is known to have fooled readers of signed PDFs: "1 Trillion Dollar Refund" (Mladenov et al., CCS 2019),
 * "Shadow Attacks" (Mainka et al., NDSS 2021), "Breaking the Specification" (IEEE S&P 2021).
 */

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const identity = makeIdentity(folder);
writeFileSync(at('in.pdf'), await formPdf());
unwrap(await sign(at('in.pdf'), at('signed.pdf'), identity));
const signed = readFileSync(at('signed.pdf'));

const trust = () => ({ trust: [readFileSync(identity.rootFile)] });
const verified = async (name: string) => unwrap(await verifyPdf(at(name), trust()));

/** A page with text in a form object (a seal, say), a field to fill, and tags for screen readers. */
async function formPdf(): Promise<Uint8Array> {
	const document = await PDFDocument.create({ updateMetadata: false });
	const font = await document.embedFont(StandardFonts.Helvetica);
	const page = document.addPage([595, 842]);
	page.drawText('1 000 000', { x: 60, y: 760, size: 24, font });
	const field = document.getForm().createTextField('note');
	field.addToPage(page, { x: 60, y: 400, width: 200, height: 24, font });
	const seal = document.context.register(
		document.context.stream('0 0 1 rg 0 0 50 50 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 50, 50] }),
	);
	page.node.setXObject(PDFName.of('Seal'), seal);
	document.catalog.set(PDFName.of('StructTreeRoot'), document.context.register(document.context.obj({ K: [] })));
	return await document.save({ useObjectStreams: false });
}

/** Saves a further revision of `from`; the bytes before it stay as they are. */
async function update(name: string, change: (document: PDFDocument) => void | Promise<void>, from = 'signed.pdf') {
	const before = readFileSync(at(from));
	const document = await PDFDocument.load(before, { forIncrementalUpdate: true, updateMetadata: false } as never);
	await change(document);
	const after = Buffer.from(await document.save({ useObjectStreams: false }));
	expect(after.subarray(0, before.length).equals(before)).toBe(true);
	expect(after.length).toBeGreaterThan(before.length);
	writeFileSync(at(name), after);
}

/** Appends a revision written by hand: whole objects by number, and the /Root of the trailer. */
function append(name: string, objects: Record<number, string>, trailer?: string, from = signed) {
	const old = from.toString('latin1');
	const [, start] = old.match(/startxref\s+(\d+)\s+%%EOF\s*$/)!;
	const [, root] = [...old.matchAll(/\/Root (\d+ 0 R)/g)].at(-1)!;
	let body = old;
	const rows: string[] = [];
	for (const [num, text] of Object.entries(objects)) {
		rows.push(`${num} 1\n${String(body.length).padStart(10, '0')} 00000 n \n`);
		body += `${num} 0 obj\n${text}\nendobj\n`;
	}
	const end = body.length;
	body += `xref\n${rows.join('')}trailer\n<< /Size 900 /Prev ${start} ${trailer ?? `/Root ${root}`} >>\n`;
	writeFileSync(at(name), `${body}startxref\n${end}\n%%EOF\n`, 'latin1');
}

/** The object that matches, as the signed file has it last. */
function objectWith(pattern: RegExp): { num: number; text: string } {
	const objects = [...signed.toString('latin1').matchAll(/(\d+) 0 obj\s([\s\S]*?)endobj/g)];
	const [, num, text] = objects.findLast(([, , text = '']) => pattern.test(text))!;
	return { num: Number(num), text: text!.trim() };
}

describe('another content for the reader', () => {
	it.each<[string, (document: PDFDocument) => void | Promise<void>]>([
		['draws over the page', (document) => document.getPage(0).drawText('9 000 000', { x: 60, y: 760, size: 24 })],
		['adds a page', (document) => void document.addPage()],
		['removes the content', (document) => void document.getPage(0).node.delete(PDFName.of('Contents'))],
		['enlarges the box', (document) => document.getPage(0).setCropBox(0, 500, 595, 100)],
		['turns the page', (document) => document.getPage(0).node.set(PDFName.of('Rotate'), document.context.obj(90))],
		[
			'takes another font',
			(document) => {
				const fonts = document.getPage(0).node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
				const [name] = fonts.keys();
				fonts.set(name!, document.context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Symbol' }));
			},
		],
	])('is invalid: a later revision %s', async (_, change) => {
		await update('changed.pdf', change);
		expect(await verified('changed.pdf')).toMatchObject([
			{
				verdict: 'invalid',
				changes: 'pages',
				coversWholeFile: false,
				findings: { integrity: 'broken' },
				reasons: expect.arrayContaining(['pages-changed-after-signing']),
			},
		]);
	});

	it('is invalid: an object prepared for it is replaced (shadow attack)', async () => {
		const { num: seal } = objectWith(/0 0 1 rg 0 0 50 50 re f|\/BBox \[ 0 0 50 50 \]/);
		const stream = '1 0 0 rg 0 0 50 50 re f';
		append('replaced.pdf', {
			[seal]: `<< /Type /XObject /Subtype /Form /BBox [0 0 50 50] /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		});
		expect(await verified('replaced.pdf')).toMatchObject([{ verdict: 'invalid', changes: 'pages' }]);
	});

	it('is never valid: another catalog takes over (hide and replace)', async () => {
		const [, pages] = signed.toString('latin1').match(/\/Pages (\d+ 0 R)/)!;
		const form = [...signed.toString('latin1').matchAll(/\/AcroForm (\d+ 0 R)/g)].at(-1)![1];
		append('catalog.pdf', { 800: `<< /Type /Catalog /Pages ${pages} /AcroForm ${form} >>` }, '/Root 800 0 R');
		expect(await verified('catalog.pdf')).toMatchObject([{ verdict: 'invalid', changes: 'pages' }]);
		// Without the form the signature is none of this document any more.
		append('catalog.pdf', { 800: `<< /Type /Catalog /Pages ${pages} >>` }, '/Root 800 0 R');
		expect(await verified('catalog.pdf')).toEqual([]);
	});

	it('stays invalid behind a second signature and behind loose bytes', async () => {
		await update('drawn.pdf', (document) => document.getPage(0).drawRectangle({ width: 500, height: 500 }));
		unwrap(await sign(at('drawn.pdf'), at('vouched.pdf'), identity));
		expect(await verified('vouched.pdf')).toMatchObject([{ verdict: 'invalid' }, { verdict: 'valid' }]);
		writeFileSync(at('loose.pdf'), Buffer.concat([readFileSync(at('drawn.pdf')), Buffer.from('% more\n')]));
		expect(await verified('loose.pdf')).toMatchObject([{ verdict: 'invalid', changes: 'pages' }]);
	});

	it('without a cross-reference of its own is never valid (incremental saving attack)', async () => {
		const { num: page } = objectWith(/\/Type \/Page\b/);
		for (const end of ['', 'trailer\n<< >>\n%%EOF\n']) {
			const body = `${page} 0 obj\n<< /Type /Page >>\nendobj\n${end}`;
			writeFileSync(at('loose.pdf'), Buffer.concat([signed, Buffer.from(body)]));
			const result = await verifyPdf(at('loose.pdf'), trust());
			if (result.ok) expect(result.value).toMatchObject([{ verdict: 'indeterminate', changes: 'other' }]);
			else expect(result.error.code).toBe('PDF_UNREADABLE');
		}
	});
});

describe('what leaves the pages alone', () => {
	const onlyRemarks = [
		{
			verdict: 'indeterminate',
			changes: 'annotations',
			findings: { integrity: 'intact' },
			reasons: ['annotated-after-signing', 'revocation-not-checked'],
		},
	];

	it('is told and leaves the verdict open: a field is filled', async () => {
		await update('filled.pdf', (document) => document.getForm().getTextField('note').setText('da nhan'));
		expect(await verified('filled.pdf')).toMatchObject(onlyRemarks);
	});

	it('is told and leaves the verdict open: a comment covers the page', async () => {
		const { num, text } = objectWith(/\/Type \/Page\b/);
		append('comment.pdf', {
			[num]: text.replace(/\/Annots \[/, '/Annots [801 0 R '),
			801: '<< /Type /Annot /Subtype /FreeText /Rect [50 740 400 800] /Contents (9 000 000) /DA (/Helv 24 Tf) >>',
		});
		expect(await verified('comment.pdf')).toMatchObject(onlyRemarks);
	});

	it('is told and leaves the verdict open: tags for screen readers and a script', async () => {
		await update('beside.pdf', (document) => {
			const tags = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
			tags.set(PDFName.of('ParentTreeNextKey'), document.context.obj(7));
			document.getPage(0).node.set(PDFName.of('StructParents'), document.context.obj(1));
			document.addJavaScript('hello', 'app.alert(1)');
		});
		expect(await verified('beside.pdf')).toMatchObject([
			{ verdict: 'indeterminate', changes: 'other', reasons: ['changed-after-signing', 'revocation-not-checked'] },
		]);
	});
});

describe('a signature moved or doubled', () => {
	it.each<[string, (text: string) => string]>([
		['as it was', (text) => text],
		['without a byte range', (text) => text.replace(/\/ByteRange \[[^\]]*\]/, '')],
		['with an empty byte range', (text) => text.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange []')],
		['with a negative byte range', (text) => text.replace(/\/ByteRange \[0/, '/ByteRange [-1')],
		['with three parts', (text) => text.replace(/\/ByteRange \[([^\]]*)\]/, '/ByteRange [$1 0 0]')],
		['without contents', (text) => text.replace(/\/Contents <[^>]*>/, '')],
		['with null contents', (text) => text.replace(/\/Contents <[^>]*>/, '/Contents null')],
		['with empty contents', (text) => text.replace(/\/Contents <[^>]*>/, '/Contents <00>')],
		['with its content called another kind', (text) => text.replace('ETSI.CAdES.detached', 'adbe.x509.rsa_sha1')],
	])(
		'is never valid when its dictionary is written again %s (signature wrapping, universal forgery)',
		async (_, change) => {
			const { num, text } = objectWith(/\/ByteRange/);
			append('again.pdf', { [num]: change(text) });
			expect(await verified('again.pdf')).toMatchObject([
				{ verdict: 'invalid', reasons: expect.arrayContaining(['byte-range-gap']) },
			]);
		},
	);

	it.each(['/ByteRange [0 1 2 3]', '/Contents <00>', '/SubFilter /X'])(
		'makes the file unreadable when its dictionary has a second %s, also before signing',
		async (second) => {
			const certificate = parseCertificate(identity.signer.certificate);
			const reason = 'x'.repeat(60);
			const order = { input: at('in.pdf'), temp: at('double.pdf'), certificate, chain: [], signingTime, reason };
			const { gap } = await prepareSignature({ ...order, hash: 'sha256', stamp: { kind: 'none' } });
			const place = readFileSync(at('double.pdf'));
			const whole = place
				.toString('latin1')
				.replace(/\/Reason \(x+\)|\/Reason <[0-9A-Fa-f]+>/, (old) => second.padEnd(old.length));
			expect(whole).toContain(second);
			const content = Buffer.from(whole.slice(0, gap.start - 1) + whole.slice(gap.start + 2 * gap.bytes + 1), 'latin1');
			writeFileSync(at('content'), content);
			const key = ['-signer', identity.certificateFile, '-inkey', identity.keyFile];
			const cms = execFileSync('openssl', [
				'cms',
				'-sign',
				'-binary',
				'-in',
				at('content'),
				...key,
				'-outform',
				'DER',
				'-md',
				'sha256',
			]);
			const file = Buffer.from(whole, 'latin1');
			file.write(cms.toString('hex'), gap.start, 'latin1');
			writeFileSync(at('double.pdf'), file);
			expect(await verifyPdf(at('double.pdf'), trust())).toMatchObject({ error: { code: 'PDF_UNREADABLE' } });
		},
	);
});

describe('another certificate put in place of the signer’s', () => {
	/** The signed file with a certificate for `key` in the signer's name and number, made by somebody else. */
	function swapped(name: string, key: string, subject: string) {
		const own = parseCertificate(identity.signer.certificate);
		const [request, file, extensions] = [at('swap.csr'), at(`${name}.pem`), at('swap.ext')];
		const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
		openssl('req', '-new', '-utf8', '-key', key, '-subj', subject, '-out', request);
		writeFileSync(extensions, 'keyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\n');
		const root = ['-CA', identity.rootFile, '-CAkey', at('root.key'), '-set_serial', `0x${own.serial}`];
		openssl('x509', '-req', '-in', request, ...root, '-extfile', extensions, '-days', '300', '-out', file);
		const other = parseCertificate(openssl('x509', '-in', file, '-outform', 'DER'));
		const { start, end, cms } = gapOf(signed);
		const { signedAttributes, signature } = parseSignedData(cms);
		const forged = signedData(
			other,
			identity.signer.chain,
			signedAttributes!,
			{ scheme: 'pkcs1', hash: 'sha256' } as never,
			signature,
		);
		const bytes = Buffer.from(signed);
		bytes.fill('0', start, end);
		bytes.write(Buffer.from(forged).toString('hex'), start, 'latin1');
		writeFileSync(at(name), bytes);
	}

	it('is invalid although the key fits: the signature names its certificate', async () => {
		swapped('swapped.pdf', identity.keyFile, '/C=VN/O=CÔNG TY KHÁC/CN=CÔNG TY KHÁC');
		// openssl looks at the certificate that the signature names only when it is asked for CAdES.
		expect(opensslVerify(at('swapped.pdf'), identity.rootFile)).toContain('Verification successful');
		expect(await verified('swapped.pdf')).toMatchObject([
			{ verdict: 'invalid', reasons: expect.arrayContaining(['signer-certificate-mismatch']) },
		]);
	});

	it('is invalid when the key is another one', async () => {
		execFileSync('openssl', ['genpkey', '-algorithm', 'RSA', '-out', at('thief.key')], { stdio: 'pipe' });
		swapped('stolen.pdf', at('thief.key'), '/C=VN/CN=Kẻ trộm');
		expect(pdfsig(at('stolen.pdf'))).toMatchObject([{ valid: false }]);
		expect(await verified('stolen.pdf')).toMatchObject([
			{ verdict: 'invalid', reasons: expect.arrayContaining(['signer-certificate-mismatch', 'signature-mismatch']) },
		]);
	});
});

it('one changed byte in every stretch of the signed range is never valid', async () => {
	const { start, end } = gapOf(signed);
	const stride = Math.ceil((signed.length - (end - start)) / 400);
	const changes: { position: number; value: number }[] = [];
	for (let position = 0; position < signed.length; position += stride) {
		if (position < start || position > end) changes.push({ position, value: signed[position]! ^ 4 });
	}
	expect(changes.length).toBeGreaterThan(300);
	expect(await flips(at('signed.pdf'), changes, trust())).toEqual([]);
});
