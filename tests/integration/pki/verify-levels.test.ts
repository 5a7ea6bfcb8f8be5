import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument, PDFName, PDFRef, rgb } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import type { Certificate } from '../../../electron/pdf/cms/certificate.ts';
import { buildDss } from '../../../electron/pdf/pki/dss.ts';
import { ocspRequest } from '../../../electron/pdf/pki/ocsp.ts';
import { obtainTimeStamp } from '../../../electron/pdf/pki/time-stamp.ts';
import { withTimeStamp } from '../../../electron/pdf/pki/time-stamped-cms.ts';
import { addDocumentTimeStamp } from '../../../electron/pdf/sign/add-document-time-stamp.ts';
import { addDss } from '../../../electron/pdf/sign/add-dss.ts';
import { addSignatureTimeStamp } from '../../../electron/pdf/sign/add-signature-time-stamp.ts';
import { verifyPdf } from '../../../electron/pdf/verify/verify-pdf.ts';
import { unwrap } from '../../../shared/result.ts';
import { cli, workFolder } from '../cli-process.ts';
import { gapOf, makeIdentity, sign, simplePdf, softwareSigner } from '../pdf-signing/material.ts';
import { caExtensions, keys, openSslTime, SmallPki, serve } from './small-pki.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const pki = new SmallPki(folder);
const base = await serve((request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part) => parts.push(part));
	request.on('end', () => response.end(answer(request.url ?? '', Buffer.concat(parts))));
});
const root = pki.issue('root', { key: keys.rsa, extensions: caExtensions });
const places = [`authorityInfoAccess=OCSP;URI:${base}/ocsp`];
const usage = ['basicConstraints=CA:FALSE', 'keyUsage=critical,digitalSignature,nonRepudiation'];
const leaf = pki.issue('leaf', { issuer: root, key: keys.rsa, extensions: [...usage, ...places] });
const purpose = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=critical,timeStamping'];
const tsa = pki.issue('tsa', { issuer: root, key: keys.rsa, extensions: [...purpose, ...places] });
const strangeRoot = pki.issue('strange-root', { extensions: caExtensions });
const strangeTsa = pki.issue('strange-tsa', { issuer: strangeRoot, key: keys.rsa, extensions: purpose });
const responder = pki.issue('responder', { issuer: root, extensions: ['extendedKeyUsage=OCSPSigning', 'noCheck=yes'] });

function answer(url: string, body: Buffer): Buffer {
	if (url === '/strange') return pki.timeStamp(body, strangeTsa, [strangeRoot]);
	return url === '/tsa' ? pki.timeStamp(body, tsa, [root]) : ocsp(body);
}
function ocsp(request: Uint8Array, revokedAt?: string): Buffer {
	const own = { certificate: leaf.certificate, ...(revokedAt ? { revokedAt } : {}) };
	return pki.ocsp(request, root, responder, [own, { certificate: tsa.certificate }]);
}

writeFileSync(at('vào.pdf'), await simplePdf());
const files = ['-inkey', leaf.keyFile, '-in', leaf.file, '-out', at('khóa.p12'), '-passout', 'pass:x'];
pki.openssl('pkcs12', '-export', ...files);
for (const level of ['B-B', 'B-T', 'B-LT', 'B-LTA']) {
	const source = ['sign', 'vào.pdf', '--out', `${level}.pdf`, '--p12', 'khóa.p12', '--stamp', 'none'];
	const service = level === 'B-B' ? [] : ['--tsa-url', `${base}/tsa`];
	const options = ['--level', level, ...service, '--trust', root.file, '--json'];
	const { stdout } = await cli(folder, [...source, ...options], { input: 'x\n' });
	expect(JSON.parse(stdout).value).toMatchObject({ level });
}

