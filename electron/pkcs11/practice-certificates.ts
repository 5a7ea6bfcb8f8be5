import { createHash, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
	AttributeTypeAndValue,
	BasicConstraints,
	Certificate,
	CryptoEngine,
	Extension,
	RelativeDistinguishedNames,
} from 'pkijs';
import practice from '../../resources/practice/practice.json' with { type: 'json' };

export type PracticeCertificate = {
	company: string;
	der: Buffer;
	subjectDer: Buffer;
	privateKey: webcrypto.JsonWebKey;
};

const oid = { cn: '2.5.4.3', c: '2.5.4.6', l: '2.5.4.7', o: '2.5.4.10', uid: '0.9.2342.19200300.100.1.1' };

const rsa = {
	name: 'RSASSA-PKCS1-v1_5',
	hash: 'SHA-256',
	modulusLength: 2048,
	publicExponent: new Uint8Array([1, 0, 1]),
};

/** Two company certificates valid for two years, from a CA whose key is thrown away at once. */
export async function issuePracticeCertificates(
	now: Date,
): Promise<{ caPem: string; certificates: PracticeCertificate[] }> {
	const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto });
	const caKeys = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
	const caName: Name = [
		[oid.cn, practice.issuer],
		[oid.c, 'VN'],
	];
	const issue = async (subject: Name, keys: webcrypto.CryptoKeyPair, isCa: boolean) => {
		const certificate = new Certificate();
		certificate.version = 2;
		certificate.serialNumber = new asn1js.Integer({ valueHex: randomSerial() });
		certificate.subject = distinguishedName(subject);
		certificate.issuer = distinguishedName(caName);
		certificate.notBefore.value = new Date(now.getTime() - 24 * 3600 * 1000);
		certificate.notAfter.value = new Date(now);
		certificate.notAfter.value.setUTCFullYear(now.getUTCFullYear() + 2);
		await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as CryptoKey, engine);
		certificate.extensions = [
			extension('2.5.29.19', new BasicConstraints({ cA: isCa }).toSchema()),
			// keyCertSign and cRLSign, or digitalSignature and nonRepudiation.
			extension('2.5.29.15', keyUsage(isCa ? 0x06 : 0xc0)),
			extension('2.5.29.14', new asn1js.OctetString({ valueHex: await keyId(keys) }), false),
			extension('2.5.29.35', authorityKeyId(await keyId(caKeys)), false),
		];
		await certificate.sign(caKeys.privateKey as CryptoKey, 'SHA-256', engine);
		return certificate;
	};
	const certificates: PracticeCertificate[] = [];
	for (const { certificateName: company, taxCode, place } of practice.companies) {
		const keys = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
		const subject: Name = [
			[oid.cn, company],
			[oid.uid, `MST:${taxCode}`],
			[oid.o, company],
			[oid.l, place],
			[oid.c, 'VN'],
		];
		const certificate = await issue(subject, keys, false);
		certificates.push({
			company,
			der: Buffer.from(certificate.toSchema(true).toBER()),
			subjectDer: Buffer.from(certificate.subject.toSchema().toBER()),
			privateKey: await webcrypto.subtle.exportKey('jwk', keys.privateKey),
		});
	}
	const ca = Buffer.from((await issue(caName, caKeys, true)).toSchema(true).toBER());
	return { caPem: pem(ca), certificates };
}

type Name = [type: string, value: string][];

/** Every attribute in a set of its own, as the CAs do it; pkijs itself would put all of them into one. */
function distinguishedName(parts: Name): RelativeDistinguishedNames {
	const sets = parts.map(([type, value]) => {
		const text =
			type === oid.c ? new asn1js.PrintableString({ value }) : new asn1js.Utf8String({ value: value.normalize('NFC') });
		return new asn1js.Set({ value: [new AttributeTypeAndValue({ type, value: text }).toSchema()] });
	});
	return RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: sets }).toBER());
}

function extension(extnID: string, value: asn1js.AsnType, critical = true): Extension {
	return new Extension({ extnID, critical, extnValue: value.toBER() });
}

/** SHA-1 over the public key, the first method of RFC 5280, section 4.2.1.2. */
async function keyId(keys: webcrypto.CryptoKeyPair): Promise<ArrayBuffer> {
	const spki = asn1js.fromBER(await webcrypto.subtle.exportKey('spki', keys.publicKey)).result as asn1js.Sequence;
	const publicKey = spki.valueBlock.value[1] as asn1js.BitString;
	return Uint8Array.from(createHash('sha1').update(publicKey.valueBlock.valueHexView).digest()).buffer;
}

function authorityKeyId(id: ArrayBuffer): asn1js.Sequence {
	const keyIdentifier = new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: id });
	return new asn1js.Sequence({ value: [keyIdentifier] });
}

function keyUsage(bits: number): asn1js.BitString {
	const unusedBits = Math.clz32(bits & -bits) ^ 31;
	return new asn1js.BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits });
}

/** Positive and never with a leading zero byte. */
function randomSerial(): ArrayBuffer {
	const serial = webcrypto.getRandomValues(new Uint8Array(16));
	serial[0] = (serial[0]! & 0x3f) | 0x40;
	return serial.buffer;
}

function pem(der: Buffer): string {
	const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
	return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
