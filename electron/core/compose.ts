import { userInfo } from 'node:os';
import path from 'node:path';
import { dateInVietnam } from '../../shared/domain/dates.ts';
import { capture, ok, type Result, unwrap } from '../../shared/result.ts';
import { createAuditFeature } from '../features/audit/audit-feature.ts';
import { createAuditLog } from '../features/audit/audit-service.ts';
import { createCertificateChangesFeature } from '../features/certificate-changes/certificate-changes-feature.ts';
import { createCompaniesFeature } from '../features/companies/companies-feature.ts';
import { createCompanyPictures } from '../features/dossiers/company-pictures.ts';
import { DossierFiles } from '../features/dossiers/dossier-files.ts';
import { sendingInternals } from '../features/dossiers/dossier-sending.ts';
import type { ExportNames } from '../features/dossiers/dossier-shelf.ts';
import { createDossiersFeature } from '../features/dossiers/dossiers-feature.ts';
import { readMailParts } from '../features/dossiers/read-mail-parts.ts';
import { createGuidesFeature } from '../features/guides/guides-feature.ts';
import { createHelpFeature } from '../features/help/help-feature.ts';
import { readErrorCodes } from '../features/help/read-error-codes.ts';
import { createLettersFeature } from '../features/letters/letters-feature.ts';
import { createOe4002Feature } from '../features/oe4002/oe4002-feature.ts';
import { createAccountFeatures } from '../features/parameters/compose.ts';
import { createPasswordsFeature } from '../features/parameters/passwords-feature.ts';
import { createRequestsFeature } from '../features/requests/requests-feature.ts';
import { createScansFeature } from '../features/scans/scans-feature.ts';
import { createSearchFeature } from '../features/search/search-feature.ts';
import { createSigningFeature } from '../features/signing/signing-feature.ts';
import { createSigningService } from '../features/signing/signing-service.ts';
import { readSigningSettings } from '../features/signing/signing-settings.ts';
import { thisComputer } from '../features/tokens/diagnostics.ts';
import { createKeyFiles } from '../features/tokens/key-files.ts';
import { createTokensFeature } from '../features/tokens/tokens-feature.ts';
import { createCalendarFeature } from '../features/tracking/calendar-feature.ts';
import { createAccountMerge } from '../features/transfer/account-merge-service.ts';
import { createTransferFeature } from '../features/transfer/transfer-feature.ts';
import { createTrustFeature } from '../features/trust/trust-feature.ts';
import { createVaultFeature } from '../features/vault/vault-feature.ts';
import { createVerificationFeature } from '../features/verification/verification-feature.ts';
import { createDispatcher } from '../ipc/dispatch.ts';
import { internalCalls } from '../ipc/internal-calls.ts';
import { writeHandoverSheet } from '../pdf/handover-sheet.ts';
import { buildLetter } from '../pdf/letter/build-letter.ts';
import { readLetterWordings } from '../pdf/letter/letter-wording.ts';
import { leadsToRoot } from '../pdf/pki/judge-trust.ts';
import { readCaFile } from '../pdf/pki/read-ca-file.ts';
import { writeRecoverySheet } from '../pdf/recovery-sheet.ts';
import { findAutomaticStamp } from '../pdf/sign/automatic-stamp.ts';
import { signWithEvidence } from '../pdf/sign/sign-with-evidence.ts';
import { writeVerificationSheet } from '../pdf/verification-sheet.ts';
import { DocumentWorker } from '../pdf/worker/document-worker.ts';
import { readCertificate } from '../pkcs11/certificate.ts';
import { driverFiles } from '../pkcs11/driver-files.ts';
import { hashFile } from '../platform/hash-file.ts';
import { accountBatchRepository } from '../storage/account-batch-repository.ts';
import { accountRepository } from '../storage/account-repository.ts';
import { auditRepository } from '../storage/audit-repository.ts';
import { lineOf } from '../storage/backup-database.ts';
import { certificateChangeRepository } from '../storage/certificate-change-repository.ts';
import { companyRepository } from '../storage/company-repository.ts';
import type { Store } from '../storage/database.ts';
import { dossierRepository } from '../storage/dossier-repository.ts';
import { evidenceRepository } from '../storage/evidence-repository.ts';
import { guideRepository } from '../storage/guide-repository.ts';
import { parameterRepository } from '../storage/parameter-repository.ts';
import { requestRepository } from '../storage/request-repository.ts';
import { searchSource } from '../storage/search-source.ts';
import { settingRepository } from '../storage/setting-repository.ts';
import { terminalRepository } from '../storage/terminal-repository.ts';
import { trustRepository } from '../storage/trust-repository.ts';
import { vaultRepository } from '../storage/vault-repository.ts';
import { backupsOf } from './backups-of.ts';
import { localeTexts } from './locale-texts.ts';
import { report } from './report.ts';
import type { Opened, Surroundings } from './surroundings.ts';
import { startWatches } from './watches.ts';

