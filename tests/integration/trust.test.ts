import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTrustFeature, type TrustFeature } from '../../electron/features/trust/trust-feature.ts';
import { leadsToRoot } from '../../electron/pdf/pki/judge-trust.ts';
import { readCaFile } from '../../electron/pdf/pki/read-ca-file.ts';
import { readCertificate } from '../../electron/pkcs11/certificate.ts';
import { openStore, type Store } from '../../electron/storage/database.ts';
import { trustRepository } from '../../electron/storage/trust-repository.ts';
import { trustContract } from '../../shared/contracts/trust-contract.ts';
import { unwrap } from '../../shared/result.ts';
import { workFolder } from './cli-process.ts';
import { caExtensions, keys, SmallPki } from './pki/small-pki.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const pki = new SmallPki(folder);
const root = pki.issue('root', { key: keys.rsa, extensions: caExtensions, subject: '/C=VN/CN=Gốc thử nghiệm' });
const ca = pki.issue('ca', { issuer: root, extensions: caExtensions });
const leaf = pki.issue('leaf', { issuer: ca, extensions: ['basicConstraints=CA:FALSE'] });

let store: Store;
let trust: TrustFeature;

const open = () => {
	store = unwrap(openStore(at('dữ liệu')));
	trust = createTrustFeature({
		...{ repository: trustRepository(store), readCaFile, readCertificate, leadsToRoot, now: Date.now },
	});
};
beforeAll(open);
afterAll(() => store.close());

const list = async () => unwrap(await trust.handlers.list({}));
const add = async (...names: string[]) => unwrap(await trust.addFiles(names.map(at)));

test('a root and the CA below it are taken from PEM, DER and PKCS#7 files, each once', async () => {
	writeFileSync(at('gốc.cer'), root.certificate.der);
	pki.openssl('crl2pkcs7', '-nocrl', '-certfile', root.file, '-certfile', ca.file, '-out', at('cả hai.p7b'));
	pki.openssl('pkcs7', '-in', at('cả hai.p7b'), '-outform', 'DER', '-out', at('der.p7b'));
	expect(await add('gốc.cer')).toEqual({ added: 1, known: 0, refused: [] });
	expect(await add('cả hai.p7b', 'root.pem')).toEqual({ added: 1, known: 2, refused: [] });
	expect(await add('der.p7b')).toEqual({ added: 0, known: 2, refused: [] });
	const shown = await list();
	expect(trustContract.list.answer.safeParse(shown).error).toBeUndefined();
	expect(shown.map(({ name, purpose }) => [name, purpose])).toEqual([
		['Gốc thử nghiệm', 'root'],
		['ca', 'intermediate'],
	]);
	const fingerprint = pki.openssl('x509', '-in', root.file, '-noout', '-fingerprint', '-sha256').toString();
	expect(fingerprint.split('=')[1]?.trim().replaceAll(':', '').toLowerCase()).toBe(shown[0]?.id);
});

test('they are there after a restart, roots apart from the CAs below them', async () => {
	store.close();
	open();
	expect((await trust.certificates.roots()).map((der) => Buffer.from(der))).toEqual([
		Buffer.from(root.certificate.der),
	]);
	expect((await trust.certificates.intermediates()).map((der) => Buffer.from(der))).toEqual([
		Buffer.from(ca.certificate.der),
	]);
});

test('a certificate is trusted when it leads to a root that is there, over CAs from the store or beside it', async () => {
	const judge = await trust.judge();
	expect(judge(leaf.certificate.der, [])).toBe('trusted');
	const stranger = pki.issue('stranger', { extensions: ['basicConstraints=CA:FALSE'] });
	expect(judge(stranger.certificate.der, [])).toBe('untrusted');
	expect(judge(new Uint8Array([1]), [])).toBe('untrusted');
});

test('what is no CA certificate is refused with its reason, and the rest of the file is taken', async () => {
	const other = pki.issue('other', { extensions: caExtensions });
	writeFileSync(at('lẫn.pem'), [leaf, other].map(({ file }) => readFileSync(file, 'utf8')).join('\n'));
	writeFileSync(at('chữ.cer'), 'không phải chứng thư');
	writeFileSync(at('lớn.cer'), Buffer.alloc(1024 * 1024 + 1));
	const damaged = Buffer.from(root.certificate.der);
	damaged[damaged.length - 1]! ^= 1;
	writeFileSync(at('hỏng.cer'), damaged);
	const { added, refused } = await add('lẫn.pem', 'chữ.cer', 'lớn.cer', 'hỏng.cer', 'không có.cer');
	expect(added).toBe(1);
	expect(refused.map(({ name, error }) => [name, error.code])).toEqual([
		['leaf', 'CERT_NOT_CA'],
		['chữ.cer', 'CERT_UNREADABLE'],
		['lớn.cer', 'FILE_TOO_LARGE'],
		['Gốc thử nghiệm', 'CERT_UNREADABLE'],
		['không có.cer', 'FILE_NOT_FOUND'],
	]);
});

test('a removed one is trusted no longer', async () => {
	const [first] = await list();
	expect(await trust.handlers.remove({ id: first!.id })).toEqual({ ok: true, value: null });
	expect((await list()).map(({ id }) => id)).not.toContain(first!.id);
	expect(await trust.handlers.remove({ id: first!.id })).toMatchObject({ error: { code: 'STORE_RECORD_MISSING' } });
	for (const { id } of await list()) unwrap(await trust.handlers.remove({ id }));
	expect((await trust.judge())(leaf.certificate.der, [])).toBe('not-checked');
});
