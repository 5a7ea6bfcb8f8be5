import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkCrl } from '../../../electron/pdf/pki/crl.ts';
import { fetchEvidence } from '../../../electron/pdf/pki/fetch-evidence.ts';
import { checkOcsp, ocspRequest } from '../../../electron/pdf/pki/ocsp.ts';
import { checkRevocation } from '../../../electron/pdf/pki/revocation.ts';
import { workFolder } from '../pdf-signing/material.ts';
import { caExtensions, type Issued, keys, openSslTime, SmallPki, serve } from './small-pki.ts';

const pki = new SmallPki(workFolder());
const now = new Date(Date.now() + 60_000);
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

/** What the server answers, by path; tests put things here. */
const answers = new Map<string, (body: Buffer) => Buffer | number>();
const asked: string[] = [];
const base = await serve((request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part) => parts.push(part));
	request.on('end', () => {
		asked.push(`${request.method} ${request.url}`);
		const answer = answers.get(request.url ?? '')?.(Buffer.concat(parts)) ?? 404;
		if (typeof answer === 'number') response.writeHead(answer).end();
		else response.end(answer);
	});
});
const locations = [`authorityInfoAccess=OCSP;URI:${base}/ocsp`, `crlDistributionPoints=URI:${base}/crl`];

const root = pki.issue('root', { extensions: caExtensions });
const ca = pki.issue('ca', { issuer: root, key: keys.rsa, extensions: caExtensions });
const otherCa = pki.issue('other ca', { issuer: root, extensions: caExtensions });
const leaf = pki.issue('leaf', { issuer: ca, extensions: locations });
const second = pki.issue('second', { issuer: ca, extensions: locations });
const delegate = ['extendedKeyUsage=OCSPSigning', 'noCheck=yes'];
const responder = pki.issue('responder', { issuer: ca, key: keys.rsa, extensions: delegate });
const revoked = { certificate: leaf.certificate, revokedAt: openSslTime(-2) };
const good = { certificate: leaf.certificate };
const nonce = randomBytes(16);
const request = ocspRequest(leaf.certificate, ca.certificate, nonce);
const question = { certificate: leaf.certificate, issuer: ca.certificate, at: now, nonce };

describe('an OCSP answer', () => {
	const status = (response: Uint8Array, more = {}) => {
		const checked = checkOcsp(response, { ...question, ...more });
		return checked.ok ? checked.answer.status : checked.reason;
	};

	it('tells good, revoked since when, and unknown', () => {
		expect(status(pki.ocsp(request, ca, responder, [good]))).toBe('good');
		expect(status(pki.ocsp(request, ca, responder, []))).toBe('unknown');
		const answer = checkOcsp(pki.ocsp(request, ca, responder, [revoked]), question);
		const revokedAt = new Date(Math.floor((Date.now() - 2 * 3_600_000) / 60_000) * 60_000);
		expect(answer).toMatchObject({ ok: true, answer: { status: 'revoked' } });
		const told = answer.ok && answer.answer.status === 'revoked' ? answer.answer.revokedAt.getTime() : 0;
		expect(Math.abs(told - revokedAt.getTime())).toBeLessThan(120_000);
	});

	it('may come from the CA itself, name its signer by key, and use other signatures', () => {
		expect(status(pki.ocsp(request, ca, ca, [good]))).toBe('good');
		expect(status(pki.ocsp(request, ca, responder, [good], ['-nmin', '9', '-resp_key_id']))).toBe('good');
		const pss = ['-rsigopt', 'rsa_padding_mode:pss', '-rmd', 'sha384', '-nmin', '9'];
		expect(status(pki.ocsp(request, ca, responder, [good], pss))).toBe('good');
		const elliptic = pki.issue('elliptic', { issuer: ca, key: keys.p384, extensions: delegate });
		expect(status(pki.ocsp(request, ca, elliptic, [good]))).toBe('good');
	});

	const unauthorised: [string, () => Issued][] = [
		['without the purpose', () => pki.issue('no purpose', { issuer: ca })],
		[
			'with another purpose',
			() => pki.issue('tls', { issuer: ca, extensions: ['extendedKeyUsage=serverAuth,anyExtendedKeyUsage'] }),
		],
		['of another CA', () => pki.issue('foreign', { issuer: otherCa, extensions: delegate })],
		['of the CA above', () => pki.issue('above', { issuer: root, extensions: delegate })],
		['that has expired', () => pki.issue('old', { issuer: ca, extensions: delegate, days: -1 })],
		[
			'that may not sign',
			() => pki.issue('encipher', { issuer: ca, extensions: [...delegate, 'keyUsage=critical,keyEncipherment'] }),
		],
	];
	it.each(unauthorised)('is refused from a responder %s', (_, make) => {
		expect(status(pki.ocsp(request, ca, make(), [good]))).toBe('ocsp-responder-unauthorised');
	});

	it('is refused when its responder has a name of the CA only', () => {
		const twin = pki.issue('twin', { subject: ca.subject, extensions: caExtensions });
		expect(status(pki.ocsp(request, ca, twin, [good]))).toBe('ocsp-signature-wrong');
	});

	it('is refused when it is stale or from the future', () => {
		const short = pki.ocsp(request, ca, responder, [good], ['-nmin', '1']);
		expect(status(short)).toBe('good');
		expect(status(short, { at: hours(1) })).toBe('ocsp-stale');
		expect(status(short, { at: hours(-1) })).toBe('ocsp-not-yet-valid'); // its certificate is younger
		const byCa = pki.ocsp(request, ca, ca, [good]);
		expect(status(byCa, { at: hours(-1) })).toBe('ocsp-not-yet-valid');
		const open = pki.ocsp(request, ca, responder, [good], []);
		expect([status(open), status(open, { at: hours(2) })]).toEqual(['good', 'ocsp-stale']);
	});

	it('is refused for another nonce, another certificate or another issuer', () => {
		const replayed = pki.ocsp(ocspRequest(leaf.certificate, ca.certificate, randomBytes(16)), ca, responder, [good]);
		expect(status(replayed)).toBe('ocsp-nonce-wrong');
		const aboutSecond = pki.ocsp(ocspRequest(second.certificate, ca.certificate, nonce), ca, responder, [
			{ certificate: second.certificate },
		]);
		expect(status(aboutSecond)).toBe('ocsp-other-certificate');
		// The same serial number under another CA, answered by one that both trust.
		const renewed = pki.issue('renewed ca', {
			issuer: root,
			subject: ca.subject,
			key: keys.rsa,
			extensions: caExtensions,
		});
		const fromRenewed = pki.ocsp(ocspRequest(leaf.certificate, renewed.certificate, nonce), renewed, renewed, [good]);
		expect(status(fromRenewed)).toBe('ocsp-signature-wrong');
	});

	it('is refused when the service declines or talks nonsense', () => {
		expect(status(Buffer.from('30030a0106', 'hex'))).toBe('ocsp-refused');
		expect(status(Buffer.from('<html>Xin chào</html>'))).toBe('ocsp-unreadable');
		expect(status(Buffer.alloc(0))).toBe('ocsp-unreadable');
	});

	it('never survives a changed or missing byte', () => {
		const whole = pki.ocsp(request, ca, responder, [revoked]);
		// The responder's certificate follows the signature; its own signature is checked as well.
		for (let at = 0; at < whole.length; at += 3) {
			const changed = Buffer.from(whole);
			changed[at]! ^= 0x04;
			const checked = checkOcsp(changed, question);
			expect(checked.ok, `byte ${at}`).toBe(false);
			expect(checkOcsp(whole.subarray(0, at), question).ok).toBe(false);
		}
	});
});