/** Every use case over one open data file. `exchanged`: other data have just taken the place of the former ones. */
export async function compose(store: Store, exchanged: boolean, surroundings: Surroundings): Promise<Result<Opened>> {
	const { data, resources, now, clock, tokens, os, signer, documentWorkers, tell, announce } = surroundings;
	const fonts = path.join(resources, 'fonts');
	const text = <T>(language: string, namespace: string): T => localeTexts(resources, language, namespace);
	const vault = createVaultFeature({ store: vaultRepository(store), now, os });
	const backups = backupsOf(data, store, now);
	const auditStore = auditRepository(store);
	const audit = createAuditLog({
		store: auditStore,
		key: () => vault.keyFor('audit'),
		user: userInfo().username,
		now,
		elapsed: () => performance.now(),
		knownHeads: async () => backups.heads(await lineOf(store)),
	});
	const settled = await audit.settleInterrupted();
	if (!settled.ok) return settled;
	if (exchanged) unwrap(await audit.record('backup.exchanged', null, async () => ok(null)));
	const auditFeature = createAuditFeature({ store: auditStore, log: audit });
	const companyStore = companyRepository(store);
	const stores = {
		companies: companyStore,
		parameters: parameterRepository(store),
		terminals: terminalRepository(store),
		accounts: accountRepository(store),
	};
	const requests = requestRepository(store);
	const accounts = createAccountFeatures({
		...stores,
		requests,
		sealer: vault.sealer,
		user: userInfo().username,
		now,
	});
	const trust = createTrustFeature({
		...{ repository: trustRepository(store), readCaFile, readCertificate, leadsToRoot, now },
	});
	const settings = settingRepository(store);
	const guides = guideRepository(store);
	await clock.recall(settings);
	const calendar = createCalendarFeature({ resources, settings });
	const keyFiles = createKeyFiles(settings);
	const evidence = evidenceRepository(store);
	const { secrets, passwords } = accounts;
	const passwordActs = createPasswordsFeature({
		...{ ...stores, guides, passwords, sealer: vault.sealer, user: userInfo().username, clock, memory: settings },
	});
	const merge = createAccountMerge({ ...stores, batches: accountBatchRepository(store), passwords, secrets, now });
	const oe4002 = createOe4002Feature({ companies: companyStore, merge, secrets, settings, now });
	const transfer = createTransferFeature({
		companies: companyStore,
		merge,
		secrets,
		texts: (language) => text(language, 'transfer'),
		confirmPassword: (password) => vault.handlers.unlock({ password }),
		writeSheet: (target, company, texts) => writeHandoverSheet(target, company, texts, fonts),
		now,
	});
	const search = createSearchFeature({ source: searchSource(store), errorCodes: () => readErrorCodes(resources) });
	const tokensFeature = createTokensFeature({
		tokens,
		files: driverFiles(path.join(resources, 'drivers', 'drivers.json')),
		readCertificate,
		settings,
		keyFiles,
		trust: trust.judge,
		taxCodeOf: async (id) => (await companyStore.find(id))?.taxCode,
		computer: thisComputer(),
		now,
		onChange: () => tell({ kind: 'changed', feature: 'tokens' }),
	});
	const documents = new DocumentWorker(documentWorkers.spawn);
	const companies = { get: async (id: string) => (await companyStore.find(id)) ?? undefined };
	const dossierStore = dossierRepository(store);
	const scans = createScansFeature({ settings, now });
	const pictures = (use: 'seal' | 'logo') =>
		createCompanyPictures({ root: path.join(data, 'companies'), use, companies, documents });
	const letters = createLettersFeature({
		originals: await readLetterWordings(resources),
		settings,
		buildLetter: (request, wordings) => buildLetter(request, { resources, preview: true, wordings }),
		folder: path.join(data, 'letters'),
	});
	const dossiers = createDossiersFeature({
		offered: scans,
		repository: dossierStore,
		companies,
		seals: pictures('seal'),
		logos: pictures('logo'),
		files: new DossierFiles(path.join(data, 'dossiers')),
		buildLetter: async (request, options) =>
			buildLetter(request, { resources, ...options, wordings: await letters.wordings() }),
		documents,
		automaticStamp: findAutomaticStamp,
		signing: createSigningService({
			tokens: keyFiles.listWith(tokens),
			modulePath: tokensFeature.modulePath,
			readCertificate,
			signWithEvidence,
			signer,
			settings: () => readSigningSettings(settings),
			trust: trust.certificates,
			evidence,
			hashFile,
			// The signature is read by Vietnamese customs, whatever language the screen has.
			stampTexts: text('vi', 'stamp'),
			stampFont: path.join(fonts, 'OpenSans-Regular.ttf'),
			now,
		}),
		paperName: (paper) => text<{ papers: Record<string, string> }>('vi', 'dossiers').papers[paper] ?? paper,
		mail: { ...readMailParts(resources), address: letters.addressee },
		exportNames: text<{ export: ExportNames }>('vi', 'sending').export,
		onMerging: (progress) => tell({ kind: 'merging', ...progress }),
		now,
	});
	const signing = createSigningFeature({
		settings,
		evidence,
		readCertificate,
		dossierNumber: async (id) => (await dossierStore.get(id))?.number,
	});
	const verification = createVerificationFeature({
		verifier: documents,
		trusted: trust.certificates,
		readCertificate,
		writeSheet: (target, report) =>
			writeVerificationSheet(target, report, { texts: text('vi', 'verification'), fonts }),
		signedFile: dossiers.signedFile,
		now,
	});
	// What cannot be removed now is removed at a later start.
	await dossiers.tidyUp((id, work) => audit.record('dossiers.purge', { id }, work));
	let stopped = false;
	// After an exchange of the data the page is told once, when the new ones are open.
	vault.onLocked(() => {
		transfer.forget();
		oe4002.forget();
		if (!stopped) tell({ kind: 'locked' });
	});

	const internal = internalCalls({
		'clock.sleep': async ({ asleep }) => {
			if (asleep) clock.sleep();
			else clock.wake();
			return ok(null);
		},
		'parameters.copy': (request) => capture(async () => ({ value: unwrap(await accounts.copyValue(request)) })),
		'vault.saveRecoverySheet': ({ path: target, recoveryCode, language }) =>
			writeRecoverySheet(target, {
				recoveryCode,
				date: dateInVietnam(new Date(now()).toISOString()),
				texts: text(language, 'recovery-sheet'),
				fonts,
			}),
		'backup.setTarget': ({ path: chosen }) => backups.setTarget(chosen),
		'backup.examine': ({ path: chosen }) => backups.examine(chosen),
		'audit.exportTo': ({ path: target, format, language, ...filter }) =>
			auditFeature.exportTo(target, filter, format, { ...text(language, 'audit'), errors: text(language, 'errors') }),
		'tokens.chooseModule': (request) => tokensFeature.addModule(request.path),
		'tokens.chooseKeyFile': ({ path: file, certificates }) => tokensFeature.addKeyFile(file, certificates),
		'signing.exportEvidence': ({ id, parent }) => signing.exportEvidence(id, parent),
		'trust.add': ({ paths }) => trust.addFiles(paths),
		'dossiers.saveAs': (request) => dossiers.saveTo(request.id, request.path),
		'dossiers.addPicture': dossiers.addPicture,
		'scans.setFolder': (request) => scans.setFolder(request.path),
		'dossiers.chooseSeal': (request) => dossiers.setSeal(request.companyId, request.path),
		'dossiers.chooseLogo': (request) => dossiers.setLogo(request.companyId, request.path),
		'dossiers.outputs': ({ id }) => dossiers.outputs(id),
		'transfer.choose': (request) => transfer.take(request.path),
		'transfer.saveTemplate': (request) => transfer.saveTemplate(request.path, request.language),
		'transfer.export': ({ path: target, language, ...request }) => transfer.export(request, target, language),
		'transfer.saveSheet': ({ path: target, language, ...request }) => transfer.saveSheet(request, target, language),
		'verification.saveSheet': (request) => verification.saveSheetTo(request.id, request.path),
		'verification.checkedName': ({ id }) => verification.checkedName(id),
		'files.resolve': async ({ fileId }) =>
			ok({
				path: dossiers.resolveFile(fileId) ?? letters.resolveFile(fileId) ?? verification.resolveFile(fileId) ?? null,
			}),
		...sendingInternals(dossiers),
	});
	const dispatch = createDispatcher({
		features: {
			vault: vault.handlers,
			companies: createCompaniesFeature({
				store: companyStore,
				removeFiles: async (companyId) => {
					const removed = await dossiers.removeSeal({ companyId });
					return removed.ok ? dossiers.removeLogo({ companyId }) : removed;
				},
				now,
			}),
			...accounts.handlers,
			passwords: passwordActs,
			guides: createGuidesFeature({ store: guides, now }),
			requests: createRequestsFeature({ store: requests, user: userInfo().username, now }),
			certificateChanges: createCertificateChangesFeature({ store: certificateChangeRepository(store), now }),
			tokens: tokensFeature,
			dossiers,
			scans: scans.handlers,
			letters: letters.handlers,
			signing: signing.handlers,
			trust: trust.handlers,
			verification,
			calendar,
			audit: auditFeature.handlers,
			backup: backups.handlers,
			oe4002,
			transfer: transfer.handlers,
			search,
			help: createHelpFeature(resources),
		},
		internal,
		isUnlocked: vault.isUnlocked,
		audit,
		report,
	});
	const stopWatches = startWatches({
		...{ parameters: stores.parameters, accounts: stores.accounts, memory: settings },
		dossiers: async () => unwrap(await dossiers.list({})),
		calendar: async () => unwrap(await calendar.get({})).calendar,
		terms: letters.terms,
		...{ backups, audit, clock, tell, announce },
	});
	const stop = () => {
		stopWatches();
		stopped = true;
		void vault.handlers.lock({});
		store.close();
	};
	return ok({ dispatch, failed: false, stop });
}
