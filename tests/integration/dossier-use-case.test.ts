import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCompanyPictures } from '../../electron/features/dossiers/company-pictures.ts';
import { DossierFiles } from '../../electron/features/dossiers/dossier-files.ts';
import { createDossiersFeature, type DossiersFeature } from '../../electron/features/dossiers/dossiers-feature.ts';
import { readMailParts } from '../../electron/features/dossiers/read-mail-parts.ts';
import { createSigningService } from '../../electron/features/signing/signing-service.ts';
import { readSigningSettings } from '../../electron/features/signing/signing-settings.ts';
import { thisComputer } from '../../electron/features/tokens/diagnostics.ts';
import { createKeyFiles } from '../../electron/features/tokens/key-files.ts';
import { createTokensFeature, type TokensFeature } from '../../electron/features/tokens/tokens-feature.ts';
import { buildLetter } from '../../electron/pdf/letter/build-letter.ts';
import { findAutomaticStamp } from '../../electron/pdf/sign/automatic-stamp.ts';
import { signWithEvidence } from '../../electron/pdf/sign/sign-with-evidence.ts';
import { readCertificate } from '../../electron/pkcs11/certificate.ts';
import { driverFiles } from '../../electron/pkcs11/driver-files.ts';
import type { TokenHosts } from '../../electron/pkcs11/token-hosts.ts';
import { hashFile } from '../../electron/platform/hash-file.ts';
import { findResources } from '../../electron/platform/resources.ts';
import { companyRepository } from '../../electron/storage/company-repository.ts';
import { openStore, type Store } from '../../electron/storage/database.ts';
import { dossierRepository } from '../../electron/storage/dossier-repository.ts';
import { evidenceRepository } from '../../electron/storage/evidence-repository.ts';
import { settingRepository } from '../../electron/storage/setting-repository.ts';
import sendingTexts from '../../resources/locales/vi/sending.json' with { type: 'json' };
import stampTexts from '../../resources/locales/vi/stamp.json' with { type: 'json' };
import type { Dossier } from '../../shared/contracts/dossiers-contract.ts';
import { emptyCompany } from '../../shared/domain/company-entry.ts';
import { unwrap } from '../../shared/result.ts';
import { realDocumentWorker } from '../fixtures/real-document-worker.ts';
import {
	addToken,
	companyName,
	makeCompany,
	newSoftHsm,
	pin,
	request,
	softhsm,
	workFolder,
	writeSources,
} from './cli-process.ts';
import { colorAt, colorName, drawPage } from './pdf-tools.ts';
import { tokenHosts } from './practice-token.ts';

const companyId = '01900000-0000-7000-8000-000000000001';
const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const data = at('dữ liệu');
const resources = findResources();

let store: Store;
let hosts: TokenHosts;
let typedPin = pin;
let features: { dossiers: DossiersFeature; tokens: TokensFeature };

/** The use cases as the core joins them, with a PIN that is typed at once. */
function compose(): typeof features {
	const settings = settingRepository(store);
	const tokens = createTokensFeature({
		tokens: hosts,
		files: { ...driverFiles(''), discover: async () => [softhsm] },
		computer: thisComputer(),
		onChange: () => {},
		readCertificate,
		settings,
		keyFiles: createKeyFiles(settings),
		trust: async () => () => 'not-checked',
		taxCodeOf: async (id) => (await companyRepository(store).find(id))?.taxCode,
		now: Date.now,
	});
	const documents = realDocumentWorker;
	const companies = { get: async (id: string) => (await companyRepository(store).find(id)) ?? undefined };
	const pictures = (use: 'seal' | 'logo') =>
		createCompanyPictures({ root: path.join(data, 'companies'), use, companies, documents });
	const dossiers = createDossiersFeature({
		repository: dossierRepository(store),
		companies,
		seals: pictures('seal'),
		logos: pictures('logo'),
		automaticStamp: findAutomaticStamp,
		offered: { pathsOf: () => [], taken: async () => undefined },
		files: new DossierFiles(path.join(data, 'dossiers')),
		buildLetter: (letter, options) => buildLetter(letter, { resources, ...options }),
		documents,
		signing: createSigningService({
			tokens: hosts,
			modulePath: tokens.modulePath,
			readCertificate,
			signWithEvidence,
			settings: () => readSigningSettings(settings),
			trust: { roots: async () => [], intermediates: async () => [] },
			evidence: evidenceRepository(store),
			hashFile,
			signer: { sign: (order) => hosts.sign(order, Buffer.from(typedPin), false) },
			stampTexts,
			stampFont: path.join(resources, 'fonts', 'OpenSans-Regular.ttf'),
			now: Date.now,
		}),
		paperName: (paper) => paper,
		mail: readMailParts(resources),
		exportNames: sendingTexts.export,
		onMerging: () => {},
		now: Date.now,
	});
	return { dossiers, tokens };
}

