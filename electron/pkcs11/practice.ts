import type { webcrypto } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import practice from '../../resources/practice/practice.json' with { type: 'json' };
import { unwrap } from '../../shared/result.ts';
import { readCertificate } from './certificate.ts';
import { mustSucceed } from './ckr.ts';
import { cka, ckk, cko, readUlong, template, ulongs } from './cryptoki.ts';
import { issuePracticeCertificates, type PracticeCertificate } from './practice-certificates.ts';
import { TokenModule } from './token-module.ts';

/** Fits the 32 bytes of a token label in UTF-8. */
export const practiceLabel = practice.label;
/** Known to everybody on purpose: the practice token protects nothing. */
export const practicePin = '12345678';

export type PracticeToken = { module: string; conf: string; label: string; pin: string; caFile: string };

/**
 * Makes sure that `folder` holds a SoftHSM token with two demo company certificates and says how to use it. Does
 * nothing when it is there and its certificates hold for another month. Run it in a process of its own (bootstrap,
 * tests): it loads SoftHSM into the caller and sets the caller's SOFTHSM2_CONF, which has to be passed on to the
 * token host. Throws the TOKEN_MODULE_* faults when SoftHSM is not installed at `module`.
 */
export async function preparePracticeToken(
	folder: string,
	module = '/usr/lib/softhsm/libsofthsm2.so',
	now = new Date(),
): Promise<PracticeToken> {
	const tokens = join(folder, 'tokens');
	const conf = join(folder, 'softhsm2.conf');
	const caFile = join(folder, 'practice-ca.pem');
	await mkdir(tokens, { recursive: true, mode: 0o700 });
	await writeFile(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
	process.env.SOFTHSM2_CONF = conf;
	const softhsm = await TokenModule.open(module);
	try {
		const slots = softhsm.slots().map((slot) => ({ slot, info: softhsm.tokenInfo(slot) }));
		const existing = slots.find(({ info }) => info.label === practiceLabel);
		if (!existing || !(await isComplete(softhsm, existing.slot, now))) {
			const slot = existing?.slot ?? slots.find(({ info }) => !info.initialized)?.slot;
			if (slot === undefined) throw new Error('SoftHSM shows no free slot');
			const issued = await issuePracticeCertificates(now);
			await writeFile(caFile, issued.caPem);
			fillToken(softhsm, slot, issued.certificates);
		}
	} finally {
		mustSucceed(softhsm.driver.call('C_Finalize', null));
	}
	return { module, conf, label: practiceLabel, pin: practicePin, caFile };
}

async function isComplete(softhsm: TokenModule, slot: number, now: Date): Promise<boolean> {
	const inAMonth = now.getTime() + 30 * 24 * 3600 * 1000;
	const certificates = await softhsm.inSession(slot, (session) => softhsm.certificates(session));
	const lasting = certificates.filter(
		({ der }) => Date.parse(unwrap(readCertificate(der, practiceLabel)).notAfter) > inAMonth,
	);
	return certificates.length === 2 && lasting.length === 2;
}

/** Wipes the slot's token and writes keys and certificates; a half-filled token is simply wiped the next time. */
function fillToken(softhsm: TokenModule, slot: number, certificates: PracticeCertificate[]): void {
	const { driver } = softhsm;
	const pin = Buffer.from(practicePin);
	const label = Buffer.alloc(32, ' ');
	label.write(practiceLabel, 'utf8');
	mustSucceed(driver.call('C_InitToken', slot, pin, pin.length, label));
	// SoftHSM gives a fresh token another slot number and shows it after a new start.
	softhsm.restart();
	const fresh = softhsm.slots().find((candidate) => softhsm.tokenInfo(candidate).label === practiceLabel);
	if (fresh === undefined) throw new Error('the fresh practice token is not shown');
	const handle = ulongs(0);
	const readWriteSession = 0x4 | 0x2;
	mustSucceed(driver.call('C_OpenSession', fresh, readWriteSession, null, null, handle));
	const session = readUlong(handle);
	const [securityOfficer, user] = [0, 1];
	mustSucceed(driver.call('C_Login', session, securityOfficer, pin, pin.length));
	mustSucceed(driver.call('C_InitPIN', session, pin, pin.length));
	mustSucceed(driver.call('C_Logout', session));
	mustSucceed(driver.call('C_Login', session, user, pin, pin.length));
	for (const [index, certificate] of certificates.entries()) {
		const id = Buffer.from([index + 1]);
		createObject(softhsm, session, privateKeyObject(certificate, id));
		createObject(softhsm, session, certificateObject(certificate, id));
	}
	mustSucceed(driver.call('C_CloseSession', session));
}

type Attributes = (readonly [number, Buffer])[];

function createObject(softhsm: TokenModule, session: bigint, attributes: Attributes): void {
	const entries = template(attributes);
	mustSucceed(softhsm.driver.call('C_CreateObject', session, entries, attributes.length, ulongs(0)));
}

const yes = Buffer.from([1]);
const no = Buffer.from([0]);

function certificateObject(certificate: PracticeCertificate, id: Buffer): Attributes {
	return [
		[cka.class, ulongs(cko.certificate)],
		[cka.certificateType, ulongs(0)],
		[cka.token, yes],
		[cka.private, no],
		[cka.label, Buffer.from(certificate.company)],
		[cka.id, id],
		[cka.subject, certificate.subjectDer],
		[cka.value, certificate.der],
	];
}

function privateKeyObject(certificate: PracticeCertificate, id: Buffer): Attributes {
	const part = (name: keyof webcrypto.JsonWebKey) => Buffer.from(String(certificate.privateKey[name]), 'base64url');
	return [
		[cka.class, ulongs(cko.privateKey)],
		[cka.keyType, ulongs(ckk.rsa)],
		[cka.token, yes],
		[cka.private, yes],
		[cka.sensitive, yes],
		[cka.extractable, no],
		[cka.sign, yes],
		[cka.label, Buffer.from(certificate.company)],
		[cka.id, id],
		[cka.subject, certificate.subjectDer],
		[cka.modulus, part('n')],
		[cka.publicExponent, part('e')],
		[cka.privateExponent, part('d')],
		[cka.prime1, part('p')],
		[cka.prime2, part('q')],
		[cka.exponent1, part('dp')],
		[cka.exponent2, part('dq')],
		[cka.coefficient, part('qi')],
	];
}
