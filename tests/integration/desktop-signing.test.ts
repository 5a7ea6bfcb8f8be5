import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PinQuestion } from '../../electron/features/signing/signer-port.ts';
import { createSigningFeature } from '../../electron/features/signing/signing-feature.ts';
import { createSigningService } from '../../electron/features/signing/signing-service.ts';
import { readSigningSettings, saveSigningSettings } from '../../electron/features/signing/signing-settings.ts';
import { thisComputer } from '../../electron/features/tokens/diagnostics.ts';
import { createKeyFiles } from '../../electron/features/tokens/key-files.ts';
import { createTokensFeature } from '../../electron/features/tokens/tokens-feature.ts';
import { createTrustFeature } from '../../electron/features/trust/trust-feature.ts';
import { leadsToRoot } from '../../electron/pdf/pki/judge-trust.ts';
import { readCaFile } from '../../electron/pdf/pki/read-ca-file.ts';
import { signWithEvidence } from '../../electron/pdf/sign/sign-with-evidence.ts';
import { verifyPdf } from '../../electron/pdf/verify/verify-pdf.ts';
import { readCertificate } from '../../electron/pkcs11/certificate.ts';
import { driverFiles } from '../../electron/pkcs11/driver-files.ts';
import { TokenHosts } from '../../electron/pkcs11/token-hosts.ts';
import { hashFile } from '../../electron/platform/hash-file.ts';
import { nodeSpawn } from '../../electron/platform/node-link.ts';
import { companyRepository } from '../../electron/storage/company-repository.ts';
import { openStore, type Store } from '../../electron/storage/database.ts';
import { dossierRepository } from '../../electron/storage/dossier-repository.ts';
import { evidenceRepository } from '../../electron/storage/evidence-repository.ts';
import { settingRepository } from '../../electron/storage/setting-repository.ts';
import { trustRepository } from '../../electron/storage/trust-repository.ts';
import stampTexts from '../../resources/locales/vi/stamp.json' with { type: 'json' };
import { type SigningSettings, signingContract } from '../../shared/contracts/signing-contract.ts';
import { tokensContract } from '../../shared/contracts/tokens-contract.ts';
import { emptyCompany } from '../../shared/domain/company-entry.ts';
import { reasons as verifyReasons } from '../../shared/domain/verification.ts';
import { unwrap } from '../../shared/result.ts';
import { request, workFolder } from './cli-process.ts';
import { pdfsig, simplePdf } from './pdf-signing/material.ts';
import { caExtensions, keys, openSslTime, SmallPki, serve } from './pki/small-pki.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const pki = new SmallPki(folder);
const password = 'mật khẩu của tệp';
const companyId = '01900000-0000-7000-8000-000000000001';
const dossierId = '01900000-0000-7000-8000-000000000002';
const taxCode = '0201234569';

const asked: string[] = [];
const down = new Set<string>();
let isRevoked = false;
const base = await serve((incoming, response) => {
	const parts: Buffer[] = [];
	incoming.on('data', (part) => parts.push(part));
	incoming.on('end', () => {
		const kind = incoming.url?.split('/')[1] ?? '';
		asked.push(kind);
		if (down.has(kind)) return response.writeHead(503).end();
		const body = Buffer.concat(parts);
		if (kind === 'tsa') return response.end(pki.timeStamp(body, tsa, [ca]));
		if (kind === 'crl') return response.end(pki.crl(root, []));
		const status = isRevoked ? { revokedAt: openSslTime(-1) } : {};
		const known = [{ certificate: leaf.certificate, ...status }, { certificate: tsa.certificate }];
		response.end(pki.ocsp(body, ca, responder, known));
	});
});
const root = pki.issue('root', { key: keys.rsa, extensions: caExtensions });
const ca = pki.issue('ca', {
	issuer: root,
	key: keys.rsa,
	extensions: [...caExtensions, `crlDistributionPoints=URI:${base}/crl`],
});
const places = [`authorityInfoAccess=OCSP;URI:${base}/ocsp`];
const usage = ['basicConstraints=CA:FALSE', 'keyUsage=critical,digitalSignature,nonRepudiation'];
const subject = '/C=VN/UID=MST:0201234569/O=CÔNG TY THỬ/CN=CÔNG TY THỬ';
const leaf = pki.issue('leaf', { issuer: ca, key: keys.rsa, subject, extensions: [...usage, ...places] });
const purpose = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=critical,timeStamping'];
const tsa = pki.issue('tsa', { issuer: ca, key: keys.rsa, extensions: [...purpose, ...places] });
const responder = pki.issue('responder', { issuer: ca, extensions: ['extendedKeyUsage=OCSPSigning', 'noCheck=yes'] });
const keyFile = at('khóa công ty.p12');
pki.openssl(
	...['pkcs12', '-export', '-inkey', leaf.keyFile, '-in', leaf.file, '-out', keyFile],
	...['-passout', `pass:${password}`],
);

