import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll } from 'vitest';
import { halves } from './pdf-tools.ts';

const entry = path.resolve(import.meta.dirname, '../../electron/cli.ts');

export const softhsm = '/usr/lib/softhsm/libsofthsm2.so';
export const pin = '246810';
export const companyName = 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ';

export type Finished = { status: number | null; stdout: string; stderr: string };
export type Surroundings = { input?: string; env?: Record<string, string>; fileBlocks?: number };

/** Runs the command line as a user does, standing in `folder`; `fileBlocks` limits what it may write, in KiB. */
export function cli(folder: string, args: readonly string[], surroundings: Surroundings = {}): Promise<Finished> {
	const { input = '', env = {}, fileBlocks } = surroundings;
	const command = [process.execPath, entry, ...args];
	const [program, ...rest] =
		fileBlocks === undefined
			? command
			: ['bash', '-c', `trap '' XFSZ; ulimit -f ${fileBlocks}; exec "$0" "$@"`, ...command];
	const child = spawn(program!, rest, { cwd: folder, env: { ...process.env, ...env } });
	const finished: Finished = { status: null, stdout: '', stderr: '' };
	child.stdout.setEncoding('utf8').on('data', (text) => {
		finished.stdout += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text) => {
		finished.stderr += text;
	});
	// A command that needs no secret may have ended before it is written.
	child.stdin.on('error', () => {}).end(input);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (status) => resolve({ ...finished, status }));
	});
}

/** A working folder as a Vietnamese user may have it, removed when the tests of the file are over. */
export function workFolder(): string {
	const root = mkdtempSync(path.join(tmpdir(), 'vnk-'));
	const folder = path.join(root, 'Nguyễn Văn Đức', 'hồ sơ');
	mkdirSync(folder, { recursive: true });
	afterAll(() => rmSync(root, { recursive: true }));
	return folder;
}

export const request = {
	kind: 'vnaccs-admin-password',
	company: {
		name: 'Công ty TNHH XNK Đường Trần Phú',
		shortName: 'ĐTP',
		taxCode: '0201234569',
		address: 'Số 18 đường Trần Phú, phường Ngô Quyền, thành phố Hải Phòng',
		phone: '0225 3825 123',
		email: 'xnk@duongtranphu.vn',
	},
	representative: {
		name: 'Nguyễn Văn Đức',
		title: 'Giám đốc',
		idType: 'cccd',
		idNumber: '031082001234',
		idDate: '2021-05-12',
		idPlace: 'Cục Cảnh sát QLHC về TTXH',
	},
	letter: {
		number: '12',
		place: 'Hải Phòng',
		date: '2026-11-16',
		reason: 'Người phụ trách khai báo đã nghỉ việc và không bàn giao thông tin đăng nhập',
	},
};

/** REQUEST, a photo taken with the camera on its side, and a PDF of two pages. */
export async function writeSources(folder: string): Promise<void> {
	writeFileSync(path.join(folder, 'yêu cầu.json'), JSON.stringify(request));
	// Upright the photo shows red above blue: EXIF 6 says that it has to be turned clockwise.
	const photo = await halves(2000, 1400).withMetadata({ orientation: 6 }).jpeg().toBuffer();
	writeFileSync(path.join(folder, 'CCCD.jpg'), photo);
	const document = await PDFDocument.create();
	const font = await document.embedFont(StandardFonts.Helvetica);
	for (const text of ['first page', 'second page']) document.addPage().drawText(text, { x: 72, y: 700, font });
	writeFileSync(path.join(folder, 'ĐKKD.pdf'), await document.save());
}

const run = promisify(execFile);

export type Company = { key: string; certificate: string; der: string };

/** A company certificate with its MST in UID, made by openssl; `days` below zero is an expired one. */
export function makeCompany(
	folder: string,
	name: string,
	{ taxCode = '0201234569', days = 365, newKey = ['rsa:2048'] } = {},
): Company {
	const at = (ending: string) => path.join(folder, `${name}.${ending}`);
	const subject = `/C=VN/L=Hải Phòng/O=${companyName}/CN=${companyName}/UID=MST:${taxCode}`;
	const usage = ['-addext', 'keyUsage=critical,digitalSignature,nonRepudiation'];
	const asked = ['-utf8', '-subj', subject, ...usage, '-addext', 'basicConstraints=CA:FALSE'];
	const key = ['-newkey', ...newKey, '-nodes', '-keyout', at('key')];
	execFileSync('openssl', ['req', ...key, '-out', at('csr'), ...asked], { stdio: 'pipe' });
	// Of the two commands only this one takes a negative number of days.
	const issue = ['-req', '-in', at('csr'), '-signkey', at('key'), '-copy_extensions', 'copy', '-days', String(days)];
	execFileSync('openssl', ['x509', ...issue, '-out', at('pem')], { stdio: 'pipe' });
	execFileSync('openssl', ['x509', '-in', at('pem'), '-outform', 'DER', '-out', at('der')]);
	execFileSync('openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', at('key'), '-out', at('p8')]);
	return { key: at('p8'), certificate: at('pem'), der: at('der') };
}

/** An empty SoftHSM of its own; answers the variables a command needs to see it. */
export function newSoftHsm(folder: string, name: string): { SOFTHSM2_CONF: string } {
	const tokens = path.join(folder, name);
	mkdirSync(tokens, { recursive: true });
	const conf = path.join(folder, `${name}.conf`);
	writeFileSync(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
	return { SOFTHSM2_CONF: conf };
}

export async function addToken(env: { SOFTHSM2_CONF: string }, label: string, companies: Company[]): Promise<void> {
	const options = { env: { ...process.env, ...env } };
	await run(
		'softhsm2-util',
		['--init-token', '--free', '--label', label, '--so-pin', '87654321', '--pin', pin],
		options,
	);
	for (const [index, { key, der }] of companies.entries()) {
		const id = `0${index + 1}`;
		const entry = ['--token', label, '--label', `key ${id}`, '--id', id, '--pin', pin];
		await run('softhsm2-util', ['--import', key, ...entry], options);
		const login = ['--module', softhsm, '--token-label', label, '--login', '--pin', pin];
		await run('pkcs11-tool', [...login, '--write-object', der, '--type', 'cert', '--id', id], options);
	}
}
