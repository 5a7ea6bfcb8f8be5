import { execFileSync, spawnSync } from 'node:child_process';
import { constants, createPrivateKey, sign as signWithKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { degrees, PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, expect } from 'vitest';
import type { MessageSigner } from '../../../electron/features/signing/signature-port.ts';
import { parseCertificate } from '../../../electron/pdf/cms/certificate.ts';
import { prepareSignature } from '../../../electron/pdf/sign/prepare.ts';
import { type SignOptions, signPdf } from '../../../electron/pdf/sign/sign-pdf.ts';
import { verifyPdf } from '../../../electron/pdf/verify/verify-pdf.ts';
import { ok } from '../../../shared/result.ts';

/** A folder with a Vietnamese name, removed when the tests of the file are over. */
export function workFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'vnk hồ sơ '));
	afterAll(() => rmSync(folder, { recursive: true }));
	return folder;
}

export const companyName = 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ';
const subject = `/C=VN/UID=MST:0201234567/O=${companyName}/CN=${companyName}`;

export type Identity = { signer: MessageSigner; certificateFile: string; keyFile: string; rootFile: string };

/** A company certificate under a root of its own, both made by openssl; `days` may be negative for an expired one. */
export function makeIdentity(
	folder: string,
	{ key = ['rsa:2048'], days = 365, extensions = 'basicConstraints=CA:FALSE' } = {},
): Identity {
	const at = (name: string) => path.join(folder, name);
	const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
	const [rootKey, rootFile, keyFile, certificateFile] = [at('root.key'), at('root.pem'), at('key.pem'), at('cert.pem')];
	const newRoot = [
		'req',
		'-x509',
		'-newkey',
		'rsa:2048',
		'-nodes',
		'-keyout',
		rootKey,
		'-out',
		rootFile,
		'-days',
		'3650',
	];
	const caExtensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
	openssl(...newRoot, '-utf8', '-subj', '/C=VN/CN=VNPT-CA thử', ...caExtensions.flatMap((one) => ['-addext', one]));
	openssl('req', '-newkey', ...key, '-nodes', '-keyout', keyFile, '-out', at('csr'), '-utf8', '-subj', subject);
	writeFileSync(
		at('ext'),
		`${extensions}\nkeyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\n`,
	);
	const issue = ['x509', '-req', '-in', at('csr'), '-CA', rootFile, '-CAkey', rootKey, '-CAcreateserial'];
	openssl(...issue, '-extfile', at('ext'), '-days', String(days), '-out', certificateFile);
	const der = (file: string) => openssl('x509', '-in', file, '-outform', 'DER');
	return {
		signer: softwareSigner(der(certificateFile), [der(rootFile)], readFileSync(keyFile)),
		certificateFile,
		keyFile,
		rootFile,
	};
}

export function softwareSigner(certificate: Uint8Array, chain: Uint8Array[], pem: Uint8Array): MessageSigner {
	const key = createPrivateKey(Buffer.from(pem));
	const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
	return {
		certificate,
		chain,
		sign: async (message, { scheme, hash }) => ok(signWithKey(hash, message, scheme === 'pss' ? { key, ...pss } : key)),
	};
}

export const stampText = {
	lines: [`Ký bởi: ${companyName}`, 'Ký ngày: 22/11/2026 08:44:05 +07:00', 'VNPT-CA'],
	font: path.resolve('resources/fonts/OpenSans-Regular.ttf'),
};

/** Now, in whole seconds as a PDF holds it, so that a certificate made by the test is already valid. */
export const signingTime = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000);

/** Two A4 pages with a word each. */
export async function simplePdf({ objectStreams = false, rotate = 0, crop = false } = {}): Promise<Uint8Array> {
	const document = await PDFDocument.create({ updateMetadata: false });
	const font = await document.embedFont(StandardFonts.Helvetica);
	for (const number of [1, 2]) {
		const page = document.addPage([595.28, 841.89]);
		page.drawText(`Page ${number}`, { x: 60, y: 760, size: 24, font, color: rgb(0, 0, 0) });
		page.setRotation(degrees(rotate));
		if (crop) page.setCropBox(40, 50, 500, 700);
	}
	return await document.save({ useObjectStreams: objectStreams, addDefaultPage: false });
}

/** Signs with the usual options, whatever is not given. */
export function sign(input: string, output: string, { signer }: Identity, more: Partial<SignOptions> = {}) {
	return signPdf({ input, output, signer, signingTime, stamp: { kind: 'auto', ...stampText }, ...more });
}