let store: Store;
const hosts = new TokenHosts(
	nodeSpawn({ execPath: process.execPath, entry: path.resolve(import.meta.dirname, '../../electron/token-host.ts') }),
);
let typed = password;
const questions: PinQuestion[] = [];

function compose() {
	const settings = settingRepository(store);
	const trust = createTrustFeature({
		...{ repository: trustRepository(store), readCaFile, readCertificate, leadsToRoot, now: Date.now },
	});
	const keyFiles = createKeyFiles(settings);
	const noDriver = { list: async () => [], peek: async () => [], describe: async () => [] };
	const noFiles = { ...driverFiles(''), discover: async () => [] };
	const tokens = createTokensFeature({
		...{ tokens: noDriver, files: noFiles, readCertificate, settings, keyFiles, trust: trust.judge },
		...{ taxCodeOf: async () => taxCode, computer: thisComputer(), onChange: () => {}, now: Date.now },
	});
	const evidence = evidenceRepository(store);
	const dossiers = dossierRepository(store);
	const service = createSigningService({
		...{ tokens: keyFiles.listWith(noDriver), modulePath: tokens.modulePath, readCertificate, signWithEvidence },
		signer: {
			sign: (order, question) => {
				questions.push(question);
				return hosts.sign(order, Buffer.from(typed), false);
			},
		},
		...{ settings: () => readSigningSettings(settings), trust: trust.certificates, evidence, hashFile },
		...{ stampTexts, stampFont: path.resolve('resources/fonts/OpenSans-Regular.ttf'), now: Date.now },
	});
	const signing = createSigningFeature({
		...{ settings, evidence, readCertificate, dossierNumber: async (id) => (await dossiers.get(id))?.number },
	});
	return { settings, trust, tokens, service, signing };
}
let desk: ReturnType<typeof compose>;

beforeAll(async () => {
	writeFileSync(at('vào.pdf'), await simplePdf());
	store = unwrap(openStore(at('dữ liệu')));
	desk = compose();
	const { company, representative, letter } = request;
	const person = { ...representative, idType: 'cccd' as const };
	const now = new Date().toISOString();
	await companyRepository(store).add(
		{ ...emptyCompany, id: companyId, ...company, place: letter.place, representative: person },
		now,
	);
	store.write((database) =>
		database
			.prepare("INSERT INTO dossier VALUES (?, ?, 'HS-2026-001', 'nsw-password', 'sign', '{}', ?, ?)")
			.run(dossierId, companyId, now, now),
	);
	unwrap(await desk.trust.addFiles([root.file, ca.file]));
	unwrap(await desk.tokens.addKeyFile(keyFile, unwrap(await hosts.openKeyFile(keyFile, Buffer.from(password)))));
});
afterAll(() => {
	hosts.close();
	store.close();
});
beforeEach(() => {
	asked.length = 0;
	questions.length = 0;
});

const use = (change: Partial<SigningSettings>) =>
	saveSigningSettings(desk.settings, {
		...{ level: 'B-B', tsaUrl: `${base}/tsa`, scheme: 'pkcs1', network: true, ...change },
	});

async function sign(output: string) {
	const { modules } = unwrap(await desk.tokens.list({ companyId }));
	const [module] = modules;
	const token = module!.tokens[0]!;
	return desk.service.sign({
		...{ dossierId, input: at('vào.pdf'), output: at(output), moduleId: module!.id, slot: token.slot },
		...{ certificateSha256: token.certificates[0]!.sha256, taxCode, stamp: false, about: 'HS-2026-001' },
	});
}
const kept = async () => unwrap(await desk.signing.handlers.evidence({ id: dossierId }))!;

