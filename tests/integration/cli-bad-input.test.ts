import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	addToken,
	cli,
	makeCompany,
	newSoftHsm,
	pin,
	request,
	type Surroundings,
	softhsm,
	workFolder,
	writeSources,
} from './cli-process.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const envs: Record<string, { SOFTHSM2_CONF: string }> = {};

beforeAll(async () => {
	await writeSources(folder);
	const good = makeCompany(folder, 'a');
	const other = makeCompany(folder, 'b');
	const expired = makeCompany(folder, 'cũ', { days: -1 });
	for (const name of ['một', 'không', 'nhiều thẻ', 'nhiều chứng thư', 'hết hạn']) envs[name] = newSoftHsm(folder, name);
	await addToken(envs.một!, 'A', [good]);
	await addToken(envs['nhiều thẻ']!, 'A', [good]);
	await addToken(envs['nhiều thẻ']!, 'B', [other]);
	await addToken(envs['nhiều chứng thư']!, 'A', [good, other]);
	await addToken(envs['hết hạn']!, 'A', [expired]);

	const pdf = readFileSync(at('ĐKKD.pdf'));
	const photo = readFileSync(at('CCCD.jpg'));
	writeFileSync(at('cắt dở.pdf'), pdf.subarray(0, 300));
	writeFileSync(at('rỗng.pdf'), '');
	writeFileSync(at('chữ.jpg'), 'đây không phải ảnh');
	writeFileSync(at('ảnh dở.jpg'), photo.subarray(0, 900));
	writeFileSync(at('chữ.txt'), 'chỉ là chữ');
	execFileSync('qpdf', ['--encrypt', 'mở', 'chủ', '256', '--', at('ĐKKD.pdf'), at('khóa.pdf')]);
	writeFileSync(at('sai.json'), '{"kind": "vnaccs-admin-password",}');
	writeFileSync(at('danh sách.json'), '[]');
	writeFileSync(at('thiếu.json'), JSON.stringify({ ...request, letter: { ...request.letter, reason: '', place: '' } }));
	// The first bytes of a 32-bit x86 ELF library.
	writeFileSync(
		at('32bit.so'),
		Buffer.concat([Buffer.from('7f454c46010101000000000000000000030003000100', 'hex'), Buffer.alloc(200)]),
	);
	writeFileSync(at('chỉ đọc.pdf'), 'cũ');
	chmodSync(at('chỉ đọc.pdf'), 0o444);
	writeFileSync(at('có sẵn.pdf'), 'cũ');
});

const sign = (...more: string[]) => ['sign', 'ĐKKD.pdf', '--out', 'ra.pdf', ...more];
const onToken = (...more: string[]) => sign('--module', softhsm, ...more);
const build = (attachment: string) => ['dossier', 'build', 'yêu cầu.json', '--attach', attachment, '--out', 'ra.pdf'];

type Case = [code: string, status: number, args: string[], more?: Surroundings & { token?: string }];

