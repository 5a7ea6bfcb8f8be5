import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, test } from 'vitest';
import { pathReasons } from '../../../electron/pdf/pki/build-path.ts';
import { crlReasons } from '../../../electron/pdf/pki/crl.ts';
import { fetchReasons } from '../../../electron/pdf/pki/fetch-evidence.ts';
import { ocspReasons } from '../../../electron/pdf/pki/ocsp.ts';
import { timeStampReasons } from '../../../electron/pdf/pki/time-stamp-token.ts';
import { cli, workFolder } from '../cli-process.ts';
import { gapOf, pdfsig, simplePdf } from '../pdf-signing/material.ts';
import { caExtensions, keys, openSslTime, SmallPki, serve } from './small-pki.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const pki = new SmallPki(folder);
const password = 'mật khẩu';

const asked: string[] = [];
const down = new Set<string>();
let isRevoked = false;
const base = await serve((request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part) => parts.push(part));
	request.on('end', () => {
		const [, kind = '', name = ''] = request.url?.split('/') ?? [];
		asked.push(kind);
		if (down.has(kind)) return response.writeHead(503).end();
		response.end(answer(kind, name, Buffer.concat(parts)));
	});
});
const root = pki.issue('root', { key: keys.rsa, extensions: caExtensions });
const rootList = `crlDistributionPoints=URI:${base}/crl/root`;
const ca = pki.issue('ca', { issuer: root, key: keys.rsa, extensions: [...caExtensions, rootList] });
const places = [
	`authorityInfoAccess=OCSP;URI:${base}/ocsp/ca,caIssuers;URI:${base}/issuer/ca`,
	`crlDistributionPoints=URI:${base}/crl/ca`,
];
const usage = ['basicConstraints=CA:FALSE', 'keyUsage=critical,digitalSignature,nonRepudiation'];
const subject = '/C=VN/UID=MST:0201234569/O=CÔNG TY THỬ/CN=CÔNG TY THỬ';
const leaf = pki.issue('leaf', { issuer: ca, key: keys.rsa, subject, extensions: [...usage, ...places] });
const purpose = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=critical,timeStamping'];
const tsa = pki.issue('tsa', { issuer: ca, key: keys.rsa, extensions: [...purpose, ...places] });
const responder = pki.issue('responder', { issuer: ca, extensions: ['extendedKeyUsage=OCSPSigning', 'noCheck=yes'] });

function answer(kind: string, name: string, body: Buffer): Buffer {
	if (kind === 'tsa') return pki.timeStamp(body, tsa, [ca]);
	if (kind === 'issuer') return Buffer.from(ca.certificate.der);
	if (kind === 'crl') return pki.crl(name === 'root' ? root : ca, []);
	const status = isRevoked ? { revokedAt: openSslTime(-1) } : {};
	return pki.ocsp(body, ca, responder, [
		{ certificate: leaf.certificate, ...status },
		{ certificate: tsa.certificate },
	]);
}

writeFileSync(at('vào.pdf'), await simplePdf());
const files = ['-inkey', leaf.keyFile, '-in', leaf.file, '-out', at('khóa.p12'), '-passout', `pass:${password}`];
pki.openssl('pkcs12', '-export', ...files);

async function sign(level: string, out: string, more: string[] = ['--trust', root.file], input = 'vào.pdf') {
	asked.length = 0;
	const source = ['sign', input, '--out', out, '--p12', 'khóa.p12', '--stamp', 'none'];
	const options = ['--level', level, '--tsa-url', `${base}/tsa`, ...more, '--json'];
	const { status, stdout } = await cli(folder, [...source, ...options], { input: `${password}\n` });
	return { status, ...JSON.parse(stdout) };
}

const inside = (file: string, pattern: RegExp) => readFileSync(at(file)).toString('latin1').match(pattern)?.[0];