test('a key file stands beside the tokens with the same judgement, by its name only', async () => {
	const answer = unwrap(await desk.tokens.list({ companyId }));
	expect(tokensContract.list.answer.safeParse(answer).error).toBeUndefined();
	expect(answer.modules).toMatchObject([
		{
			path: 'khóa công ty.p12',
			tokens: [
				{
					kind: 'key-file',
					label: 'khóa công ty.p12',
					pss: true,
					certificates: [{ name: 'CÔNG TY THỬ', usable: true, trust: 'trusted' }],
				},
			],
		},
	]);
	expect(unwrap(await desk.tokens.keyFiles({}))).toEqual([{ id: answer.modules[0]!.id, name: 'khóa công ty.p12' }]);
});

test.each(['B-B', 'B-T', 'B-LT', 'B-LTA'] as const)(
	'a key file signs at %s, and nothing is left to warn of',
	async (level) => {
		await use({ level });
		const signed = unwrap(await sign(`${level}.pdf`));
		expect(signed).toMatchObject({ level, signer: 'CÔNG TY THỬ', warnings: [] });
		expect(pdfsig(at(`${level}.pdf`))[0]).toMatchObject({ valid: true });
		const [verified] = unwrap(await verifyPdf(at(`${level}.pdf`), { trust: [root.certificate.der] }));
		expect(verified).toMatchObject({ verdict: 'valid', level });
		expect(questions).toMatchObject([{ kind: 'key-file', tokenLabel: 'khóa công ty.p12' }]);
	},
);