/** What poppler says about the signatures of a file: each its validity and whether all of the file is signed. */
export function pdfsig(file: string): { valid: boolean; total: boolean; type: string }[] {
	const { stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
	return stdout
		.split(/^Signature #\d+:$/m)
		.slice(1)
		.map((part) => ({
			valid: part.includes('Signature is Valid.'),
			total: part.includes('- Total document signed'),
			type: part.match(/Signature Type: (\S+)/)?.[1] ?? '',
		}));
}

/** The /Contents gap of the only (or last) signature: digits between `start` and `end`. */
export function gapOf(file: Uint8Array): { start: number; end: number; cms: Buffer } {
	const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
	const start = bytes.lastIndexOf('/Contents <') + '/Contents <'.length;
	const end = bytes.indexOf('>', start);
	const padded = Buffer.from(bytes.toString('latin1', start, end), 'hex');
	return { start, end, cms: padded.subarray(0, 4 + padded.readUInt16BE(2)) };
}

/** What `openssl cms -verify` says of the only (or last) signature of a file; `root` is a PEM file. */
export function opensslVerify(file: string, root: string): string {
	const bytes = readFileSync(file);
	const { start, end, cms } = gapOf(bytes);
	const [signature, content] = [`${file}.cms`, `${file}.signed`];
	writeFileSync(signature, cms);
	writeFileSync(content, Buffer.concat([bytes.subarray(0, start - 1), bytes.subarray(end + 1)]));
	const options = ['-CAfile', root, '-purpose', 'any', '-out', `${file}.out`];
	const input = ['-binary', '-inform', 'DER', '-in', signature, '-content', content];
	return spawnSync('openssl', ['cms', '-verify', ...input, ...options], { encoding: 'utf8' }).stderr.trim();
}

/** Writes `input` to `output` with whatever CMS `make` answers for the file that holds the signed bytes. */
export async function signElsewhere(
	input: string,
	output: string,
	{ signer }: Identity,
	make: (content: string) => Uint8Array,
) {
	const certificate = parseCertificate(signer.certificate);
	const order = { input, temp: output, certificate, chain: [], hash: 'sha256' as const, signingTime };
	const { gap } = await prepareSignature({ ...order, stamp: { kind: 'none' } });
	const file = readFileSync(output);
	const content = `${output}.signed`;
	writeFileSync(
		content,
		Buffer.concat([file.subarray(0, gap.start - 1), file.subarray(gap.start + 2 * gap.bytes + 1)]),
	);
	file.write(Buffer.from(make(content)).toString('hex'), gap.start, 'latin1');
	writeFileSync(output, file);
}

/** Writes `input` to `output` with a CMS that openssl made over the byte range, as another program may sign. */
export async function signWithOpenssl(input: string, output: string, identity: Identity, ...options: string[]) {
	const key = ['-signer', identity.certificateFile, '-inkey', identity.keyFile];
	await signElsewhere(input, output, identity, (content) => {
		const command = ['cms', '-sign', '-binary', '-in', content, ...key, '-outform', 'DER', ...options];
		return execFileSync('openssl', command, { stdio: 'pipe' });
	});
}

/** The same numbers in every run, so that a failure can be found again. */
function randomNumbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** Changes one byte at a time of a copy of `file`; answers the changes after which a signature still counts as valid. */
export async function flips(
	file: string,
	changes: { position: number; value: number }[],
	options: Parameters<typeof verifyPdf>[1] = {},
) {
	const whole = readFileSync(file);
	const accepted: { position: number; value: number }[] = [];
	for (const change of changes) {
		const changed = Buffer.from(whole);
		changed[change.position] = change.value;
		writeFileSync(`${file}.flipped`, changed);
		const result = await verifyPdf(`${file}.flipped`, options);
		if (!result.ok) expect(['PDF_UNREADABLE', 'PDF_ENCRYPTED']).toContain(result.error.code);
		else if (result.value.some(({ verdict }) => verdict === 'valid')) accepted.push(change);
	}
	return accepted;
}

/** Bytes all over the document outside of the signature, each with another value. */
export function flippedBytes(file: string, count: number): { position: number; value: number }[] {
	const whole = readFileSync(file);
	const { start, end } = gapOf(whole);
	const random = randomNumbers(20_261_122);
	return Array.from({ length: count }, () => {
		// The gap is most of the file and has its own test.
		const position = random(whole.length - (end - start));
		const real = position < start ? position : position + (end - start);
		return { position: real, value: (whole[real] ?? 0) ^ (1 + random(255)) };
	});
}

/** One changed digit in every other byte of the signature, and in the first zeros behind it. */
export function flippedDigits(file: string): { position: number; value: number }[] {
	const whole = readFileSync(file);
	const { start, cms } = gapOf(whole);
	const random = randomNumbers(7);
	return [...Array(Math.ceil(cms.length / 2) + 50).keys()].map((i) => {
		const position = start + 4 * i + random(4);
		const digit = Number.parseInt(String.fromCharCode(whole[position] ?? 0), 16);
		return { position, value: (digit ^ (1 << random(4))).toString(16).charCodeAt(0) };
	});
}