mkdirSync(at('other'));
const identity = makeIdentity(at('other'));
const trust = [readFileSync(root.file)];
const verified = async (name: string) => unwrap(await verifyPdf(at(name), { trust }));
const stampFrom = (service: string) => async (digest: Uint8Array) =>
	await obtainTimeStamp(`${base}/${service}`, digest, async ({ body }) => ({
		ok: true,
		bytes: answer(`/${service}`, Buffer.from(body!.bytes)),
	}));

/** A copy of a file with answers about its certificates added, the signer's as told. */
async function withAnswers(name: string, from: string, revokedAt?: string) {
	copyFileSync(at(from), at(name));
	const request = (certificate: Certificate) => ocspRequest(certificate, root.certificate, new Uint8Array(16));
	const ocsps = [ocsp(request(leaf.certificate), revokedAt), ocsp(request(tsa.certificate))];
	const contents = Buffer.from('no matter');
	await addDss(at(name), buildDss([{ contents, certificates: [root.certificate.der], ocsps, crls: [] }]));
}

it.each([
	['B-T', true, ['revocation-not-checked']],
	['B-LT', false, []],
	['B-LTA', false, []],
])('a signature at level %s is valid and has its level and time', async (level, coversWholeFile, reasons) => {
	const { status, stdout } = await cli(folder, ['verify', `${level}.pdf`, '--trust', root.file, '--json']);
	const { signatures } = JSON.parse(stdout).value;
	expect([status, signatures]).toMatchObject([0, [{ verdict: 'valid', level, coversWholeFile, reasons }]]);
	expect(Math.abs(Date.parse(signatures[0].timestamp) - Date.parse(signatures[0].signedAt))).toBeLessThan(60_000);
	const untold = unwrap(await verifyPdf(at(`${level}.pdf`)));
	expect(untold).toMatchObject([{ verdict: 'valid', level, reasons: ['trust-not-checked', ...reasons] }]);
});

it('a signature without a time stamp tells none', async () => {
	const { stdout } = await cli(folder, ['verify', 'B-B.pdf', '--trust', root.file, '--json']);
	const [signature] = JSON.parse(stdout).value.signatures;
	expect(signature).toMatchObject({ verdict: 'valid', level: 'B-B' });
	expect(signature).not.toHaveProperty('timestamp');
});

it('signatures can follow an archived one, which stays valid', async () => {
	unwrap(await sign(at('B-LTA.pdf'), at('again.pdf'), identity));
	expect(await verified('again.pdf')).toMatchObject([
		{ verdict: 'valid', level: 'B-LTA', reasons: ['signed-again'] },
		{ level: 'B-B', reasons: ['untrusted', 'revocation-not-checked'] },
	]);
});

it.each(['B-T', 'B-LT', 'B-LTA'])(
	'a page changed behind a %s signature is found, also under evidence',
	async (level) => {
		const document = await PDFDocument.load(readFileSync(at(`${level}.pdf`)), { forIncrementalUpdate: true } as never);
		document.getPage(0).drawRectangle({ x: 0, y: 0, width: 500, height: 500, color: rgb(1, 1, 1) });
		writeFileSync(at('drawn.pdf'), await document.save({ useObjectStreams: false }));
		const changed = [{ verdict: 'invalid', reasons: expect.arrayContaining(['pages-changed-after-signing']) }];
		expect(await verified('drawn.pdf')).toMatchObject(changed);
		await withAnswers('store.pdf', 'drawn.pdf');
		expect(await verified('store.pdf')).toMatchObject(changed);
		await addDocumentTimeStamp(at('store.pdf'), stampFrom('tsa'));
		expect(await verified('store.pdf')).toMatchObject(changed);
	},
);

