import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { type VerifiedSignature, verifyPdf } from '../../../electron/pdf/verify/verify-pdf.ts';
import { unwrap } from '../../../shared/result.ts';
import {
	flippedBytes,
	flippedDigits,
	flips,
	gapOf,
	type Identity,
	makeIdentity,
	pdfsig,
	sign,
	signingTime,
	signWithOpenssl,
	simplePdf,
	workFolder,
} from './material.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const identity = makeIdentity(folder);
writeFileSync(at('in.pdf'), await simplePdf());
unwrap(await sign(at('in.pdf'), at('signed.pdf'), identity));

function otherIdentity(name: string, options = {}): Identity {
	mkdirSync(at(name));
	return makeIdentity(at(name), options);
}

async function verdictsOf(file: string, trust?: string[]): Promise<VerifiedSignature[]> {
	return unwrap(await verifyPdf(file, { trust: trust?.map((one) => readFileSync(one)) }));
}

describe('a changed byte', () => {
	it.each([
		['table', []],
		['object streams', ['--object-streams=generate', '--linearize']],
	])('anywhere in the signed range is never valid and never an exception (%s)', async (name, options) => {
		execFileSync('qpdf', [...options, at('in.pdf'), at('source.pdf')]);
		unwrap(await sign(at('source.pdf'), at(`${name}.pdf`), identity));
		const changes = flippedBytes(at(`${name}.pdf`), 300);
		expect(await flips(at(`${name}.pdf`), changes)).toEqual([]);
	});

	it('in the structure around the signature is never valid', async () => {
		const whole = readFileSync(at('signed.pdf'));
		const { start, end } = gapOf(whole);
		const near = [...Array(260).keys()]
			.map((i) => start - 230 + i)
			.concat([...Array(60).keys()].map((i) => end - 10 + i));
		const changes = near.flatMap((position) =>
			[1, 32].map((bit) => ({ position, value: (whole[position] ?? 0) ^ bit })),
		);
		// A zero of the padding between digits and end mark may become nothing but another digit or an error.
		expect(await flips(at('signed.pdf'), changes)).toEqual([]);
	});

	it('anywhere in the signature itself is never valid', async () => {
		const alone = { ...identity, signer: { ...identity.signer, chain: [] } };
		unwrap(await sign(at('in.pdf'), at('alone.pdf'), alone));
		const whole = readFileSync(at('alone.pdf'));
		const changes = flippedDigits(at('alone.pdf'));
		const bytes = changes
			.filter((_, i) => i % 7 === 0)
			.map(({ position }) => ({ position, value: (whole[position] ?? 0) ^ 32 }));
		expect(await flips(at('alone.pdf'), [...changes, ...bytes])).toEqual([]);
	});
});

describe('a document changed after signing', () => {
	it('is not valid when a page was drawn over in a further revision', async () => {
		const document = await PDFDocument.load(readFileSync(at('signed.pdf')), { forIncrementalUpdate: true } as never);
		document.getPage(0).drawRectangle({ x: 0, y: 0, width: 500, height: 500, color: rgb(1, 1, 1) });
		const update = await document.save({ useObjectStreams: false });
		expect(
			Buffer.from(update)
				.subarray(0, 5000)
				.equals(readFileSync(at('signed.pdf')).subarray(0, 5000)),
		).toBe(true);
		writeFileSync(at('drawn.pdf'), update);
		expect(await verdictsOf(at('drawn.pdf'))).toMatchObject([
			{ verdict: 'invalid', changes: 'pages', reasons: expect.arrayContaining(['pages-changed-after-signing']) },
		]);
	});

	it('is not valid when bytes are appended that belong to nothing', async () => {
		writeFileSync(at('appended.pdf'), Buffer.concat([readFileSync(at('signed.pdf')), Buffer.from('% more\n')]));
		expect(await verdictsOf(at('appended.pdf'))).toMatchObject([{ verdict: 'indeterminate' }]);
	});

	it('stays changed for the first signer when somebody signs the change', async () => {
		unwrap(await sign(at('drawn.pdf'), at('covered up.pdf'), identity));
		expect(await verdictsOf(at('covered up.pdf'))).toMatchObject([
			{ verdict: 'invalid', reasons: expect.arrayContaining(['pages-changed-after-signing']) },
			{ verdict: 'valid', coversWholeFile: true },
		]);
	});

	it('is invalid when the byte range leaves a second gap or points past the signature', async () => {
		const whole = readFileSync(at('signed.pdf')).toString('latin1');
		const range = whole.match(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]( +)/)!;
		const [, first, second, length] = range.map(Number);
		for (const [a, b, c] of [
			[first! - 10, second!, length!],
			[first!, second! + 10, length! - 10],
			[first!, second!, length! + 500],
			[0, second!, length!],
		]) {
			const wrong = whole.replace(range[0], `/ByteRange [0 ${a} ${b} ${c}]`.padEnd(range[0].length));
			writeFileSync(at('range.pdf'), wrong, 'latin1');
			expect(await verdictsOf(at('range.pdf'))).toMatchObject([{ verdict: 'invalid', reasons: ['byte-range-gap'] }]);
		}
	});

	it('is invalid when the signature is carried over to another document', async () => {
		const { start, end } = gapOf(readFileSync(at('signed.pdf')));
		unwrap(await sign(at('in.pdf'), at('other.pdf'), identity, { reason: 'another' }));
		const other = readFileSync(at('other.pdf'));
		const target = gapOf(other);
		readFileSync(at('signed.pdf')).copy(other, target.start, start, end);
		writeFileSync(at('carried.pdf'), other);
		expect(await verdictsOf(at('carried.pdf'))).toMatchObject([
			{ verdict: 'invalid', reasons: expect.arrayContaining(['digest-mismatch']) },
		]);
	});
});

