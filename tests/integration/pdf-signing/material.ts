import { execFileSync, spawnSync } from 'node:child_process';
import { constants, createPrivateKey, privateEncrypt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { degrees, PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll } from 'vitest';
import type { DigestSigner } from '../../../electron/pdf/sign/digest-signer.ts';
import { type SignOptions, signPdf } from '../../../electron/pdf/sign/sign-pdf.ts';
import { ok } from '../../../shared/result.ts';

/** A folder with a Vietnamese name, removed when the tests of the file are over. */
export function workFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'vnk hồ sơ '));
	afterAll(() => rmSync(folder, { recursive: true }));
	return folder;
}

export const companyName = 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ';
const subject = `/C=VN/UID=MST:0201234567/O=${companyName}/CN=${companyName}`;

export type Identity = { signer: DigestSigner; certificateFile: string; keyFile: string; rootFile: string };

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

/** DigestInfo of RFC 8017, 9.2 up to the digest: what a token driver puts before it for CKM_RSA_PKCS. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

export function softwareSigner(certificate: Uint8Array, chain: Uint8Array[], pem: Uint8Array): DigestSigner {
	const key = createPrivateKey(Buffer.from(pem));
	return {
		certificate,
		chain,
		async sign(digest) {
			const padded = { key, padding: constants.RSA_PKCS1_PADDING };
			return ok(privateEncrypt(padded, Buffer.concat([digestInfo, digest])));
		},
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
