import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../electron/pdf/cms/certificate.ts';
import { buildPath } from '../../../electron/pdf/pki/build-path.ts';
import { workFolder } from '../pdf-signing/material.ts';
import { caExtensions, type Issued, keys, SmallPki } from './small-pki.ts';

const pki = new SmallPki(workFolder());
const now = new Date(Date.now() + 60_000);
const leafUsage = ['basicConstraints=CA:FALSE', 'keyUsage=critical,digitalSignature,nonRepudiation'];
const root = pki.issue('root', { key: keys.rsa, extensions: caExtensions });
const ca = pki.issue('ca', { issuer: root, key: keys.p384, extensions: caExtensions });
const leaf = pki.issue('leaf', { issuer: ca, key: keys.rsa, extensions: leafUsage });

function path(one: Issued, middle: Issued[], anchors = [root], at = now) {
	const plain = (list: Issued[]) => list.map(({ certificate }) => certificate);
	const found = buildPath(one.certificate, plain(middle), plain(anchors), at);
	return found.ok ? found.path.map(({ commonName }) => commonName) : found.reasons;
}

describe('a path', () => {
	it('leads over an intermediate to the anchor, whatever else lies about', () => {
		const stranger = pki.issue('stranger', { extensions: caExtensions });
		expect(path(leaf, [stranger, ca, root])).toEqual(['leaf', 'ca', 'root']);
		expect(path(leaf, [], [ca])).toEqual(['leaf', 'ca']);
		expect(path(root, [])).toEqual(['root']);
	});

	it('is found for every algorithm of signature in use', () => {
		const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32', '-sha256'];
		for (const [name, issuer, options] of [
			['pss', root, pss],
			['rsa384', root, ['-sha384']],
			['rsa512', root, ['-sha512']],
			['ecdsa256', ca, ['-sha256']],
			['ecdsa512', ca, ['-sha512']],
		] as const) {
			const one = pki.issue(name, { issuer, extensions: leafUsage, options: [...options] });
			expect(path(one, [ca]), name).toEqual(issuer === root ? [name, 'root'] : [name, 'ca', 'root']);
		}
	});

	it('takes the renewed one of two CAs with the same name', () => {
		const old = pki.issue('ca-old', { issuer: root, subject: ca.subject, extensions: caExtensions, days: -1 });
		expect(path(leaf, [old, ca])).toEqual(['leaf', 'ca', 'root']);
	});
});