describe('the certificate', () => {
	it('is trusted through a given anchor, in PEM or DER, and through no other', async () => {
		const stranger = otherIdentity('stranger');
		expect(await verdictsOf(at('signed.pdf'), [identity.rootFile])).toMatchObject([
			{ verdict: 'valid', reasons: ['revocation-not-checked'] },
		]);
		const der = unwrap(await verifyPdf(at('signed.pdf'), { trust: identity.signer.chain }));
		expect(der).toMatchObject([{ verdict: 'valid' }]);
		expect(await verdictsOf(at('signed.pdf'), [stranger.rootFile])).toMatchObject([
			{ verdict: 'indeterminate', reasons: ['untrusted', 'revocation-not-checked'] },
		]);
		expect(await verdictsOf(at('signed.pdf'), [])).toMatchObject([{ verdict: 'indeterminate' }]);
		expect(await verifyPdf(at('signed.pdf'), { trust: [Buffer.from('nonsense')] })).toMatchObject({
			error: { code: 'CERT_UNREADABLE' },
		});
	});

	it('of a company vouches for nobody else', async () => {
		const certificateFile = at('forged.pem');
		const company = ['-CA', identity.certificateFile, '-CAkey', identity.keyFile, '-CAcreateserial'];
		execFileSync('openssl', ['x509', '-req', '-in', at('csr'), ...company, '-out', certificateFile], { stdio: 'pipe' });
		const certificate = execFileSync('openssl', ['x509', '-in', certificateFile, '-outform', 'DER']);
		const chain = [identity.signer.certificate, ...identity.signer.chain];
		const forged = { ...identity, signer: { ...identity.signer, certificate, chain } };
		unwrap(await sign(at('in.pdf'), at('forged.pdf'), forged));
		expect(await verdictsOf(at('forged.pdf'), [identity.rootFile])).toMatchObject([
			{ verdict: 'indeterminate', reasons: ['untrusted', 'revocation-not-checked'] },
		]);
	});

	it('must be valid at the time of signing', async () => {
		const late = new Date(signingTime.getTime() + 400 * 24 * 3600 * 1000);
		unwrap(await sign(at('in.pdf'), at('late.pdf'), identity, { signingTime: late }));
		expect(await verdictsOf(at('late.pdf'))).toMatchObject([
			{ verdict: 'indeterminate', reasons: expect.arrayContaining(['certificate-expired']) },
		]);
		unwrap(await sign(at('in.pdf'), at('early.pdf'), identity, { signingTime: new Date('2001-02-03T04:05:06Z') }));
		expect(await verdictsOf(at('early.pdf'))).toMatchObject([
			{
				verdict: 'indeterminate',
				signedAt: '2001-02-03T04:05:06.000Z',
				reasons: expect.arrayContaining(['certificate-not-yet-valid']),
			},
		]);
	});

	it('with a short key is called weak, one on a curve nobody asks for is refused before signing', async () => {
		const short = otherIdentity('short', { key: ['rsa:1024'] });
		unwrap(await sign(at('in.pdf'), at('short.pdf'), short));
		expect(await verdictsOf(at('short.pdf'))).toMatchObject([
			{ verdict: 'indeterminate', reasons: expect.arrayContaining(['algorithm-weak']) },
		]);
		const curve = otherIdentity('curve', { key: ['ec', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'] });
		expect(await sign(at('in.pdf'), at('curve.pdf'), curve)).toMatchObject({
			error: { code: 'TOKEN_MECHANISM_UNSUPPORTED' },
		});
	});
});

describe('signatures of other programs', () => {
	async function withOpenssl(name: string, ...options: string[]) {
		await signWithOpenssl(at('in.pdf'), at(name), identity, ...options);
		return await verdictsOf(at(name));
	}

	it('are valid when made by openssl, but no baseline because they carry a signing time', async () => {
		expect(await withOpenssl('openssl.pdf', '-cades', '-md', 'sha256')).toMatchObject([
			{ verdict: 'valid', level: 'CMS', coversWholeFile: true },
		]);
		expect(pdfsig(at('openssl.pdf'))).toMatchObject([{ valid: true, total: true }]);
		expect(await withOpenssl('sha512.pdf', '-md', 'sha512')).toMatchObject([{ verdict: 'valid', level: 'CMS' }]);
		expect(await withOpenssl('keyid.pdf', '-md', 'sha384', '-keyid')).toMatchObject([{ verdict: 'valid' }]);
	});

	it('are invalid when the content lies inside', async () => {
		const short = at('short.txt');
		writeFileSync(short, 'x');
		expect(await withOpenssl('inside.pdf', '-md', 'sha256', '-nodetach', '-in', short)).toMatchObject([
			{ verdict: 'invalid', reasons: ['cms-unreadable'] },
		]);
	});
});

describe('a file without signatures', () => {
	it('has an empty list', async () => {
		expect(await verifyPdf(at('in.pdf'))).toEqual({ ok: true, value: [] });
	});

	it('that is none gets its reason', async () => {
		writeFileSync(at('text.pdf'), 'x');
		expect(await verifyPdf(at('text.pdf'))).toMatchObject({ error: { code: 'PDF_UNREADABLE' } });
		expect(await verifyPdf(at('missing.pdf'))).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
		execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', at('in.pdf'), at('locked.pdf')]);
		expect(await verifyPdf(at('locked.pdf'))).toMatchObject({ error: { code: 'PDF_ENCRYPTED' } });
	});
});