test('the evidence names what was wanted and reached, and holds certificate, chain and answers', async () => {
	await use({ level: 'B-T', scheme: 'pss' });
	const signed = unwrap(await sign('bằng chứng.pdf'));
	const evidence = await kept();
	expect(signingContract.evidence.answer.safeParse(evidence).error).toBeUndefined();
	expect(evidence).toMatchObject({
		signedAt: signed.at,
		wantedLevel: 'B-T',
		level: 'B-T',
		algorithm: 'RSASSA-PSS, SHA-256',
		trust: 'trusted',
		revocation: 'good',
		reasons: [],
		fileSha256: createHash('sha256')
			.update(readFileSync(at('bằng chứng.pdf')))
			.digest('hex'),
	});
	expect(Date.parse(evidence.stampedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
	expect(evidence.files.map(({ kind, fileName, name }) => [kind, fileName, name])).toEqual([
		['certificate', 'chung-thu.cer', 'CÔNG TY THỬ'],
		['chain', 'chung-thu-cap-tren-1.cer', 'ca'],
		['chain', 'chung-thu-cap-tren-2.cer', 'root'],
		['ocsp', 'ocsp-1.ors', ''],
		['crl', 'crl-1.crl', ''],
	]);
});

test('exported evidence is read by openssl, a second export gets its own folder, and a missing folder is told', async () => {
	const parent = at('xuất');
	mkdirSync(parent);
	expect(unwrap(await desk.signing.exportEvidence(dossierId, parent))).toEqual({
		folder: 'HS-2026-001_bang-chung-ky-so',
	});
	const inside = (name: string) => path.join(parent, 'HS-2026-001_bang-chung-ky-so', name);
	const name = execFileSync('openssl', ['x509', '-in', inside('chung-thu.cer'), '-noout', '-subject']).toString();
	expect(name).toContain('MST:0201234569');
	const answer = ['ocsp', '-respin', inside('ocsp-1.ors'), '-text', '-noverify'];
	expect(execFileSync('openssl', answer, { stdio: ['pipe', 'pipe', 'ignore'] }).toString()).toContain(
		'Cert Status: good',
	);
	execFileSync('openssl', ['crl', '-in', inside('crl-1.crl'), '-noout']);
	expect(JSON.parse(readFileSync(inside('bang-chung.json'), 'utf8'))).toEqual(await kept());
	unwrap(await desk.signing.exportEvidence(dossierId, parent));
	expect(readdirSync(parent).toSorted()).toEqual(['HS-2026-001_bang-chung-ky-so', 'HS-2026-001_bang-chung-ky-so (2)']);
	rmSync(parent, { recursive: true });
	expect(await desk.signing.exportEvidence(dossierId, parent)).toMatchObject({
		error: { code: 'FILE_FOLDER_MISSING' },
	});
});

test('without leave to use the network nobody is asked, and the lower level is a warning on record', async () => {
	await use({ level: 'B-LT', network: false });
	const signed = unwrap(await sign('ngoại tuyến.pdf'));
	expect(asked).toEqual([]);
	expect(signed.level).toBe('B-B');
	expect(signed.warnings.map(({ code }) => code)).toEqual(['network-off', 'revocation-not-checked']);
	expect(signed.warnings[1]?.params.reasons).toContain('network-off');
	expect(await kept()).toMatchObject({ wantedLevel: 'B-LT', level: 'B-B', stampedAt: null, revocation: 'not-checked' });
});

test('a time-stamp service that fails costs the level, never the signature', async () => {
	await use({ level: 'B-LTA' });
	down.add('tsa');
	const signed = unwrap(await sign('không dấu.pdf'));
	down.clear();
	expect(signed).toMatchObject({
		level: 'B-B',
		warnings: [{ code: 'time-stamp-failed', params: { reasons: 'network-status' } }],
	});
	expect(pdfsig(at('không dấu.pdf'))).toMatchObject([{ valid: true }]);
});

test('a revoked certificate is refused before the password is asked', async () => {
	await use({});
	isRevoked = true;
	const refused = await sign('thu hồi.pdf');
	isRevoked = false;
	expect(refused).toMatchObject({ error: { code: 'CERT_REVOKED' } });
	expect([questions, existsSync(at('thu hồi.pdf'))]).toEqual([[], false]);
});

test('a wrong password speaks of the file, leaves nothing behind and keeps the earlier evidence', async () => {
	const before = await kept();
	typed = 'sai';
	const refused = await sign('sai.pdf');
	typed = password;
	expect(refused).toEqual({
		ok: false,
		error: { code: 'P12_PASSWORD_INCORRECT', params: { file: 'khóa công ty.p12' } },
	});
	expect(existsSync(at('sai.pdf'))).toBe(false);
	expect(await kept()).toEqual(before);
	expect(await hosts.openKeyFile(keyFile, Buffer.from('sai'))).toMatchObject({
		error: { code: 'P12_PASSWORD_INCORRECT' },
	});
});

test('roots that are gone or others are a warning on record', async () => {
	await use({});
	for (const { id } of unwrap(await desk.trust.handlers.list({}))) unwrap(await desk.trust.handlers.remove({ id }));
	const codes = async (output: string) => unwrap(await sign(output)).warnings.map(({ code }) => code);
	expect(await codes('không gốc.pdf')).toContain('trust-not-checked');
	expect((await kept()).trust).toBe('not-checked');
	unwrap(await desk.trust.addFiles([pki.issue('other', { extensions: caExtensions }).file]));
	expect(await codes('gốc khác.pdf')).toContain('untrusted');
	expect((await kept()).trust).toBe('untrusted');
});

test('a key file that is gone says so, and a forgotten one is not listed', async () => {
	rmSync(keyFile);
	const { modules } = unwrap(await desk.tokens.list({ companyId }));
	expect(modules).toMatchObject([
		{ error: { code: 'FILE_NOT_FOUND', params: { file: 'khóa công ty.p12' } }, tokens: [] },
	]);
	unwrap(await desk.tokens.forgetKeyFile({ id: modules[0]!.id }));
	expect(unwrap(await desk.tokens.list({ companyId })).modules).toEqual([]);
	expect(await desk.tokens.forgetKeyFile({ id: modules[0]!.id })).toMatchObject({
		error: { code: 'STORE_RECORD_MISSING' },
	});
});

test('every reason why a new signature may be thrown away has its words in both languages', () => {
	const own = ['signature-too-long', 'signature-missing', 'earlier-signature', 'PDF_UNREADABLE', 'PDF_ENCRYPTED'];
	for (const language of ['vi', 'en']) {
		const texts = JSON.parse(readFileSync(`resources/locales/${language}/errors.json`, 'utf8'));
		const words = Object.keys(texts.SIGN_OUTPUT_INVALID.values.reason);
		expect([...own, ...verifyReasons].filter((reason) => !words.includes(reason))).toEqual([]);
	}
});