it('at level B-T carries a time stamp of its signature that openssl accepts', async () => {
	const { status, value } = await sign('B-T', 'bt.pdf');
	expect([status, value.level, value.warnings.map(({ code }: { code: string }) => code)]).toEqual([
		0,
		'B-T',
		['revocation-not-checked'],
	]);
	expect(asked).toEqual(['tsa']);
	expect(pdfsig(at('bt.pdf'))).toEqual([{ valid: true, total: true, type: 'ETSI.CAdES.detached' }]);
	const { token, value: stamped } = timeStampInside(gapOf(readFileSync(at('bt.pdf'))).cms);
	writeFileSync(at('token'), token);
	const digest = createHash('sha256').update(stamped).digest('hex');
	const verify = ['ts', '-verify', '-token_in', '-in', at('token'), '-digest', digest, '-CAfile', root.file];
	expect(pki.openssl(...verify).toString()).toContain('Verification: OK');
});

it('at level B-LT carries what proves its certificates, the missing issuer fetched', async () => {
	const { status, value } = await sign('B-LT', 'blt.pdf');
	expect([status, value.level, value.warnings]).toEqual([0, 'B-LT', []]);
	expect(asked).toContain('issuer');
	expect(gapOf(readFileSync(at('blt.pdf'))).cms.includes(Buffer.from(ca.certificate.der))).toBe(true);
	const store = inside('blt.pdf', /<<\/Type \/DSS.*/);
	expect(store).toMatch(/\/Certs \[(\d+ 0 R ?){4}\] \/OCSPs \[(\d+ 0 R ?){2}\] \/CRLs \[/);
	const text = readFileSync(at('blt.pdf')).toString('latin1');
	const contents = text.match(/\/Contents <([0-9a-f]+)>/)?.[1] ?? '';
	const key = createHash('sha1').update(Buffer.from(contents, 'hex')).digest('hex').toUpperCase();
	expect(store).toContain(`/VRI <</${key} `);
	execFileSync('qpdf', ['--check', at('blt.pdf')]);
	expect(pdfsig(at('blt.pdf'))).toMatchObject([{ valid: true }]);
});

it('at level B-LTA ends in a time stamp over the whole file', async () => {
	const { status, value } = await sign('B-LTA', 'blta.pdf');
	expect([status, value.level, value.warnings]).toEqual([0, 'B-LTA', []]);
	execFileSync('qpdf', ['--check', at('blta.pdf')]);
	const whole = readFileSync(at('blta.pdf'));
	const { start, end, cms } = gapOf(whole);
	expect(whole.toString('latin1', whole.lastIndexOf('/DocTimeStamp'), start)).toContain('/ETSI.RFC3161');
	writeFileSync(at('token'), cms);
	const hash = createHash('sha256')
		.update(whole.subarray(0, start - 1))
		.update(whole.subarray(end + 1));
	const verify = ['ts', '-verify', '-token_in', '-in', at('token'), '-digest', hash.digest('hex')];
	expect(pki.openssl(...verify, '-CAfile', root.file).toString()).toContain('Verification: OK');
	const range = whole.toString('latin1').match(/\/ByteRange \[0 (\d+) (\d+) (\d+)\](?![\s\S]*\/ByteRange)/);
	expect(range?.slice(1).map(Number)).toEqual([start - 1, end + 1, whole.length - end - 1]);
	expect(pdfsig(at('blta.pdf'))).toMatchObject([{ valid: true }, {}]);
});

it('keeps the store and the signature of an earlier one, in a file with streams of references too', async () => {
	writeFileSync(at('luồng.pdf'), await simplePdf({ objectStreams: true }));
	await sign('B-LTA', 'một.pdf', undefined, 'luồng.pdf');
	const { value } = await sign('B-LT', 'hai.pdf', undefined, 'một.pdf');
	expect(value).toMatchObject({ level: 'B-LT', warnings: [] });
	execFileSync('qpdf', ['--check', at('hai.pdf')]);
	const whole = readFileSync(at('hai.pdf')).toString('latin1');
	const [first, second] = [...whole.matchAll(/<<\/Type \/DSS.*/g)].map(([text]) => text);
	const keyIn = (text: string | undefined) => text?.match(/\/[0-9A-F]{40} \d+ 0 R/g) ?? [];
	expect(keyIn(first)).toHaveLength(1);
	expect(keyIn(second)).toHaveLength(2);
	expect(keyIn(second)).toContain(keyIn(first)[0]);
	expect(pdfsig(at('hai.pdf')).filter(({ type }) => type === 'ETSI.CAdES.detached')).toMatchObject([
		{ valid: true },
		{ valid: true },
	]);
});

it('reaches no further than B-T where the path to a root is not known', async () => {
	const { status, value } = await sign('B-LTA', 'không gốc.pdf', []);
	expect([status, value.level]).toEqual([0, 'B-T']);
	const codes = value.warnings.map(({ code, reasons }: { code: string; reasons: string[] }) => [code, reasons]);
	expect(codes).toEqual([
		['revocation-not-checked', ['issuer-unknown']],
		['time-stamp-not-checked', ['issuer-unknown']],
	]);
});

it.each([
	['tsa', 'B-T', 'B-B', 'time-stamp-failed'],
	['tsa', 'B-LTA', 'B-B', 'time-stamp-failed'],
	['issuer', 'B-LT', 'B-T', 'revocation-not-checked'],
	['crl', 'B-LTA', 'B-T', 'revocation-not-checked'],
])('without %s a signature wanted at %s is finished at %s with a warning', async (service, level, reached, code) => {
	down.add(service);
	const { status, value } = await sign(level, 'thiếu.pdf');
	down.clear();
	expect([status, value.level]).toEqual([0, reached]);
	const warning = value.warnings.find((one: { code: string }) => one.code === code);
	expect(warning.reasons).toContain('network-status');
	expect(warning.message).toContain('dịch vụ báo lỗi');
	expect(pdfsig(at('thiếu.pdf'))).toMatchObject([{ valid: true }]);
});

it('goes on with the revocation list when the OCSP service is down, which is no warning', async () => {
	down.add('ocsp');
	const { value } = await sign('B-LT', 'crl.pdf');
	down.clear();
	expect([value.level, value.warnings]).toEqual(['B-LT', []]);
	expect(inside('crl.pdf', /<<\/Type \/DSS.*/)).not.toContain('/OCSPs');
});

it('is refused for a revoked certificate, and leaves no file', async () => {
	isRevoked = true;
	const { status, error } = await sign('B-LT', 'thu hồi.pdf');
	isRevoked = false;
	expect([status, error.code]).toEqual([3, 'CERT_REVOKED']);
	expect(readdirSync(folder).filter((name) => /thu hồi|\.tmp$/.test(name))).toEqual([]);
	expect(asked).not.toContain('tsa');
});

it('asks nobody at level B-B, and refuses other addresses than of the web', async () => {
	expect(await sign('B-B', 'bb.pdf')).toMatchObject({ status: 0, value: { level: 'B-B' } });
	expect(asked).toEqual([]);
	const wrong = await sign('B-T', 'x.pdf', ['--tsa-url', 'file:///etc/hostname']);
	expect(wrong).toMatchObject({ status: 2 });
});

test('every reason has its words in both languages', () => {
	const extra = ['revoked', 'ocsp-no-address', 'ocsp-unknown', 'ocsp-responder-not-checked', 'crl-no-address'];
	const stamps = ['time-stamp-refused', 'time-stamp-too-long', ...timeStampReasons];
	const all = [...extra, ...stamps, ...pathReasons, ...ocspReasons, ...crlReasons, ...fetchReasons].toSorted();
	for (const language of ['vi', 'en']) {
		const texts = JSON.parse(readFileSync(`resources/locales/${language}/cli.json`, 'utf8'));
		expect(Object.keys(texts.sign.evidence).toSorted()).toEqual(all);
	}
});

/** Value of the signature and its time stamp, cut out of the CMS with openssl's own reader. */
function timeStampInside(cms: Buffer): { token: Buffer; value: Buffer } {
	writeFileSync(at('cms'), cms);
	const rows = pki.openssl('asn1parse', '-inform', 'DER', '-in', at('cms')).toString().split('\n');
	const parse = (row: string) =>
		row
			.match(/^\s*(\d+):d=\s*(\d+)\s+hl=\s*(\d+) l=\s*(\d+)/)!
			.slice(1)
			.map(Number);
	const mark = rows.findIndex((row) => row.includes('id-smime-aa-timeStampToken'));
	const cut = (row: string, whole: boolean) => {
		const [start = 0, , header = 0, length = 0] = parse(row);
		return cms.subarray(whole ? start : start + header, start + header + length);
	};
	const value = rows.slice(0, mark).findLast((row) => row.includes('OCTET STRING'))!;
	return { token: cut(rows[mark + 2]!, true), value: cut(value, false) };
}
