import { createDecipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Fault } from '../../../shared/result.ts';
import type { Place } from './sealer-port.ts';
import { openField, sealField } from './sealing.ts';

const key = randomBytes(32);
const place: Place = { table: 'parameter_set', row: 'r1', field: 'password' };

function refusal(work: () => unknown): unknown {
	try {
		return work();
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.error : thrown;
	}
}

const integrity = { code: 'VAULT_INTEGRITY', params: { field: 'password' } };

test('a sealed value opens in its own place', () => {
	for (const text of ['MATKHAU1', '', 'Mật khẩu có dấu 🔑']) {
		expect(openField(key, 'k1', place, sealField(key, 'k1', place, text))).toBe(text);
	}
});

test('a sealed value opens in no other place and under no other key', () => {
	const sealed = sealField(key, 'k1', place, 'MATKHAU1');
	const elsewhere: [Uint8Array, string, Place][] = [
		[key, 'k2', place],
		[key, 'k1', { ...place, table: 'company' }],
		[key, 'k1', { ...place, row: 'r2' }],
		[randomBytes(32), 'k1', place],
	];
	for (const [k, id, where] of elsewhere) expect(refusal(() => openField(k, id, where, sealed))).toEqual(integrity);
	const otherField = { ...place, field: 'accessKey' };
	expect(refusal(() => openField(key, 'k1', otherField, sealed))).toEqual({
		code: 'VAULT_INTEGRITY',
		params: { field: 'accessKey' },
	});
});

test('one flipped bit anywhere, or a cut anywhere, is seen', () => {
	const sealed = sealField(key, 'k1', place, 'MATKHAU1');
	for (let at = 0; at < sealed.length; at++) {
		for (let bit = 0; bit < 8; bit++) {
			const changed = Buffer.from(sealed);
			changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
			expect(
				refusal(() => openField(key, 'k1', place, changed)),
				`byte ${at}`,
			).toEqual(integrity);
		}
		expect(
			refusal(() => openField(key, 'k1', place, sealed.subarray(0, at))),
			`cut at ${at}`,
		).toEqual(integrity);
	}
	expect(openField(key, 'k1', place, sealed)).toBe('MATKHAU1');
});

test('the sealed form is what its description says: version, nonce, AES-256-GCM, tag', () => {
	const sealed = sealField(key, 'k1', place, 'MATKHAU1');
	const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13));
	decipher.setAAD(Buffer.from('["vnaccs-keyring","field",1,"k1","parameter_set","r1","password"]'));
	decipher.setAuthTag(sealed.subarray(-16));
	expect(sealed[0]).toBe(1);
	expect(decipher.update(sealed.subarray(13, -16), undefined, 'utf8') + decipher.final('utf8')).toBe('MATKHAU1');
});

test('the same text sealed 10,000 times repeats neither nonce nor ciphertext', () => {
	const nonces = new Set<string>();
	const texts = new Set<string>();
	for (let n = 0; n < 10_000; n++) {
		const sealed = sealField(key, 'k1', place, 'MATKHAU1');
		nonces.add(sealed.subarray(1, 13).toString('hex'));
		texts.add(sealed.subarray(13).toString('hex'));
	}
	expect([nonces.size, texts.size]).toEqual([10_000, 10_000]);
});
