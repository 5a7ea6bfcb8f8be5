import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../electron/cli/run.ts';
import { ckrMeanings } from '../../electron/pkcs11/ckr.ts';
import { findResources } from '../../electron/platform/resources.ts';
import errors from '../../resources/locales/vi/errors.json' with { type: 'json' };
import { type ErrorCode, exitStatus } from '../../shared/errors/codes.ts';
import { newPracticeToken, practicePin, softhsm } from '../integration/practice-token.ts';
import { ScriptedDriver } from './scripted-driver.ts';

/**
 * SoftHSM behind a driver that fails on demand, signed with by the real command line in its own token host: what each
 * failure says, that it costs at most the one login of the act, leaves no file, and that the next signature works.
 */
const company = 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ';
const folder = mkdtempSync(join(tmpdir(), 'keyring-faults-'));
const input = join(folder, 'công văn.pdf');
const output = join(folder, 'đã ký.pdf');
const electron = join(import.meta.dirname, '../../electron');
const outside = process.env.SOFTHSM2_CONF;

let practice: Awaited<ReturnType<typeof newPracticeToken>>;
let driver: ScriptedDriver;
let serial: string;

beforeAll(async () => {
	practice = await newPracticeToken();
	process.env.SOFTHSM2_CONF = practice.conf;
	driver = new ScriptedDriver(softhsm);
	const document = await PDFDocument.create();
	document.addPage();
	writeFileSync(input, await document.save());
	const { value } = await cli(['token', 'list', '--module', driver.path]);
	const certificates: { serial: string; subject: string }[] = value.modules[0].tokens[0].certificates;
	serial = certificates.find(({ subject }) => subject.includes(company))!.serial;
}, 60_000);
afterAll(async () => {
	if (outside === undefined) delete process.env.SOFTHSM2_CONF;
	else process.env.SOFTHSM2_CONF = outside;
	driver?.remove();
	rmSync(folder, { recursive: true });
	await practice?.remove();
});
afterEach(() => rmSync(output, { force: true }));

async function cli(args: string[], limitMs = 10_000) {
	const { status, stdout } = await runCli([...args, '--json'], {
		resources: findResources(),
		path: (typed) => typed,
		sibling: (name) => join(electron, `${name}.ts`),
		progress: () => {},
		readSecret: async () => new TextEncoder().encode(practicePin),
		now: new Date(),
		tokenLimits: { listMs: limitMs, signMs: limitMs },
	});
	return { status, ...JSON.parse(stdout) };
}

const sign = (limitMs?: number) =>
	cli(['sign', input, '--out', output, '--module', driver.path, '--serial', serial], limitMs);

/** Signs with the script in force, then once more without it. */
async function signTwice(script: Record<string, string>, limitMs?: number) {
	driver.calls();
	driver.set(script);
	const answer = await sign(limitMs);
	const logins = driver.logins();
	const wroteFile = existsSync(output);
	driver.set(Object.fromEntries(Object.keys(script).map((key) => [key, undefined])));
	const next = await sign();
	expect(next).toMatchObject({ ok: true, status: 0, value: { signer: company } });
	expect(driver.logins()).toEqual(['C_Login 1']);
	expect(readFileSync(output).subarray(0, 5).toString()).toBe('%PDF-');
	return { answer, logins, wroteFile };
}

/** The error as people read it: title, meaning, advice of its code, with every place filled in. */
function expectSaid(answer: { ok: boolean; status: number; error: Record<string, string> }, code: ErrorCode) {
	expect(answer).toMatchObject({ ok: false, error: { code }, status: exitStatus(code) });
	expect(answer.status).toBe(3);
	expect(answer.error.message).toMatch(new RegExp(`^${errors[code].title}\\. .*\\.$`, 'u'));
	expect(`${answer.error.message} ${answer.error.advice}`).not.toMatch(/[{}]|undefined/);
	expect(answer.error.advice!.length).toBeGreaterThan(9);
}

const hex = (result: number) => `0x${result.toString(16)}`;

describe('every result that has a meaning of its own, from C_Sign', () => {
	test.each([...ckrMeanings].map(([result, code]) => [hex(result), code] as const))(
		'%s says %s',
		async (result, code) => {
			const { answer, logins, wroteFile } = await signTwice({ C_Sign: result.slice(2) });
			expectSaid(answer, code);
			expect(logins).toEqual(['C_Login 1']);
			expect(wroteFile).toBe(false);
		},
	);
});