it.each([
	['the page', 'invalid', ['pages-changed-after-signing']],
	['nothing', 'valid', []],
])('evidence with numbers that %s was waiting for is %s', async (who, verdict, reasons) => {
	const document = await PDFDocument.load(readFileSync(at('vào.pdf')));
	const next = document.context.largestObjectNumber + 1;
	const missing = Array.from({ length: 20 }, (_, i) => PDFRef.of(next + i));
	if (who === 'the page') document.getPage(0).node.set(PDFName.of('Later'), document.context.obj(missing));
	writeFileSync(at('waiting.pdf'), await document.save({ useObjectStreams: false }));
	unwrap(await sign(at('waiting.pdf'), at('trap.pdf'), identity));
	await withAnswers('sprung.pdf', 'trap.pdf');
	const [signature] = unwrap(await verifyPdf(at('sprung.pdf')));
	expect(signature).toMatchObject({
		verdict,
		reasons: [...reasons, 'trust-not-checked', 'revocation-not-checked'],
	});
});

it('a document time stamp that shows something is a change', async () => {
	copyFileSync(at('B-T.pdf'), at('shown.pdf'));
	await addDocumentTimeStamp(at('shown.pdf'), stampFrom('tsa'));
	expect(await verified('shown.pdf')).toMatchObject([{ verdict: 'valid' }]);
	const whole = readFileSync(at('shown.pdf')).toString('latin1');
	const place = whole.lastIndexOf('/Rect [0 0 0 0]');
	const shown = Buffer.from(`${whole.slice(0, place)}/Rect [0 0 9 9]${whole.slice(place + 15)}`, 'latin1');
	// Stamped anew as it is: the stamp itself holds.
	const { start, end } = gapOf(shown);
	const hash = createHash('sha256')
		.update(shown.subarray(0, start - 1))
		.update(shown.subarray(end + 1));
	const stamp = await stampFrom('tsa')(hash.digest());
	if (!stamp.ok) throw new Error(stamp.reason);
	shown.write(
		Buffer.from(stamp.stamp.token)
			.toString('hex')
			.padEnd(end - start, '0'),
		start,
		'latin1',
	);
	writeFileSync(at('shown.pdf'), shown);
	expect(await verified('shown.pdf')).toMatchObject([
		{ verdict: 'indeterminate', reasons: ['annotated-after-signing', 'revocation-not-checked'] },
	]);
});

it.each([
	['% more\n', 'B-LT'],
	['% more\n', 'B-LTA'],
])('bytes that belong to nothing are found behind the evidence (%j, %s)', async (more, level) => {
	writeFileSync(at('more.pdf'), Buffer.concat([readFileSync(at(`${level}.pdf`)), Buffer.from(more)]));
	expect(await verified('more.pdf')).toMatchObject([
		{ verdict: 'indeterminate', reasons: expect.arrayContaining(['changed-after-signing']) },
	]);
});

it('a time stamp of something else is no time stamp', async () => {
	copyFileSync(at('B-B.pdf'), at('other.pdf'));
	const wrong = createHash('sha256').update('something else').digest();
	const stamp = await stampFrom('tsa')(wrong);
	const whole = readFileSync(at('other.pdf'));
	const { start, cms } = gapOf(whole);
	if (!stamp.ok) throw new Error(stamp.reason);
	whole.write(Buffer.from(withTimeStamp(cms, stamp.stamp.token)).toString('hex'), start, 'latin1');
	writeFileSync(at('other.pdf'), whole);
	const [signature] = await verified('other.pdf');
	expect(signature).toMatchObject({
		verdict: 'indeterminate',
		level: 'B-B',
		timestamp: undefined,
		reasons: ['time-stamp-invalid', 'revocation-not-checked'],
	});
});

it('a time stamp of a service nobody trusts is told and proves no time', async () => {
	copyFileSync(at('B-B.pdf'), at('strange.pdf'));
	const { field } = (await verified('strange.pdf'))[0]!;
	expect(await addSignatureTimeStamp(at('strange.pdf'), field, stampFrom('strange'))).toMatchObject({ ok: true });
	expect(await verified('strange.pdf')).toMatchObject([
		{ verdict: 'indeterminate', level: 'B-B', reasons: ['time-stamp-untrusted', 'revocation-not-checked'] },
	]);
});

