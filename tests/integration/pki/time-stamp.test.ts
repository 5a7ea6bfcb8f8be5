import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildPath } from '../../../electron/pdf/pki/build-path.ts';
import { fetchEvidence } from '../../../electron/pdf/pki/fetch-evidence.ts';
import { newNonce, obtainTimeStamp, timeStampRequest } from '../../../electron/pdf/pki/time-stamp.ts';
import { checkTimeStamp, tokenOf } from '../../../electron/pdf/pki/time-stamp-token.ts';
import { workFolder } from '../pdf-signing/material.ts';
import { caExtensions, type Issued, keys, SmallPki, serve } from './small-pki.ts';

const pki = new SmallPki(workFolder());
const root = pki.issue('root', { key: keys.rsa, extensions: caExtensions });
const ca = pki.issue('ca', { issuer: root, extensions: caExtensions });
const purpose = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=critical,timeStamping'];
const tsa = pki.issue('tsa', { issuer: ca, key: keys.rsa, extensions: purpose });
const digest = createHash('sha256').update('chữ ký').digest();
const nonce = newNonce();
const query = timeStampRequest(digest, nonce);
const asked = { digest, hash: 'sha256', nonce };

const stamp = (one: Issued, settings: string[] = [], about = query) =>
	tokenOf(pki.timeStamp(about, one, [ca], settings))!;
const verdict = (token: Uint8Array, more = {}) => {
	const checked = checkTimeStamp(token, { ...asked, ...more });
	return checked.ok ? 'ok' : checked.reason;
};

describe('a time stamp', () => {
	it('tells the time and who says so, with what leads to the anchor', () => {
		const checked = checkTimeStamp(stamp(tsa), asked);
		if (!checked.ok) throw new Error(checked.reason);
		expect(Math.abs(checked.time.getTime() - Date.now())).toBeLessThan(5000);
		expect(checked.signer.commonName).toBe('tsa');
		const path = buildPath(checked.signer, checked.certificates, [root.certificate], checked.time);
		expect(path).toMatchObject({
			ok: true,
			path: [{ commonName: 'tsa' }, { commonName: 'ca' }, { commonName: 'root' }],
		});
	});

	it.each([
		['fractions of a second', ['clock_precision_digits=3']],
		['the older certificate id', ['ess_cert_id_alg=sha1']],
		['a longer one', ['ess_cert_id_alg=sha512', 'ess_cert_id_chain=yes']],
		['another hash', ['signer_digest=sha512', 'ordering=yes', 'tsa_name=yes']],
	])('may have %s', (_, settings) => {
		// A setting that stands twice counts with its last value.
		expect(verdict(stamp(tsa, settings))).toBe('ok');
	});

	it('may be made with an elliptic key', () => {
		const elliptic = pki.issue('elliptic', { issuer: ca, key: keys.p384, extensions: purpose });
		expect(verdict(stamp(elliptic))).toBe('ok');
	});

	it('is asked for in words openssl understands', () => {
		writeFileSync(pki.at('own.tsq'), query);
		const text = execFileSync('openssl', ['ts', '-query', '-in', pki.at('own.tsq'), '-text'], { encoding: 'utf8' });
		expect(text).toMatch(/Hash Algorithm: sha256[\s\S]*Nonce: 0x[\s\S]*Certificate required: yes/);
		expect(text.toLowerCase()).toContain(Buffer.from(nonce).toString('hex'));
	});

	it('is refused for other bytes, another hash or another question', () => {
		expect(verdict(stamp(tsa), { digest: createHash('sha256').update('khác').digest() })).toBe('time-stamp-other-data');
		expect(verdict(stamp(tsa), { hash: 'sha512' })).toBe('time-stamp-other-data');
		expect(verdict(stamp(tsa), { nonce: newNonce() })).toBe('time-stamp-nonce-wrong');
	});

	it('is refused when its certificate is older than the time stated, or does not travel along', () => {
		const expired = pki.issue('expired', { issuer: ca, extensions: purpose, days: -1 });
		expect(verdict(stamp(expired))).toBe('time-stamp-certificate-expired');
		const bare = execFileSync('openssl', ['ts', '-query', '-digest', digest.toString('hex'), '-sha256'], {
			stdio: 'pipe',
		});
		expect(verdict(stamp(tsa, [], bare), { nonce: undefined })).toBe('time-stamp-certificate-missing');
		expect(verdict(stamp(tsa, [], bare))).toBe('time-stamp-nonce-wrong');
	});

	it('is refused without its one purpose', () => {
		// openssl itself declines to stamp without the purpose: a token of a right certificate is signed again by a wrong one.
		for (const [name, extensions] of [
			['no purpose', []],
			['not critical', ['extendedKeyUsage=timeStamping']],
			['two purposes', ['extendedKeyUsage=critical,timeStamping,codeSigning']],
			['signing certificates', ['keyUsage=keyCertSign', 'extendedKeyUsage=critical,timeStamping']],
		] as const) {
			const wrong = pki.issue(name, { issuer: ca, key: keys.rsa, extensions: [...extensions] });
			writeFileSync(pki.at('content'), contentOf(stamp(tsa)));
			const signer = ['-signer', wrong.file, '-inkey', wrong.keyFile, '-outform', 'DER', '-md', 'sha256'];
			const type = ['-econtent_type', '1.2.840.113549.1.9.16.1.4'];
			const made = pki.openssl(
				'cms',
				'-sign',
				'-cades',
				'-binary',
				'-nodetach',
				'-in',
				pki.at('content'),
				...type,
				...signer,
			);
			expect(verdict(made), name).toBe('time-stamp-certificate-purpose');
			const plain = pki.openssl('cms', '-sign', '-binary', '-nodetach', '-in', pki.at('content'), ...type, ...signer);
			expect(verdict(plain), name).toBe('time-stamp-certificate-mismatch');
		}
	});

	it('never survives a changed or missing byte', () => {
		const token = stamp(tsa);
		const accepted: number[] = [];
		for (let at = 0; at < token.length; at += 2) {
			const changed = Buffer.from(token);
			changed[at]! ^= 0x04;
			if (verdict(changed) === 'ok') accepted.push(at);
			expect(checkTimeStamp(token.subarray(0, at), asked).ok).toBe(false);
		}
		// What the signature does not cover: versions, the list of hashes, and certificates other than the signer's.
		const free = new Set(accepted);
		const content = contentOf(token);
		const start = Buffer.from(token).indexOf(content);
		for (let at = start; at < start + content.length; at++) expect(free.has(at)).toBe(false);
		for (const at of accepted) {
			const changed = Buffer.from(token);
			changed[at]! ^= 0x04;
			const [before, after] = [token, changed].map((one) => checkTimeStamp(one, asked));
			expect(after).toMatchObject({ time: before!.ok && before!.time, signer: { commonName: 'tsa' } });
		}
	});
});

