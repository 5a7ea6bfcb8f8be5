import { X509Certificate } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { issuePracticeCertificates } from '../../pkcs11/practice-certificates.ts';
import { certificateChain } from './certificate-chain.ts';

let ca: Buffer;
let foreignCa: Buffer;
let ours: Buffer;
let others: Buffer[];

beforeAll(async () => {
	const now = new Date('2026-11-22T05:00:00Z');
	const [own, foreign] = [await issuePracticeCertificates(now), await issuePracticeCertificates(now)];
	ca = new X509Certificate(own.caPem).raw;
	foreignCa = new X509Certificate(foreign.caPem).raw;
	[ours, ...others] = own.certificates.map(({ der }) => der) as [Buffer, ...Buffer[]];
});

test('the CA above a certificate is found, other companies on the same token are left out', () => {
	expect(certificateChain(ours, [...others, ours, ca])).toEqual([ca]);
	expect(certificateChain(ours, others)).toEqual([]);
});

test('a CA of the same name with another key does not belong', () => {
	expect(certificateChain(ours, [foreignCa])).toEqual([]);
	expect(certificateChain(ours, [foreignCa, ca])).toEqual([ca]);
});

test('data that is no certificate is passed over', () => {
	expect(certificateChain(ours, [Buffer.from('rubbish'), Buffer.alloc(0), ca])).toEqual([ca]);
	expect(certificateChain(Buffer.from('rubbish'), [ca])).toEqual([]);
});

test('nothing stands above a root', () => {
	expect(certificateChain(ca, [ca, ours])).toEqual([]);
});