describe('no path', () => {
	it('is there without the intermediate or with another anchor', () => {
		expect(path(leaf, [])).toEqual(['issuer-unknown']);
		const other = pki.issue('other root', { extensions: caExtensions });
		expect(path(leaf, [ca], [other])).toEqual(['issuer-unknown']);
	});

	it('is there before and after the time of its certificates', () => {
		const day = 86_400_000;
		expect(path(leaf, [ca], [root], new Date(now.getTime() + 40 * day))).toEqual(['expired']);
		expect(path(leaf, [ca], [root], new Date(now.getTime() - day))).toEqual(['not-yet-valid']);
		const expired = pki.issue('expired ca', { issuer: root, extensions: caExtensions, days: -1 });
		expect(path(pki.issue('below expired', { issuer: expired }), [expired])).toEqual(['expired']);
	});

	it('is there over something that only has the name of a CA', () => {
		const fake = pki.issue('fake', { issuer: root, subject: ca.subject, extensions: caExtensions });
		expect(path(leaf, [fake])).toEqual(['signature-wrong']);
	});

	const misused: [string, string[], string[]][] = [
		['not a CA', ['basicConstraints=critical,CA:FALSE'], ['not-a-ca']],
		['without basicConstraints', [], ['not-a-ca']],
		['not for signing certificates', [caExtensions[0]!, 'keyUsage=critical,cRLSign'], ['key-usage']],
		['unknown critical', [...caExtensions, '1.2.3.4=critical,ASN1:NULL'], ['critical-extension-unknown']],
		[
			'wanting policies',
			[...caExtensions, 'policyConstraints=critical,requireExplicitPolicy:0'],
			['policy-unsupported'],
		],
		['for other domains', [...caExtensions, 'nameConstraints=critical,permitted;DNS:a.vn'], ['name-not-permitted']],
		[
			'for addresses',
			[...caExtensions, 'nameConstraints=critical,permitted;IP:10.0.0.0/255.0.0.0'],
			['name-not-permitted'],
		],
		['but for this domain', [...caExtensions, 'nameConstraints=critical,excluded;DNS:vn'], ['name-not-permitted']],
	];
	it.each(misused)('is there under an issuer that is %s', (name, extensions, reasons) => {
		const issuer = pki.issue(name, { issuer: root, extensions });
		const names = 'subjectAltName=DNS:b.vn,IP:10.1.1.1';
		const below = pki.issue(`below ${name}`, { issuer, extensions: [...leafUsage, names] });
		expect(path(below, [issuer])).toEqual(reasons);
	});

	it('is there where a directory name is outside what the CA may issue', () => {
		const section = 'nameConstraints=critical,permitted;dirName:d\n[d]\nC=VN\nO=Cong ty';
		const issuer = pki.issue('limited', { issuer: root, extensions: [...caExtensions, section] });
		const below = (subject: string) => path(pki.issue(`x${subject.length}`, { issuer, subject }), [issuer]);
		expect(below('/C=VN/O=Cong  TY/CN=a')).toHaveLength(3);
		expect(below('/C=VN/O=Cong ty khac/CN=a')).toEqual(['name-not-permitted']);
	});

	it('is there past the length a CA allows, self-issued ones not counted', () => {
		const short = ['basicConstraints=critical,CA:TRUE,pathlen:0', caExtensions[1]!];
		const top = pki.issue('top', { issuer: root, extensions: short });
		expect(path(pki.issue('direct', { issuer: top }), [top])).toHaveLength(3);
		const middle = pki.issue('middle', { issuer: top, extensions: caExtensions });
		expect(path(pki.issue('deep', { issuer: middle }), [top, middle])).toEqual(['path-too-long']);
		const renewed = pki.issue('renewed', { issuer: top, subject: top.subject, extensions: caExtensions });
		expect(path(pki.issue('under renewed', { issuer: renewed }), [renewed, top])).toHaveLength(4);
	});

	it('is there with weak algorithms', () => {
		expect(path(pki.issue('sha1', { issuer: root, options: ['-sha1'] }), [])).toEqual(['algorithm-weak']);
		const weak = pki.issue('weak', { issuer: root, key: keys.weak, extensions: caExtensions });
		expect(path(pki.issue('below weak', { issuer: weak }), [weak])).toEqual(['algorithm-weak']);
	});

	it('is there when any byte of a certificate is changed', () => {
		const { der } = leaf.certificate;
		for (let at = 0; at < der.length; at += 7) {
			const changed = Buffer.from(der);
			changed[at]! ^= 0x10;
			let found: ReturnType<typeof buildPath>;
			try {
				found = buildPath(parseCertificate(changed), [ca.certificate], [root.certificate], now);
			} catch {
				continue; // no certificate any more
			}
			expect(found.ok, `byte ${at}`).toBe(false);
		}
	});

	it('is given up soon among many CAs that certify each other', () => {
		const members = Array.from({ length: 6 }, (_, i) => pki.issue(`m${i}`, { extensions: caExtensions }));
		const crossed = members.flatMap((issuer) =>
			members.map((one, i) => {
				const order = { issuer, subject: one.subject, sameKeyAs: one, extensions: caExtensions };
				return pki.issue(`${issuer.name}-${i}`, order);
			}),
		);
		const lost = pki.issue('lost', { issuer: members[0]! });
		const answer = path(lost, [...members, ...crossed]);
		expect(answer).toContain('search-limit');
	});
});