beforeAll(async () => {
	await writeSources(folder);
	const env = newSoftHsm(folder, 'thẻ');
	await addToken(env, 'Công ty ĐTP', [
		makeCompany(folder, 'công ty'),
		makeCompany(folder, 'khác', { taxCode: '0101234565' }),
	]);
	hosts = tokenHosts(env.SOFTHSM2_CONF);
	store = unwrap(openStore(data));
	const { company, representative, letter } = request;
	await companyRepository(store).add(
		{
			...emptyCompany,
			id: companyId,
			...company,
			place: letter.place,
			representative: { ...representative, idType: 'cccd' },
		},
		new Date().toISOString(),
	);
	features = compose();
});
afterAll(() => {
	hosts?.close();
	store?.close();
});

async function choice(usable: boolean) {
	const { modules } = unwrap(await features.tokens.list({ companyId }));
	const token = modules[0]!.tokens[0]!;
	const certificate = token.certificates.find((one) => one.usable === usable)!;
	return { moduleId: modules[0]!.id, slot: token.slot, certificateSha256: certificate.sha256, stamp: true };
}

let dossier: Dossier;
const file = (name: string) => features.dossiers.resolveFile(`${dossier.id}.${name}`)!;
const pdfText = (name: string, page: number) =>
	execFileSync('pdftotext', ['-f', String(page), '-l', String(page), file(name), '-'], { encoding: 'utf8' });

test('a new dossier takes scans: a PDF as it is, a photo upright on A4', async () => {
	const { dossiers } = features;
	dossier = unwrap(await dossiers.create({ companyId, kind: 'vnaccs-admin-password' }));
	const letter = { ...dossier.letter, number: '12', reason: request.letter.reason };
	dossier = unwrap(await dossiers.saveLetter({ id: dossier.id, letter }));
	writeFileSync(at('hỏng.pdf'), 'không phải PDF');
	const paths = [at('ĐKKD.pdf'), at('CCCD.jpg'), at('hỏng.pdf')];
	const added = unwrap(await dossiers.addPaths({ id: dossier.id, paths }));
	expect(added.refused).toEqual([
		{ name: 'hỏng.pdf', error: { code: 'PDF_UNREADABLE', params: { file: 'hỏng.pdf' } } },
	]);
	dossier = added.dossier;
	expect(dossier).toMatchObject({ step: 'merge', missingPapers: [] });
	const photo = await drawPage(file(dossier.attachments[1]!.id), 1);
	expect(photo.height).toBeGreaterThan(photo.width);
	expect(colorName(colorAt(photo, 0.5, 0.3))).toBe('red');
});

test('merging follows the page grid: order, removal and rotation', async () => {
	const { dossiers } = features;
	const [, second, photo] = dossier.pages;
	const turned = { ...photo!, rotation: 180 as const };
	const pages = [turned, { ...second!, paper: 'business-registration' as const }];
	dossier = unwrap(await dossiers.setPages({ id: dossier.id, pages }));
	dossier = unwrap(await dossiers.merge({ id: dossier.id }));
	expect(dossier.merged).toMatchObject({ pages: 3, bytes: readFileSync(file('merged')).length });
	expect(pdfText('merged', 1)).toContain('Hải Phòng, ngày');
	expect(colorName(colorAt(await drawPage(file('merged'), 2), 0.5, 0.7))).toBe('red');
	expect(pdfText('merged', 3)).toContain('second page');
});