describe('a revocation list', () => {
	const status = (list: Uint8Array, more = {}) => {
		const checked = checkCrl(list, { ...question, ...more });
		return checked.ok ? checked.answer.status : checked.reason;
	};

	it('tells revoked with the time, and good for everyone else', () => {
		const list = pki.crl(ca, [revoked]);
		const checked = checkCrl(list, question);
		expect(checked).toMatchObject({ ok: true, answer: { status: 'revoked', revokedAt: expect.any(Date) } });
		expect(status(list, { certificate: second.certificate })).toBe('good');
		expect(status(pki.crl(ca, []))).toBe('good');
	});

	it('is refused from another issuer, whatever name it has', () => {
		expect(status(pki.crl(otherCa, []))).toBe('crl-other-issuer');
		const twin = pki.issue('crl twin', { subject: ca.subject, extensions: caExtensions });
		expect(status(pki.crl(twin, []))).toBe('crl-signature-wrong');
		const noCrlSign = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];
		const unable = pki.issue('unable', { issuer: root, extensions: noCrlSign });
		const below = pki.issue('below unable', { issuer: unable });
		const asked = { certificate: below.certificate, issuer: unable.certificate };
		expect(status(pki.crl(unable, []), asked)).toBe('crl-issuer-not-allowed');
	});

	it('is refused when expired or from the future', () => {
		const times = ['-crl_lastupdate', openSslTime(-48), '-crl_nextupdate', openSslTime(-24)];
		expect(status(pki.crl(ca, [], { options: times }))).toBe('crl-expired');
		expect(status(pki.crl(ca, []), { at: hours(-2) })).toBe('crl-not-yet-valid');
		expect(status(pki.crl(ca, []), { at: hours(24 * 8) })).toBe('crl-expired');
	});

	const scopes: [string, string, string][] = [
		['for certificates of CAs only', 'onlyCA:TRUE', 'crl-partial'],
		['for certificates of users only', 'onlyuser:TRUE', 'good'],
		['for attribute certificates only', 'onlyAA:TRUE', 'crl-partial'],
		['of other issuers too', 'indirectCRL:TRUE', 'crl-partial'],
		['for some reasons only', 'onlysomereasons:keyCompromise', 'crl-partial'],
		['of the place the certificate names', `fullname:URI:${base}/crl`, 'good'],
		['of another place', `fullname:URI:${base}/crl2`, 'crl-partial'],
	];
	it.each(scopes)('%s', (_, scope, expected) => {
		const extensions = ['issuingDistributionPoint=critical,@p', '[p]', scope.replace(/^(\w+):/, '$1=')];
		expect(status(pki.crl(ca, [], { extensions }))).toBe(expected);
	});

	it('is refused with an unknown critical extension, as a delta list is', () => {
		for (const extension of ['1.2.3.4=critical,ASN1:NULL', '2.5.29.27=critical,ASN1:INTEGER:1']) {
			expect(status(pki.crl(ca, [], { extensions: [extension] }))).toBe('crl-critical-extension-unknown');
		}
	});

	it('never survives a changed or missing byte', () => {
		const list = pki.crl(ca, [
			revoked,
			{ certificate: second.certificate, revokedAt: `${openSslTime(-1)},keyCompromise` },
		]);
		for (let at = 0; at < list.length; at++) {
			const changed = Buffer.from(list);
			changed[at]! ^= 0x04;
			expect(checkCrl(changed, question).ok, `byte ${at}`).toBe(false);
			expect(checkCrl(list.subarray(0, at), question).ok).toBe(false);
		}
	});

	it('of a megabyte is read to its end', () => {
		const count = 27_000;
		const lines = Array.from({ length: count }, (_, i) => {
			const serial = (0x5400_0000_0000 + i * 7919).toString(16).toUpperCase();
			return `R\t491231235959Z\t260101000000Z,keyCompromise\t${serial}\tunknown\t/CN=x`;
		});
		const list = pki.crl(ca, [revoked], { lines });
		expect(list.length).toBeGreaterThan(1_000_000);
		expect([status(list), status(list, { certificate: second.certificate })]).toEqual(['revoked', 'good']);
	});
});