it('a document time stamp that does not hold is a reason', async () => {
	const whole = readFileSync(at('B-LTA.pdf'));
	const { start, cms } = gapOf(whole);
	whole.write(((cms.at(-1) ?? 0) ^ 1).toString(16).padStart(2, '0'), start + 2 * (cms.length - 1), 'latin1');
	writeFileSync(at('broken.pdf'), whole);
	const [signature] = await verified('broken.pdf');
	expect(signature).toMatchObject({ verdict: 'indeterminate', level: 'B-LT' });
	expect(signature?.reasons).toContain('document-time-stamp-invalid');
});

it('a certificate revoked before the time stamp makes the signature invalid, one revoked after it does not', async () => {
	await withAnswers('before.pdf', 'B-T.pdf', openSslTime(-1));
	expect(await verified('before.pdf')).toMatchObject([{ verdict: 'invalid', reasons: ['certificate-revoked'] }]);
	await withAnswers('after.pdf', 'B-T.pdf', openSslTime(1));
	expect(await verified('after.pdf')).toMatchObject([{ verdict: 'valid', level: 'B-LT', reasons: [] }]);
	// Without a time stamp the time is the signer's word.
	await withAnswers('word.pdf', 'B-B.pdf', openSslTime(1));
	expect(await verified('word.pdf')).toMatchObject([{ verdict: 'invalid', reasons: ['certificate-revoked'] }]);
});

/** A copy of a file with a list of the root made `days` from now, the signer on it as told. */
async function withLateList(name: string, from: string, days: number, revokedAt?: string) {
	copyFileSync(at(from), at(name));
	const times = ['-crl_lastupdate', openSslTime(24 * days), '-crl_nextupdate', openSslTime(24 * (days + 7))];
	const revoked = revokedAt ? [{ certificate: leaf.certificate, revokedAt }] : [];
	const crls = [pki.crl(root, revoked, { options: times })];
	await addDss(at(name), buildDss([{ contents: Buffer.from('no matter'), certificates: [], ocsps: [], crls }]));
}

it.each([
	['B-B.pdf', 'that the certificate was good when it was used', 1, undefined, 'valid', 'good'],
	['B-T.pdf', 'that the certificate was good when it was used', 1, undefined, 'valid', 'good'],
	['B-B.pdf', 'nothing once the certificate has ended: a CA may have forgotten it', 40, undefined, 'valid', 'unknown'],
	['B-B.pdf', 'a revocation, from which a claimed time is no shelter', 1, 12, 'invalid', 'revoked'],
	['B-T.pdf', 'a revocation that came after the time stamp and does no harm', 1, 12, 'valid', 'good'],
	['B-T.pdf', 'a revocation from before the time stamp', 1, -1, 'invalid', 'revoked'],
] as const)('a list made after signing tells of %s %s', async (from, _, days, hours, verdict, revocation) => {
	await withLateList('late.pdf', from, days, hours === undefined ? undefined : openSslTime(hours));
	expect(await verified('late.pdf')).toMatchObject([{ verdict, findings: { revocation, trust: 'trusted' } }]);
});

it('takes the CA between a root and a signer from what is given when the file does not bring it', async () => {
	const middle = pki.issue('middle', { issuer: root, key: keys.rsa, extensions: caExtensions });
	const below = pki.issue('below', { issuer: middle, key: keys.rsa, extensions: usage });
	const signer = softwareSigner(below.certificate.der, [], readFileSync(below.keyFile));
	unwrap(await sign(at('vào.pdf'), at('không chuỗi.pdf'), { ...identity, signer }));
	const judged = async (intermediates: Uint8Array[]) =>
		unwrap(await verifyPdf(at('không chuỗi.pdf'), { trust, intermediates }))[0]!;
	expect(await judged([])).toMatchObject({ verdict: 'indeterminate', reasons: expect.arrayContaining(['untrusted']) });
	expect((await judged([middle.certificate.der])).reasons).not.toContain('untrusted');
});