const cases: Case[] = [
	// PIN, token and driver
	['PIN_INCORRECT', 3, onToken(), { input: '999999\n' }],
	['PIN_LENGTH', 3, onToken(), { input: '1\n' }],
	['PIN_MISSING', 3, onToken(), { input: '' }],
	['PIN_MISSING', 3, onToken(), { input: '\n' }],
	['TOKEN_ABSENT', 3, onToken(), { token: 'không' }],
	['TOKEN_ABSENT', 3, onToken('--token', 'A'), { token: 'không' }],
	['TOKEN_SEVERAL', 3, onToken(), { token: 'nhiều thẻ' }],
	['TOKEN_LABEL_NOT_FOUND', 3, onToken('--token', 'Z')],
	['TOKEN_MODULE_NOT_FOUND', 3, sign('--module', 'không có.so')],
	['TOKEN_MODULE_WRONG_ARCH', 3, sign('--module', '32bit.so')],
	['TOKEN_MODULE_NOT_PKCS11', 3, sign('--module', 'chữ.txt')],
	['CERT_SEVERAL', 3, onToken(), { token: 'nhiều chứng thư' }],
	['CERT_NOT_FOUND', 3, onToken('--serial', 'AABB')],
	['CERT_EXPIRED', 3, onToken(), { token: 'hết hạn' }],
	// Documents
	['PDF_UNREADABLE', 2, ['sign', 'chữ.txt', '--out', 'ra.pdf', '--module', softhsm]],
	['PDF_ENCRYPTED', 2, ['sign', 'khóa.pdf', '--out', 'ra.pdf', '--module', softhsm]],
	['FILE_NOT_FOUND', 2, ['sign', 'không có.pdf', '--out', 'ra.pdf', '--module', softhsm]],
	['FILE_IS_INPUT', 2, ['sign', 'ĐKKD.pdf', '--out', 'ĐKKD.pdf', '--module', softhsm]],
	['SIGN_STAMP_PLACE', 2, onToken('--stamp', '9,10,10,200,60')],
	['SIGN_STAMP_PLACE', 2, onToken('--stamp', '1,5000,10,200,60')],
	['SIGN_LEVEL_UNAVAILABLE', 2, onToken('--level', 'B-LT')],
	['FILE_NOT_FOUND', 2, build('không có.pdf')],
	['PDF_UNREADABLE', 2, build('cắt dở.pdf')],
	['PDF_UNREADABLE', 2, build('rỗng.pdf')],
	['PDF_PASSWORD_NEEDED', 2, build('khóa.pdf')],
	['IMAGE_UNREADABLE', 2, build('chữ.jpg')],
	['IMAGE_UNREADABLE', 2, build('ảnh dở.jpg')],
	['FILE_TYPE_UNSUPPORTED', 2, build('chữ.txt')],
	['FILE_IS_INPUT', 2, ['merge', 'ĐKKD.pdf', 'CCCD.jpg', '--out', 'CCCD.jpg']],
	['FILE_IS_INPUT', 2, ['letter', 'build', 'yêu cầu.json', '--out', 'yêu cầu.json']],
	['FILE_IS_INPUT', 2, ['dossier', 'build', 'yêu cầu.json', '--attach', 'ĐKKD.pdf', '--out', 'yêu cầu.json']],
	['FILE_NOT_FOUND', 2, ['verify', 'không có.pdf']],
	['PDF_UNREADABLE', 2, ['verify', 'chữ.txt']],
	// Requests
	['INPUT_JSON', 2, ['letter', 'build', 'sai.json', '--out', 'ra.pdf']],
	['INPUT_FIELD', 2, ['letter', 'build', 'danh sách.json', '--out', 'ra.pdf']],
	['INPUT_FIELD', 2, ['letter', 'build', 'thiếu.json', '--out', 'ra.pdf']],
	['FILE_NOT_FOUND', 2, ['letter', 'build', 'không có.json', '--out', 'ra.pdf']],
	['FILE_UNREADABLE', 2, ['letter', 'build', '.', '--out', 'ra.pdf']],
	// Targets
	['FILE_FOLDER_MISSING', 4, ['letter', 'build', 'yêu cầu.json', '--out', 'không có/ra.pdf']],
	['FILE_WRITE_DENIED', 4, ['letter', 'build', 'yêu cầu.json', '--out', 'chỉ đọc.pdf']],
	['FILE_WRITE_DENIED', 4, ['merge', 'ĐKKD.pdf', '--out', '.']],
	['FILE_WRITE_DENIED', 4, ['sign', 'ĐKKD.pdf', '--out', 'chỉ đọc.pdf', '--module', softhsm]],
	['FILE_DISK_FULL', 4, ['letter', 'build', 'yêu cầu.json', '--out', 'ra.pdf'], { fileBlocks: 8 }],
	['FILE_DISK_FULL', 4, build('CCCD.jpg'), { fileBlocks: 8 }],
	['FILE_DISK_FULL', 4, ['letter', 'build', 'yêu cầu.json', '--out', 'có sẵn.pdf'], { fileBlocks: 8 }],
	// Wrong use
	['INPUT_USAGE', 2, ['frobnicate']],
	['INPUT_USAGE', 2, []],
	['INPUT_USAGE', 2, sign()],
	['INPUT_USAGE', 2, onToken('--p12', 'a.p12')],
	['INPUT_USAGE', 2, onToken('--stamp', '1,2,3')],
	['INPUT_USAGE', 2, onToken('--level', 'B-X')],
	['INPUT_USAGE', 2, onToken('--frobnicate')],
];

/** Names, sizes and times: what must be the same after a failure. */
const picture = () =>
	readdirSync(folder)
		.map((name) => ({ name, ...statSync(at(name)) }))
		.filter((entry) => (entry.mode & 0o170000) === 0o100000)
		.map(({ name, size, mtimeMs }) => `${name} ${size} ${mtimeMs}`);

describe('bad input', () => {
	test.each(cases)('%s, exit status %i: %j', async (code, status, args, { token = 'một', ...more } = {}) => {
		const surroundings = { input: `${pin}\n`, ...more, env: envs[token]! };
		const before = picture();

		const spoken = await cli(folder, args, surroundings);
		expect(spoken.status, spoken.stderr).toBe(status);
		expect(spoken.stdout).toBe('');
		expect(spoken.stderr).not.toMatch(/^\s+at |Error:|node:/m);
		expect(spoken.stderr).not.toMatch(/undefined|\{\w+\}/);

		const written = await cli(folder, [...args, '--json'], surroundings);
		expect(written.status).toBe(status);
		expect(written.stdout).toMatch(/^\{.*\}\n$/);
		const { ok, error } = JSON.parse(written.stdout);
		expect({ ok, code: error.code }).toEqual({ ok: false, code });
		expect(error.message).toMatch(/^\p{Lu}.+\.$/u);
		expect(error.advice).toMatch(/^\p{Lu}.+\.$/u);
		expect(spoken.stderr).toContain(error.advice);

		expect(picture()).toEqual(before);
	});

	test('a driver that does not work is shown beside those that do, with exit status 3', async () => {
		const args = ['token', 'list', '--module', '32bit.so', '--module', softhsm, '--json'];
		const { status, stdout } = await cli(folder, args, { env: envs.một! });
		expect(status).toBe(3);
		const { ok, value } = JSON.parse(stdout);
		expect(ok).toBe(true);
		expect(value.modules).toEqual([
			{ path: at('32bit.so'), error: expect.objectContaining({ code: 'TOKEN_MODULE_WRONG_ARCH' }), tokens: [] },
			expect.objectContaining({ path: softhsm, tokens: [expect.objectContaining({ label: 'A' })] }),
		]);
	});

	test('two certificates are told apart by --serial, however it is written', async () => {
		const env = envs['nhiều chứng thư']!;
		const listed = await cli(folder, ['token', 'list', '--module', softhsm, '--json'], { env });
		const serial: string = JSON.parse(listed.stdout).value.modules[0].tokens[0].certificates[1].serial;
		const asShown = `0x${serial.toLowerCase().match(/../g)!.join(':')}`;
		const args = [...onToken('--serial', asShown), '--out', 'b.pdf', '--json'].filter(
			(_, index) => index !== 2 && index !== 3,
		);
		const { stdout } = await cli(folder, args, { env, input: pin });
		expect(JSON.parse(stdout)).toMatchObject({ ok: true, value: { serial } });
	});
});