describe('revocation', () => {
	const serveOcsp = (signer: Issued, entries: { certificate: typeof leaf.certificate; revokedAt?: string }[]) =>
		answers.set('/ocsp', (body) => pki.ocsp(body, ca, signer, entries));
	const serveCrl = (entries: { certificate: typeof leaf.certificate; revokedAt: string }[]) => {
		const list = pki.crl(ca, entries);
		answers.set('/crl', () => list);
		return list;
	};
	const ask = async (one = leaf, fetch = fetchEvidence) => {
		asked.length = 0;
		const { certificate } = one;
		return await checkRevocation({ certificate, issuer: ca.certificate, at: new Date(), fetch });
	};

	it('is asked of the OCSP service first and of nobody else when it answers', async () => {
		serveOcsp(responder, [good]);
		serveCrl([]);
		expect(await ask()).toMatchObject({ status: 'good', reasons: [], evidence: [{ kind: 'ocsp' }] });
		expect(asked).toEqual(['POST /ocsp']);
		serveOcsp(responder, [revoked]);
		expect(await ask()).toMatchObject({ status: 'revoked', evidence: [{ kind: 'ocsp' }] });
	});

	it.each([
		['ocsp-responder-unauthorised', () => void serveOcsp(pki.issue('nobody', { issuer: ca }), [good])],
		['ocsp-unknown', () => void serveOcsp(responder, [])],
		['network-status', () => void answers.set('/ocsp', () => 500)],
		['ocsp-unreadable', () => void answers.set('/ocsp', () => Buffer.from('bảo trì'))],
	])('falls back to the list and remarks %s', async (reason, prepare) => {
		prepare();
		const list = serveCrl([revoked]);
		expect(await ask()).toMatchObject({
			status: 'revoked',
			reasons: [reason],
			evidence: [{ kind: 'crl', bytes: list }],
		});
		answers.set('/crl', () => 404);
		expect(await ask()).toEqual({ status: 'could-not-check', reasons: [...new Set([reason, 'network-status'])] });
	});

	it('of a responder without "no check" is looked up too', async () => {
		const place = `crlDistributionPoints=URI:${base}/crl`;
		const checked = pki.issue('checked', { issuer: ca, extensions: ['extendedKeyUsage=OCSPSigning', place] });
		serveOcsp(checked, [good]);
		serveCrl([]);
		expect(await ask()).toMatchObject({ status: 'good', evidence: [{ kind: 'ocsp' }, { kind: 'crl' }] });
		serveCrl([{ certificate: checked.certificate, revokedAt: openSslTime(-1) }]);
		// The stolen responder says good, the list knows nothing of the certificate: the list counts.
		expect(await ask()).toMatchObject({
			status: 'good',
			reasons: ['ocsp-responder-not-checked'],
			evidence: [{ kind: 'crl' }],
		});
	});

	it('cannot be checked without addresses or without a network, and says so', async () => {
		const bare = pki.issue('bare', { issuer: ca });
		expect(await ask(bare)).toEqual({ status: 'could-not-check', reasons: ['ocsp-no-address', 'crl-no-address'] });
		expect(asked).toEqual([]);
		const offline = async () => ({ ok: false as const, reason: 'network-failed' as const });
		expect(await ask(leaf, offline)).toEqual({ status: 'could-not-check', reasons: ['network-failed'] });
	});
});