test('the certificate of another company cannot sign, and a wrong PIN leaves no file', async () => {
	const { dossiers } = features;
	expect(await dossiers.sign({ id: dossier.id, ...(await choice(false)) })).toMatchObject({
		error: { code: 'CERT_WRONG_TAX_CODE' },
	});
	typedPin = '999999';
	const refused = await dossiers.sign({ id: dossier.id, ...(await choice(true)) });
	typedPin = pin;
	expect(refused).toMatchObject({ error: { code: 'PIN_INCORRECT', params: { state: 'low' } } });
	expect(() => readFileSync(file('signed'))).toThrow('ENOENT');
});

test('the signed file is valid for poppler, carries the stamp, and only its own certificate', async () => {
	const { dossiers } = features;
	dossier = unwrap(await dossiers.sign({ id: dossier.id, ...(await choice(true)) }));
	expect(dossier.signed).toMatchObject({ signer: companyName, level: 'B-B' });
	const report = execFileSync('pdfsig', ['-nocert', file('signed')], { encoding: 'utf8' });
	expect(report).toMatch(/Total document signed[\s\S]*Signature is Valid/);
	expect(pdfText('signed', 1)).toContain('Ký ngày:');
	const signed = readFileSync(file('signed')).toString('latin1');
	expect(signed).toContain(Buffer.from('MST:0201234569').toString('hex'));
	expect(signed).not.toContain(Buffer.from('MST:0101234565').toString('hex'));
});

test('signed again with the picture of the seal at a chosen place of another page', async () => {
	const { dossiers } = features;
	const seal =
		'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><circle cx="450" cy="450" r="400" fill="#00f"/></svg>';
	await sharp(Buffer.from(seal)).png().toFile(at('con dấu.png'));
	expect(unwrap(await dossiers.setSeal(companyId, at('con dấu.png')))).toMatchObject({ width: 400, height: 400 });
	for (const [name, code] of [
		['hỏng.png', 'IMAGE_UNREADABLE'],
		['ĐKKD.pdf', 'FILE_TYPE_UNSUPPORTED'],
		['to.png', 'IMAGE_TOO_LARGE'],
	] as const) {
		if (name === 'hỏng.png') writeFileSync(at(name), readFileSync(at('con dấu.png')).subarray(0, 500));
		if (name === 'to.png') {
			await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'red' }, limitInputPixels: false })
				.png()
				.toFile(at(name));
		}
		expect(await dossiers.setSeal(companyId, at(name))).toMatchObject({
			ok: false,
			error: { code, params: { file: name } },
		});
	}
	const seen = unwrap(await dossiers.seal({ companyId }));
	expect(seen).toMatchObject({ width: 400, height: 400 });
	expect((await sharp(dossiers.resolveFile(seen!.fileId)!).metadata()).hasAlpha).toBe(true);

	const automatic = unwrap(await dossiers.automaticStamp({ id: dossier.id }));
	expect(automatic).toMatchObject({ page: 1 });
	const place = { page: 3, x: 300, y: 400, width: 200, height: 62 };
	unwrap(await dossiers.setStamp({ id: dossier.id, stamp: { place, picture: true } }));
	const first = readFileSync(file('signed'));
	dossier = unwrap(await dossiers.sign({ id: dossier.id, ...(await choice(true)) }));
	expect(readFileSync(file('signed')).equals(first)).toBe(false);
	expect(pdfText('signed', 1)).not.toContain('Ký ngày:');
	expect(pdfText('signed', 3)).toContain('Ký ngày:');
	const page = await drawPage(file('signed'), 3);
	// The middle of the seal, 5 points inside the frame.
	expect(colorName(colorAt(page, (300 + 5 + 26) / 595, 1 - 431 / 842))).toBe('blue');

	unwrap(await dossiers.removeSeal({ companyId }));
	expect(unwrap(await dossiers.seal({ companyId }))).toBeNull();
});

test('everything is there again after closing and opening the data folder', async () => {
	store.close();
	store = unwrap(openStore(data));
	features = compose();
	expect(unwrap(await features.dossiers.get({ id: dossier.id }))).toEqual(dossier);
	expect(await features.dossiers.merge({ id: dossier.id })).toMatchObject({ error: { code: 'DOSSIER_SIGNED' } });
});