describe('results of C_Login', () => {
	test.each<[string, string, ErrorCode]>([
		['CKR_PIN_INCORRECT', 'a0', 'PIN_INCORRECT'],
		['CKR_PIN_INVALID', 'a1', 'TOKEN_DRIVER_FAULT'],
		['CKR_PIN_LEN_RANGE', 'a2', 'PIN_LENGTH'],
		['CKR_PIN_EXPIRED', 'a3', 'PIN_EXPIRED'],
		['CKR_PIN_LOCKED', 'a4', 'PIN_LOCKED'],
		['CKR_FUNCTION_CANCELED', '50', 'TOKEN_CANCELLED'],
		['CKR_USER_PIN_NOT_INITIALIZED', '102', 'TOKEN_DRIVER_FAULT'],
		['CKR_GENERAL_ERROR', '5', 'TOKEN_DRIVER_FAULT'],
		['one of the maker', '80000001', 'TOKEN_DRIVER_FAULT'],
	])('%s: one login, nothing is tried again', async (_, result, code) => {
		const { answer, logins, wroteFile } = await signTwice({ C_Login: result });
		expectSaid(answer, code);
		if (code === 'TOKEN_DRIVER_FAULT') expect(answer.error.message).toContain(`0x${result.padStart(8, '0')}`);
		expect(logins).toEqual(['C_Login 1']);
		expect(wroteFile).toBe(false);
	});
});

describe('a driver or token that does not play by the rules', () => {
	test.each<[string, Record<string, string>, ErrorCode, string[]]>([
		['aborts in C_Initialize', { C_Initialize: 'abort' }, 'TOKEN_HOST_CRASHED', []],
		['hangs in C_GetSlotList', { C_GetSlotList: 'hang' }, 'TOKEN_TIMEOUT', []],
		['calls exit in C_OpenSession', { C_OpenSession: 'exit' }, 'TOKEN_HOST_CRASHED', []],
		['does not know the token', { C_GetTokenInfo: 'e1' }, 'TOKEN_NOT_RECOGNIZED', []],
		['shows no token', { absent: '1' }, 'TOKEN_ABSENT', []],
		['has no reader', { 'no-reader': '1' }, 'TOKEN_NO_READER', []],
		['answers garbage lengths', { 'garbage-length': '1' }, 'CERT_NOT_FOUND', []],
		['tells that the PIN is locked', { flags: '4040d' }, 'PIN_LOCKED', []],
		['tells that one try is left', { flags: '2040d' }, 'PIN_FINAL_TRY', []],
		['aborts in C_Login', { C_Login: 'abort' }, 'TOKEN_CRASHED_LOGIN', ['C_Login 1']],
		['hangs in C_Login', { C_Login: 'hang' }, 'TOKEN_TIMEOUT_LOGIN', ['C_Login 1']],
		['loses the token in C_Login', { vanish: 'C_Login' }, 'TOKEN_REMOVED', ['C_Login 1']],
		['calls exit in C_SignInit', { C_SignInit: 'exit' }, 'TOKEN_CRASHED_LOGIN', ['C_Login 1']],
		['breaks memory in C_Sign', { C_Sign: 'segv' }, 'TOKEN_CRASHED_LOGIN', ['C_Login 1']],
		['hangs in C_Sign', { C_Sign: 'hang' }, 'TOKEN_TIMEOUT_LOGIN', ['C_Login 1']],
		['loses the token in C_Sign', { vanish: 'C_Sign' }, 'TOKEN_REMOVED', ['C_Login 1']],
		['signs nothing and says yes', { 'sign-length': '0' }, 'TOKEN_DRIVER_FAULT', ['C_Login 1']],
		['claims a signature of 16 MB', { 'sign-length': 'ffffff' }, 'TOKEN_DRIVER_FAULT', ['C_Login 1']],
	])('one that %s', async (_, script, code, expectedLogins) => {
		const hangs = Object.values(script).includes('hang');
		const { answer, logins, wroteFile } = await signTwice(script, hangs ? 1500 : undefined);
		expectSaid(answer, code);
		expect(logins).toEqual(expectedLogins);
		expect(wroteFile).toBe(false);
	});

	test('one that tells of few tries left signs all the same', async () => {
		const { answer, logins } = await signTwice({ flags: '1040d' });
		expect(answer).toMatchObject({ ok: true });
		expect(logins).toEqual(['C_Login 1']);
	});
});

test('token list tells a missing reader from a missing token, and both are no fault of the driver', async () => {
	for (const [script, text] of [
		['no-reader', errors.TOKEN_NO_READER.title],
		['absent', 'Chưa cắm token nào'],
	] as const) {
		driver.set({ [script]: '1' });
		const json = await cli(['token', 'list', '--module', driver.path]);
		expect(json).toMatchObject({ ok: true, status: 0, value: { modules: [{ tokens: [] }] } });
		expect(json.value.modules[0].error).toBeUndefined();
		const read = await runCli(['token', 'list', '--module', driver.path], {
			resources: findResources(),
			path: (typed) => typed,
			sibling: (name) => join(electron, `${name}.ts`),
			progress: () => {},
			readSecret: async () => new Uint8Array(),
			now: new Date(),
		});
		expect(read.stdout).toContain(text);
		driver.set({ [script]: undefined });
	}
});
