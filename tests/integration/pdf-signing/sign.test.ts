import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyPdf } from '../../../electron/pdf/verify/verify-pdf.ts';
import { fail } from '../../../shared/result.ts';
import {
	companyName,
	gapOf,
	makeIdentity,
	opensslVerify,
	pdfsig,
	sign,
	signingTime,
	simplePdf,
	stampText,
	workFolder,
} from './material.ts';

const folder = workFolder();
const identity = makeIdentity(folder);
const at = (name: string) => path.join(folder, name);
writeFileSync(at('in.pdf'), await simplePdf());

function qpdf(...args: string[]): { status: number | null; output: string } {
	const { status, stdout, stderr } = spawnSync('qpdf', args, { encoding: 'utf8' });
	return { status, output: stdout + stderr };
}

describe('a signed PDF', () => {
	it('is a PAdES signature over the whole file for poppler and for us', async () => {
		const result = await sign(at('in.pdf'), at('out.pdf'), identity, { reason: 'Hồ sơ cấp lại mật khẩu' });
		expect(result).toMatchObject({ ok: true, value: { level: 'B-B', field: 'Signature1', signer: companyName } });
		expect(pdfsig(at('out.pdf'))).toEqual([{ valid: true, total: true, type: 'ETSI.CAdES.detached' }]);
		expect(qpdf('--check', at('out.pdf'))).toMatchObject({ status: 0 });
		const verified = await verifyPdf(at('out.pdf'), { trust: [readFileSync(identity.rootFile)] });
		expect(verified).toMatchObject({
			value: [{ verdict: 'valid', level: 'B-B', signedAt: signingTime.toISOString(), coversWholeFile: true }],
		});
	});

	it('begins with the untouched bytes of its source', () => {
		const source = readFileSync(at('in.pdf'));
		expect(readFileSync(at('out.pdf')).subarray(0, source.length).equals(source)).toBe(true);
	});

	it('carries a CMS that openssl verifies over the byte range, without a signing time of its own', () => {
		expect(opensslVerify(at('out.pdf'), identity.rootFile)).toBe('CMS Verification successful');
		const printed = execFileSync('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', at('out.pdf.cms')]);
		expect(printed.toString()).toContain('id-smime-aa-signingCertificateV2');
		expect(printed.toString()).not.toContain('signingTime');
	});

	it('keeps 16 KB and more free for later time stamps', () => {
		const { start, end, cms } = gapOf(readFileSync(at('out.pdf')));
		expect((end - start) / 2 - cms.length).toBeGreaterThan(14 * 1024);
	});

	it('takes a second signature and keeps the first valid', async () => {
		const place = { kind: 'place' as const, page: 2, x: 20, y: 20, width: 200, height: 60, ...stampText };
		expect(await sign(at('out.pdf'), at('twice.pdf'), identity, { stamp: place })).toMatchObject({ ok: true });
		expect(pdfsig(at('twice.pdf'))).toMatchObject([
			{ valid: true, total: false },
			{ valid: true, total: true },
		]);
		expect(await verifyPdf(at('twice.pdf'))).toMatchObject({
			value: [
				{
					field: 'Signature1',
					verdict: 'valid',
					coversWholeFile: false,
					reasons: ['signed-again', expect.any(String), expect.any(String)],
				},
				{ field: 'Signature2', verdict: 'valid', coversWholeFile: true },
			],
		});
	});

	it('may be without a visible stamp', async () => {
		expect(await sign(at('in.pdf'), at('hidden.pdf'), identity, { stamp: { kind: 'none' } })).toMatchObject({
			ok: true,
		});
		expect(pdfsig(at('hidden.pdf'))).toMatchObject([{ valid: true, total: true }]);
	});
});

describe('the structure of the source', () => {
	it.each([
		['a cross-reference stream with object streams', ['--object-streams=generate']],
		['linearised with a table', ['--linearize']],
		['linearised with object streams', ['--object-streams=generate', '--linearize']],
	])('may be %s', async (name, options) => {
		const [input, output] = [at(`${name}.pdf`), at(`${name} signed.pdf`)];
		expect(qpdf(...options, at('in.pdf'), input)).toMatchObject({ status: 0 });
		expect(await sign(input, output, identity)).toMatchObject({ ok: true });
		expect(pdfsig(output)).toMatchObject([{ valid: true, total: true }]);
		const check = qpdf('--check', output);
		expect(check).toMatchObject({ status: 0, output: expect.stringContaining('No syntax or stream encoding errors') });
		expect(await sign(output, at('again.pdf'), identity)).toMatchObject({ ok: true });
		expect(pdfsig(at('again.pdf'))).toMatchObject([{ valid: true }, { valid: true, total: true }]);
	});

	it.each<[string, (file: Buffer) => Buffer]>([
		['junk before the header', (file) => Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), file])],
		['3 KB of NULs behind the end', (file) => Buffer.concat([file, Buffer.alloc(3000)])],
		['no line end behind the end mark', (file) => Buffer.from(file.toString('latin1').trimEnd(), 'latin1')],
	])('may have %s', async (name, change) => {
		writeFileSync(at('odd.pdf'), change(readFileSync(at('in.pdf'))));
		expect(await sign(at('odd.pdf'), at(`odd ${name}.pdf`), identity)).toMatchObject({ ok: true });
		expect(pdfsig(at(`odd ${name}.pdf`))).toMatchObject([{ valid: true, total: true }]);
	});

	it.each([
		['a table', 'in.pdf'],
		['object streams and linearised', 'linearised with object streams.pdf'],
	])('must be complete: cut off, a file with %s is refused', async (_, source) => {
		const whole = readFileSync(at(source));
		for (const share of [0, 0.1, 0.3, 0.5, 0.8, 0.95, 0.99]) {
			writeFileSync(at('cut.pdf'), whole.subarray(0, Math.floor(whole.length * share)));
			const result = await sign(at('cut.pdf'), at('cut signed.pdf'), identity);
			expect(result, String(share)).toMatchObject({ error: { code: 'PDF_UNREADABLE' } });
		}
		writeFileSync(at('cut.pdf'), whole.subarray(0, whole.length - 4));
		expect(await sign(at('cut.pdf'), at('cut signed.pdf'), identity)).toMatchObject({
			error: { code: 'PDF_UNREADABLE' },
		});
		expect(existsSync(at('cut signed.pdf'))).toBe(false);
	});

	it('must be complete: a later revision that was cut off is refused', async () => {
		const signed = readFileSync(at('out.pdf'));
		writeFileSync(at('cut.pdf'), signed.subarray(0, readFileSync(at('in.pdf')).length + 900));
		expect(await sign(at('cut.pdf'), at('cut signed.pdf'), identity)).toMatchObject({
			error: { code: 'PDF_UNREADABLE' },
		});
	});
});