/** The TSTInfo inside a token, as openssl finds it. */
function contentOf(token: Uint8Array): Buffer {
	writeFileSync(pki.at('token'), token);
	const out = ['-noverify', '-inform', 'DER', '-in', pki.at('token'), '-out', pki.at('inner')];
	execFileSync('openssl', ['cms', '-verify', ...out], { stdio: 'pipe' });
	return readFileSync(pki.at('inner'));
}

describe('a time-stamp service', async () => {
	let answer: (body: Buffer) => Buffer = (body) => pki.timeStamp(body, tsa, [ca]);
	let type: string | undefined;
	const base = await serve((request, response) => {
		type = request.headers['content-type'];
		const parts: Buffer[] = [];
		request.on('data', (part) => parts.push(part));
		request.on('end', () => response.end(answer(Buffer.concat(parts))));
	});

	it('is asked once and its answer checked', async () => {
		const result = await obtainTimeStamp(`${base}/tsa`, digest, fetchEvidence);
		expect(result).toMatchObject({ ok: true, stamp: { signer: { commonName: 'tsa' } } });
		expect(type).toBe('application/timestamp-query');
		const { token } = result.ok ? result.stamp : { token: new Uint8Array() };
		writeFileSync(pki.at('got.token'), token);
		const verified = pki.openssl(
			...['ts', '-verify', '-digest', digest.toString('hex'), '-token_in', '-in', pki.at('got.token')],
			...['-CAfile', root.file],
		);
		expect(verified.toString()).toContain('Verification: OK');
	});

	it('that declines, replays or talks nonsense gives a reason', async () => {
		const outcome = async () => {
			const result = await obtainTimeStamp(`${base}/tsa`, digest, fetchEvidence);
			return result.ok ? 'ok' : result.reason;
		};
		const old = pki.timeStamp(query, tsa, [ca]);
		answer = () => old;
		expect(await outcome()).toBe('time-stamp-nonce-wrong');
		answer = () => Buffer.from('30053003020102', 'hex');
		expect(await outcome()).toBe('time-stamp-refused');
		answer = () => Buffer.from('bảo trì');
		expect(await outcome()).toBe('time-stamp-unreadable');
		answer = () => Buffer.alloc(70_000);
		expect(await outcome()).toBe('network-too-large');
		const nobody = await obtainTimeStamp('http://127.0.0.1:9/', digest, fetchEvidence);
		expect(nobody).toEqual({ ok: false, reason: 'network-failed' });
	});
});
