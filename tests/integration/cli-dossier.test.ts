import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	addToken,
	cli,
	companyName,
	makeCompany,
	newSoftHsm,
	pin,
	softhsm,
	workFolder,
	writeSources,
} from './cli-process.ts';
import { colorAt, colorName, drawPage } from './pdf-tools.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
let env: { SOFTHSM2_CONF: string };

const json = async (args: string[], input = '') => {
	const { status, stdout, stderr } = await cli(folder, [...args, '--json'], { input, env });
	expect(stdout, stderr).toMatch(/^\{.*\}\n$/);
	return { status, stderr, ...JSON.parse(stdout) };
};
const text = (file: string, page: number) =>
	execFileSync('pdftotext', ['-f', String(page), '-l', String(page), at(file), '-'], { encoding: 'utf8' });
const pdfsig = (file: string) => execFileSync('pdfsig', ['-nocert', at(file)], { encoding: 'utf8' });

beforeAll(async () => {
	await writeSources(folder);
	env = newSoftHsm(folder, 'thẻ');
	await addToken(env, 'Công ty ĐTP', [makeCompany(folder, 'công ty')]);
});

describe('from a request to a signed dossier, from the command line', () => {
	test('the token shows its certificate with tax code and state', async () => {
		const { status, value } = await json(['token', 'list', '--module', softhsm]);
		expect(status).toBe(0);
		expect(value.modules).toEqual([
			{
				path: softhsm,
				tokens: [
					{
						label: 'Công ty ĐTP',
						serial: expect.stringMatching(/^[0-9a-f]{16}$/),
						pinState: 'ok',
						certificates: [
							expect.objectContaining({
								serial: expect.stringMatching(/^[0-9A-F]+$/),
								subject: expect.stringContaining(companyName),
								taxCode: '0201234569',
								issuer: companyName,
								usable: true,
								reasons: [],
							}),
						],
					},
				],
			},
		]);
	});

	test('the letter comes first, the photo upright, the pages of the PDF behind it', async () => {
		const { status, value } = await json([
			'dossier',
			'build',
			'yêu cầu.json',
			'--attach',
			'CCCD.jpg',
			'ĐKKD.pdf',
			'--out',
			'hồ sơ.pdf',
		]);
		expect(status).toBe(0);
		const parts = value.parts as { name: string; pages: number }[];
		expect(parts.map(({ name, pages }) => [name, pages])).toEqual([
			['công văn', 1],
			['CCCD.jpg', 1],
			['ĐKKD.pdf', 2],
		]);
		expect(value).toMatchObject({ pages: 4, bytes: readFileSync(at('hồ sơ.pdf')).length });
		expect(text('hồ sơ.pdf', 1)).toContain('Hải Phòng, ngày 16 tháng 11 năm 2026');
		expect(text('hồ sơ.pdf', 4)).toContain('second page');
		const photo = await drawPage(at('hồ sơ.pdf'), 2);
		expect([colorName(colorAt(photo, 0.5, 0.3)), colorName(colorAt(photo, 0.5, 0.7))]).toEqual(['red', 'blue']);
	});

	test('the signature is accepted by poppler and covers the whole file', async () => {
		const args = [
			'sign',
			'hồ sơ.pdf',
			'--out',
			'đã ký.pdf',
			'--module',
			softhsm,
			'--stamp',
			'auto',
			'--reason',
			'Đề nghị',
		];
		const { status, value, stderr } = await json(args, `${pin}\n`);
		expect(status).toBe(0);
		expect(value).toMatchObject({ level: 'B-B', signer: companyName, warnings: [{ code: 'revocation-not-checked' }] });
		expect(stderr).not.toContain(pin);
		expect(pdfsig('đã ký.pdf')).toMatch(/Total document signed[\s\S]*Signature is Valid/);
		expect(text('đã ký.pdf', 1)).toContain(`Ký bởi: ${companyName}`.slice(0, 30));
	});

	test('verify agrees, and disagrees once a byte is changed', async () => {
		const { status, value } = await json(['verify', 'đã ký.pdf']);
		expect(status).toBe(0);
		expect(value.signatures).toEqual([
			expect.objectContaining({ verdict: 'valid', level: 'B-B', signer: companyName, coversWholeFile: true }),
		]);
		const bytes = readFileSync(at('đã ký.pdf'));
		bytes[2000]! ^= 1;
		writeFileSync(at('bị sửa.pdf'), bytes);
		const changed = await json(['verify', 'bị sửa.pdf']);
		expect(changed.status).not.toBe(0);
		if (changed.ok) expect(changed.value.signatures[0].verdict).not.toBe('valid');
	});

	test('a second signature keeps the first, and the older file of that name is replaced', async () => {
		copyFileSync(at('hồ sơ.pdf'), at('hai lần.pdf'));
		const args = ['sign', 'đã ký.pdf', '--out', 'hai lần.pdf', '--module', softhsm, '--token', 'Công ty ĐTP'];
		expect((await json(args, pin)).status).toBe(0);
		expect(pdfsig('hai lần.pdf').match(/Signature is Valid/g)).toHaveLength(2);
		// The second stamp stands beside the first, not on it.
		const signed = await PDFDocument.load(readFileSync(at('hai lần.pdf')));
		const [first, second] = signed
			.getForm()
			.getFields()
			.flatMap((field) => field.acroField.getWidgets().map((widget) => widget.getRectangle()));
		expect(first!.width).toBeGreaterThan(100);
		expect(second!.x + second!.width).toBeLessThanOrEqual(first!.x);
		const { status, value } = await json(['verify', 'hai lần.pdf']);
		expect(status).toBe(0);
		expect(value.signatures).toHaveLength(2);
	});

	test('a place for the stamp is counted from page one and the lower left corner', async () => {
		const args = ['sign', 'hồ sơ.pdf', '--out', 'khung.pdf', '--module', softhsm, '--stamp', '4,300,100,200,60'];
		expect((await json(args, pin)).status).toBe(0);
		expect(text('khung.pdf', 4)).toContain('Ký ngày:');
		expect(text('khung.pdf', 1)).not.toContain('Ký ngày:');
	});

	test('verify finds the root given to it, and misses another one', async () => {
		const own = await json(['verify', 'đã ký.pdf', '--trust', 'công ty.pem']);
		expect(own.value.signatures[0]).toMatchObject({ verdict: 'valid' });
		expect(own.value.signatures[0].reasons).not.toContain('trust-not-checked');
		makeCompany(folder, 'khác');
		const other = await json(['verify', 'đã ký.pdf', '--trust', 'khác.pem']);
		expect(other).toMatchObject({
			status: 1,
			value: { signatures: [{ verdict: 'indeterminate', reasons: expect.arrayContaining(['untrusted']) }] },
		});
	});

	test('a file without a signature is not valid', async () => {
		expect(await json(['verify', 'hồ sơ.pdf'])).toMatchObject({ status: 1, ok: true, value: { signatures: [] } });
	});

	test('letter build and merge give the same pages apart', async () => {
		expect(await json(['letter', 'build', 'yêu cầu.json', '--out', 'công văn.pdf'])).toMatchObject({
			status: 0,
			value: { pages: 1 },
		});
		const merged = await json(['merge', 'công văn.pdf', 'ĐKKD.pdf', '--out', 'ghép.pdf']);
		expect(merged).toMatchObject({ status: 0, value: { pages: 3, parts: [{ pages: 1 }, { pages: 2 }] } });
	});

	test('merge says what becomes of a signature, and attaches the signed file when asked', async () => {
		const plain = await json(['merge', 'đã ký.pdf', 'ĐKKD.pdf', '--out', 'ghép.pdf']);
		expect(plain.value.parts[0].warnings.map(({ code }: { code: string }) => code)).toEqual(['signature-flattened']);
		const attached = await json(['merge', 'đã ký.pdf', 'ĐKKD.pdf', '--attach-signed', '--out', 'ghép.pdf']);
		expect(attached.value.parts[0].warnings.map(({ code }: { code: string }) => code)).toEqual([
			'signature-flattened',
			'original-attached',
		]);
		// Signing keeps what is attached, and the signature inside still holds.
		expect((await json(['sign', 'ghép.pdf', '--out', 'ghép ký.pdf', '--module', softhsm], pin)).status).toBe(0);
		expect((await json(['verify', 'ghép ký.pdf'])).status).toBe(0);
		execFileSync('pdfdetach', ['-save', '1', '-o', at('bản gốc.pdf'), at('ghép ký.pdf')]);
		expect((await json(['verify', 'bản gốc.pdf'])).status).toBe(0);
	});

	test('without --json the answers are readable Vietnamese', async () => {
		const { stdout, status } = await cli(folder, ['verify', 'đã ký.pdf'], { env });
		expect(status).toBe(0);
		expect(stdout).toContain('HỢP LỆ');
		expect(stdout).toContain(companyName);
	});

	test('paths are taken from the folder npm was called in', async () => {
		const npm = { npm_lifecycle_event: 'cli', INIT_CWD: folder };
		const { status } = await cli(path.dirname(folder), ['verify', 'đã ký.pdf'], { env: { ...env, ...npm } });
		expect(status).toBe(0);
	});
});