describe('a refusal', () => {
	const folderBefore = () => readdirSync(folder).toSorted();

	async function refused(input: string, output: string, more = {}) {
		const before = folderBefore();
		const result = await sign(input, output, identity, more);
		expect(folderBefore()).toEqual(before);
		expect(result.ok).toBe(false);
		return result.ok ? '' : result.error.code;
	}

	it('leaves no file behind and names its reason', async () => {
		qpdf('--encrypt', '', 'owner', '256', '--', at('in.pdf'), at('locked.pdf'));
		qpdf('--encrypt', 'user', 'owner', '256', '--', at('in.pdf'), at('closed.pdf'));
		writeFileSync(at('text.pdf'), 'không phải PDF');
		writeFileSync(at('read-only.pdf'), 'keep', { mode: 0o444 });
		mkdirSync(at('folder.pdf'));
		expect(await refused(at('locked.pdf'), at('new.pdf'))).toBe('PDF_ENCRYPTED');
		expect(await refused(at('closed.pdf'), at('new.pdf'))).toBe('PDF_ENCRYPTED');
		expect(await refused(at('text.pdf'), at('new.pdf'))).toBe('PDF_UNREADABLE');
		expect(await refused(at('none.pdf'), at('new.pdf'))).toBe('FILE_NOT_FOUND');
		expect(await refused(at('folder.pdf'), at('new.pdf'))).toBe('FILE_UNREADABLE');
		expect(await refused(at('in.pdf'), at('in.pdf'))).toBe('FILE_IS_INPUT');
		expect(await refused(at('in.pdf'), path.join(folder, 'no', 'new.pdf'))).toBe('FILE_FOLDER_MISSING');
		expect(await refused(at('in.pdf'), at('read-only.pdf'))).toBe('FILE_WRITE_DENIED');
		expect(readFileSync(at('read-only.pdf'), 'utf8')).toBe('keep');
	});

	it('comes when the stamp has no page or room', async () => {
		const place = { kind: 'place' as const, page: 1, x: 20, y: 20, width: 200, height: 60, ...stampText };
		expect(await refused(at('in.pdf'), at('new.pdf'), { stamp: { ...place, page: 3 } })).toBe('SIGN_STAMP_PLACE');
		expect(await refused(at('in.pdf'), at('new.pdf'), { stamp: { ...place, x: 500 } })).toBe('SIGN_STAMP_PLACE');
		expect(await refused(at('in.pdf'), at('new.pdf'), { stamp: { ...place, height: 8 } })).toBe('SIGN_STAMP_PLACE');
	});

	it('of the token is handed on, and nothing is written', async () => {
		const signer = { ...identity.signer, sign: async () => fail('PIN_INCORRECT', { state: 'low' }) };
		expect(await refused(at('in.pdf'), at('new.pdf'), { signer })).toBe('PIN_INCORRECT');
	});

	it('comes when the token answers with a signature of another key', async () => {
		const foreign = { ...identity.signer, sign: async () => ({ ok: true as const, value: Buffer.alloc(256, 7) }) };
		expect(await refused(at('in.pdf'), at('new.pdf'), { signer: foreign })).toBe('SIGN_OUTPUT_INVALID');
		const endless = { ...identity.signer, sign: async () => ({ ok: true as const, value: Buffer.alloc(40_000, 7) }) };
		expect(await refused(at('in.pdf'), at('new.pdf'), { signer: endless })).toBe('SIGN_OUTPUT_INVALID');
	});

	it('comes for a document certified without changes, before anybody is asked for a PIN', async () => {
		const certified = Buffer.from(
			readFileSync(at('in.pdf'))
				.toString('latin1')
				.replace(
					'/Type /Catalog',
					'/Perms << /DocMDP << /Reference [ << /TransformMethod /DocMDP /TransformParams << /P 1 >> >> ] >> >> /Type /Catalog',
				),
			'latin1',
		);
		writeFileSync(at('broken.pdf'), certified);
		spawnSync('qpdf', [at('broken.pdf'), at('certified.pdf')]); // mends the cross-references
		let asked = 0;
		const signer = { ...identity.signer, sign: async () => fail('PIN_MISSING', { asked: ++asked }) };
		expect(await refused(at('certified.pdf'), at('new.pdf'), { signer })).toBe('SIGN_NOT_ALLOWED');
		expect(asked).toBe(0);
	});
});
