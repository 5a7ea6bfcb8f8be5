import { createHash, verify } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCertificate, publicKeyOf } from '../../../electron/pdf/cms/certificate.ts';
import { children, type Element, encode, oidText, readWhole } from '../../../electron/pdf/cms/der.ts';
import { oids } from '../../../electron/pdf/cms/oids.ts';
import type { SignOptions } from '../../../electron/pdf/sign/sign-pdf.ts';
import { unwrap } from '../../../shared/result.ts';
import { gapOf, type Identity, makeIdentity, sign, signingTime, simplePdf, workFolder } from './material.ts';

/**
 * The requirements of PAdES baseline B-B on the bytes we produce (EN 319 142-1, 6.3; the EU's DSS asks the same in its
 * PAdESBaselineRequirementsChecker), read without our own verification.
 */

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
writeFileSync(at('in.pdf'), await simplePdf());
const ecFolder = at('ec');
mkdirSync(ecFolder);
const cases: [string, Identity, Partial<SignOptions>][] = [
	['RSA with SHA-256', makeIdentity(folder), { reason: 'Hồ sơ cấp lại mật khẩu' }],
	['ECDSA P-384', makeIdentity(ecFolder, { key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'] }), {}],
];

describe.each(cases)('a baseline signature by %s', async (name, identity, options) => {
	const file = at(`${name}.pdf`);
	unwrap(await sign(at('in.pdf'), file, identity, options));
	const bytes = readFileSync(file);
	const { start, end, cms } = gapOf(bytes);
	const text = bytes.toString('latin1');
	/** The signature dictionary with the signature itself left out. */
	const begin = text.lastIndexOf(' obj', start);
	const dictionary = text.slice(begin, start) + text.slice(end, text.indexOf('endobj', end));

	const info = readWhole(cms);
	const [type, wrapped] = children(info);
	const [version, digestAlgorithms, encapsulated, certificates, signers, ...rest] = children(children(wrapped!)[0]!);
	const [signerVersion, , digestAlgorithm, attributes, , signature] = children(children(signers!)[0]!);
	const attribute = (oid: string): Element[] =>
		children(attributes!)
			.filter((one) => oidText(children(one)[0]) === oid)
			.flatMap((one) => children(children(one)[1]!));

	it('has each key of its dictionary once, with the values the baseline asks for', () => {
		for (const key of ['Type', 'Filter', 'SubFilter', 'ByteRange', 'M']) {
			expect(dictionary.match(new RegExp(`/${key}\\b`, 'g')), key).toHaveLength(1);
		}
		expect(dictionary).toContain('/Filter /Adobe.PPKLite');
		expect(dictionary).toContain('/SubFilter /ETSI.CAdES.detached');
		expect(dictionary).not.toMatch(/\/Cert\b/);
		expect(dictionary).toMatch(/\/M \(D:\d{14}(Z|[+-]\d\d'\d\d'?)\)/);
		const [, local = '', hours = '0'] = dictionary.match(/\/M \(D:(\d{14})(?:([+-]\d\d))?/)!;
		const claimed = Date.parse(local.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z'));
		expect(claimed - Number(hours) * 3_600_000).toBe(signingTime.getTime());
	});

	it('signs all of the file but /Contents, which is one string of digits', () => {
		const [, ...range] = dictionary.match(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/)!;
		expect(range.map(Number)).toEqual([0, start - 1, end + 1, bytes.length - end - 1]);
		expect(text.slice(start - 1, end + 1)).toMatch(/^<([0-9A-F]+|[0-9a-f]+)>$/);
	});

	it('is one DER SignedData with nothing behind it but padding, and no content inside', () => {
		expect(oidText(type)).toBe(oids.signedData);
		expect(text.slice(start + 2 * cms.length, end)).toMatch(/^0*$/);
		expect(isDer(info)).toBe(true);
		expect(rest).toEqual([]);
		expect([...version!.content, ...signerVersion!.content]).toEqual([1, 1]);
		expect(children(encapsulated!).map(oidText)).toEqual([oids.data]);
	});

	it('has one signer, whose hash is among the hashes named', () => {
		expect(children(signers!)).toHaveLength(1);
		expect(children(digestAlgorithms!).map((one) => one.raw)).toEqual([digestAlgorithm!.raw]);
	});

	it('has content-type, message-digest and signing-certificate-v2 once each, and no signing-time', () => {
		const types = children(attributes!).map((one) => oidText(children(one)[0]));
		const asked = [oids.contentType, oids.messageDigest, oids.signingCertificateV2];
		expect(types.toSorted()).toEqual(asked.toSorted());
		expect(attribute(oids.contentType).map(oidText)).toEqual([oids.data]);
		expect(types).not.toContain(oids.signingTime);
	});

	it('signs the attributes as a sorted DER SET over the digest of the byte range', () => {
		const hash = { [oids.sha256]: 'sha256', [oids.sha384]: 'sha384' }[oidText(children(digestAlgorithm!)[0])]!;
		const digest = createHash(hash)
			.update(bytes.subarray(0, start - 1))
			.update(bytes.subarray(end + 1));
		expect(attribute(oids.messageDigest).map(({ content }) => Buffer.from(content))).toEqual([digest.digest()]);
		const members = children(attributes!).map(({ raw }) => raw);
		expect(members).toEqual(members.toSorted(Buffer.compare));
		const key = publicKeyOf(parseCertificate(identity.signer.certificate))!;
		expect(verify(hash, encode(0x31, ...members), key, signature!.content)).toBe(true);
	});

	it('carries the signer’s certificate, and names it by hash, issuer and number', () => {
		const inside = children(certificates!).map(({ raw }) => Buffer.from(raw));
		expect(inside).toContainEqual(Buffer.from(identity.signer.certificate));
		const [value] = attribute(oids.signingCertificateV2);
		const [certificateId, ...more] = children(children(value!)[0]!);
		expect(more).toEqual([]);
		const parts = children(certificateId!);
		const hash = parts.length === 3 ? oidText(children(parts.shift()!)[0]) : oids.sha256;
		const name = { [oids.sha256]: 'sha256', [oids.sha384]: 'sha384' }[hash]!;
		expect(Buffer.from(parts[0]!.content)).toEqual(createHash(name).update(identity.signer.certificate).digest());
		const { serialElement, issuer } = parseCertificate(identity.signer.certificate);
		for (const part of [serialElement, issuer])
			expect(Buffer.from(parts[1]!.raw).includes(Buffer.from(part))).toBe(true);
	});

	it('gives its reason, if any, in the dictionary and as no commitment', () => {
		expect(/\/Reason\b/.test(dictionary)).toBe(options.reason !== undefined);
		const commitmentType = '1.2.840.113549.1.9.16.2.16';
		expect(attribute(commitmentType)).toEqual([]);
	});
});

/** Definite and shortest lengths all the way down: written again from its parts, it is the same. */
function isDer(element: Element): boolean {
	const isConstructed = (element.tag & 0x20) !== 0;
	const again = isConstructed
		? encode(element.tag, ...children(element).map(({ raw }) => raw))
		: encode(element.tag, element.content);
	return Buffer.compare(again, element.raw) === 0 && (!isConstructed || children(element).every(isDer));
}
