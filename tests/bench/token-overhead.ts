import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ckr } from '../../electron/pkcs11/ckr.ts';
import { cko, memory, readUlong, ulongs } from '../../electron/pkcs11/cryptoki.ts';
import { mechanismFor } from '../../electron/pkcs11/mechanism.ts';
import { TokenModule } from '../../electron/pkcs11/token-module.ts';
import { unwrap } from '../../shared/result.ts';
import { newPracticeToken, practicePin, softhsm, tokenHosts } from '../integration/practice-token.ts';

/**
 * What a signature through the token host takes above the same calls made straight into the driver: the way to the
 * other process and back twice, the checks before the PIN, the search for certificate and key. SoftHSM derives a key
 * from the PIN at each login; that belongs to the token and is on both sides.
 */
const rounds = 200;
const digest = createHash('sha256').update('VNACCS Keyring').digest();
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

const practice = await newPracticeToken();
process.env.SOFTHSM2_CONF = practice.conf;
const hosts = tokenHosts(practice.conf);
try {
	const [listing] = await hosts.list([softhsm]);
	const token = listing!.tokens[0]!;
	const certificateSha256 = token.certificates[0]!.sha256;
	const request = {
		module: softhsm,
		slot: token.slot,
		certificateSha256,
		hash: 'sha256',
		scheme: 'pkcs1',
		digest,
	} as const;
	const pin = () => new TextEncoder().encode(practicePin);
	const direct = await directly(token.slot);
	const throughHost: number[] = [];
	const act: number[] = [];
	const signOnly: number[] = [];
	// In turn, so that a busy moment of the machine meets all of them.
	for (let round = 0; round < rounds + 20; round++) {
		const began = performance.now();
		unwrap(await hosts.sign(request, pin(), false));
		const host = performance.now() - began;
		const raw = direct();
		if (round < 20) continue;
		throughHost.push(host);
		act.push(raw.act);
		signOnly.push(raw.sign);
	}
	const ms = (value: number) => `${value.toFixed(2)} ms`;
	const overhead = median(throughHost.map((time, index) => time - act[index]!));
	process.stdout.write(
		[
			`\nToken overhead, median of ${rounds} signatures (RSA 2048, SoftHSM):`,
			`  C_Sign alone                                          ${ms(median(signOnly))}`,
			`  the whole act straight in the driver (login … logout) ${ms(median(act))}`,
			`  the same through the token host                       ${ms(median(throughHost))}`,
			`  overhead per signature                                ${ms(overhead)} (target below 2 ms)\n`,
		].join('\n'),
	);
} finally {
	hosts.close();
	await rm(join(practice.folder, '..', '..'), { recursive: true });
}

/** The least that one signature needs: session, login, key, signature, logout. */
async function directly(slot: number): Promise<() => { act: number; sign: number }> {
	const module = await TokenModule.open(softhsm);
	const { driver } = module;
	const must = (result: number) => {
		if (result !== ckr.ok) throw new Error(`CKR 0x${result.toString(16)}`);
	};
	const { mechanism, data } = mechanismFor('pkcs1', 'sha256', digest);
	const secret = memory(practicePin.length);
	secret.write(practicePin);
	return () => {
		const began = performance.now();
		const handle = ulongs(0);
		must(driver.call('C_OpenSession', slot, 4, null, null, handle));
		const session = readUlong(handle);
		must(driver.call('C_Login', session, 1, secret, secret.length));
		const key = module.objects(session, cko.privateKey)[0]!;
		must(driver.call('C_SignInit', session, mechanism, key));
		const signature = memory(512);
		const length = ulongs(512);
		const signing = performance.now();
		must(driver.call('C_Sign', session, data, data.length, signature, length));
		const sign = performance.now() - signing;
		must(driver.call('C_Logout', session));
		must(driver.call('C_CloseSession', session));
		return { act: performance.now() - began, sign };
	};
}
