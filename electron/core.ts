import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Envelope, FeatureName, PageEvent } from '../shared/contracts/contracts.ts';
import { dateInVietnam } from '../shared/domain/dates.ts';
import type { AppError } from '../shared/errors/codes.ts';
import { capture, Fault, ok, type Result, unwrap } from '../shared/result.ts';
import { createAuditFeature } from './features/audit/audit-feature.ts';
import { createAuditLog } from './features/audit/audit-service.ts';
import { type BackupFeature, createBackupFeature } from './features/backup/backup-service.ts';
import { finishExchange } from './features/backup/put-aside.ts';
import { createCertificateChangesFeature } from './features/certificate-changes/certificate-changes-feature.ts';
import { createCompaniesFeature } from './features/companies/companies-feature.ts';
import { createCompanySeals } from './features/dossiers/company-seals.ts';
import { DossierFiles } from './features/dossiers/dossier-files.ts';
import { sendingInternals } from './features/dossiers/dossier-sending.ts';
import type { ExportNames } from './features/dossiers/dossier-shelf.ts';
import { createDossiersFeature } from './features/dossiers/dossiers-feature.ts';
import { readMailParts } from './features/dossiers/read-mail-parts.ts';
import { createGuidesFeature } from './features/guides/guides-feature.ts';
import { createHelpFeature } from './features/help/help-feature.ts';
import { readErrorCodes } from './features/help/read-error-codes.ts';
import { createOe4002Feature } from './features/oe4002/oe4002-feature.ts';
import { createAccountFeatures } from './features/parameters/compose.ts';
import { createPasswordsFeature } from './features/parameters/passwords-feature.ts';
import { createTrustedClock } from './features/parameters/trusted-clock.ts';
import { watchWaits } from './features/parameters/wait-watch.ts';
import { createRequestsFeature } from './features/requests/requests-feature.ts';
import { createSearchFeature } from './features/search/search-feature.ts';
import type { SignerPort } from './features/signing/signer-port.ts';
import { createSigningFeature } from './features/signing/signing-feature.ts';
import { createSigningService } from './features/signing/signing-service.ts';
import { readSigningSettings } from './features/signing/signing-settings.ts';
import { thisComputer } from './features/tokens/diagnostics.ts';
import { createKeyFiles } from './features/tokens/key-files.ts';
import { createTokensFeature } from './features/tokens/tokens-feature.ts';
import { createCalendarFeature } from './features/tracking/calendar-feature.ts';
import { createAccountMerge } from './features/transfer/account-merge-service.ts';
import { createTransferFeature } from './features/transfer/transfer-feature.ts';
import { createTrustFeature } from './features/trust/trust-feature.ts';
import type { OsKeyStore } from './features/vault/os-key-port.ts';
import { createVaultFeature, opensWith } from './features/vault/vault-feature.ts';
import { createVerificationFeature } from './features/verification/verification-feature.ts';
import { createDispatcher, type DefectReport, type Dispatch } from './ipc/dispatch.ts';
import { internalCalls } from './ipc/internal-calls.ts';
import { createRescueDispatcher } from './ipc/rescue.ts';
import { writeHandoverSheet } from './pdf/handover-sheet.ts';
import { buildLetter } from './pdf/letter/build-letter.ts';
import { leadsToRoot } from './pdf/pki/judge-trust.ts';
import { readCaFile } from './pdf/pki/read-ca-file.ts';
import { writeRecoverySheet } from './pdf/recovery-sheet.ts';
import { findAutomaticStamp } from './pdf/sign/automatic-stamp.ts';
import { signWithEvidence } from './pdf/sign/sign-with-evidence.ts';
import { writeVerificationSheet } from './pdf/verification-sheet.ts';
import { DocumentWorker } from './pdf/worker/document-worker.ts';
import { readCertificate } from './pkcs11/certificate.ts';
import { driverFiles } from './pkcs11/driver-files.ts';
import type { TokenPort } from './pkcs11/token-port.ts';
import { hashFile } from './platform/hash-file.ts';
import { openParentPort } from './platform/parent-port.ts';
import { type LinkEvent, RemoteLinks } from './platform/remote-link.ts';
import { findResources } from './platform/resources.ts';
import { type Outcome, Peer } from './platform/rpc.ts';
import { accountBatchRepository } from './storage/account-batch-repository.ts';
import { accountRepository } from './storage/account-repository.ts';
import { auditRepository } from './storage/audit-repository.ts';
import { backupDatabase, lineOf } from './storage/backup-database.ts';
import { certificateChangeRepository } from './storage/certificate-change-repository.ts';
import { companyRepository } from './storage/company-repository.ts';
import { knownSchema, openStore, type Store, schemaOf } from './storage/database.ts';
import { dossierRepository } from './storage/dossier-repository.ts';
import { evidenceRepository } from './storage/evidence-repository.ts';
import { guideRepository } from './storage/guide-repository.ts';
import { parameterRepository } from './storage/parameter-repository.ts';
import { requestRepository } from './storage/request-repository.ts';
import { searchSource } from './storage/search-source.ts';
import { settingRepository } from './storage/setting-repository.ts';
import { terminalRepository } from './storage/terminal-repository.ts';
import { trustRepository } from './storage/trust-repository.ts';
import { vaultRepository } from './storage/vault-repository.ts';

const folder = process.env.VNACCS_KEYRING_DATA;
if (!folder) throw new Error('VNACCS_KEYRING_DATA must name the data folder.');
const resources = findResources();
const fonts = path.join(resources, 'fonts');
const now = () => Date.now();
const clock = createTrustedClock({ wall: now, monotonic: () => performance.now() });

/** Main, which alone talks to token hosts and sees PINs. */
const tokens: Omit<TokenPort, 'sign' | 'openKeyFile'> = {
	list: async (modules) => answered(await main.call('token.list', modules)),
	peek: async (modules) => answered(await main.call('token.peek', modules)),
	describe: async (modules) => answered(await main.call('token.describe', modules)),
};
/** The system's key store belongs to main as well. */
const os: OsKeyStore = {
	available: async () => answered(await main.call<boolean>('os.available', null)),
	protect: async (secret) => answered(await main.call<Uint8Array | null>('os.protect', secret)),
	reveal: async (kept) => answered(await main.call<Uint8Array | null>('os.reveal', kept)),
};
const signer: SignerPort = {
	sign: async (request, question) => answered(await main.call<Result<Uint8Array>>('token.sign', { request, question })),
};

/** Main starts the document workers, too. */
const documentWorkers = new RemoteLinks((event) => main.emit('document-worker', event));

/** What lasts while one data file is open. `stop` ends it before another takes its place. */
type Opened = { dispatch: Dispatch; failed: boolean; stop: () => void };

/** How often it is looked whether this day has its backup, and how long after the start first. */
const dailyCheckMs = { first: 20_000, every: 15 * 60_000 };

let opening = start(folder);
const main: Peer = new Peer(
	openParentPort(),
	{
		dispatch: async ({ name, request }: { name: string; request: unknown }): Promise<Envelope<unknown>> => {
			// What kept the data folder shut may have gone: the page asks this first when the user tries again.
			if (name === 'vault.status' && (await opening).failed) opening = start(folder);
			const envelope = await (await opening).dispatch(name, request);
			if (envelope.ok) announce(name);
			if (envelope.ok && exchanging.has(name)) await reopen(folder);
			return envelope;
		},
	},
	(_, event) => documentWorkers.hear(event as LinkEvent),
);

/** Calls after which other data take the place of the present ones. */
const exchanging = new Set(['backup.restore', 'backup.undo', 'backup.startEmpty']);

async function reopen(data: string): Promise<void> {
	(await opening).stop();
	opening = start(data);
	await opening;
	tell({ kind: 'locked' });
}

/** A data folder that cannot be opened is the answer to every call, so that the page can say so and offer backups. */
async function start(data: string): Promise<Opened> {
	const exchanged = await finishExchange(data);
	if (!exchanged.ok) return shut(exchanged.error);
	const schema = schemaOf(data);
	if (schema > 0 && schema < knownSchema) {
		const kept = await backupsOf(data, null).make('migration');
		// A damaged file is not touched by what follows either.
		if (!kept.ok && kept.error.code !== 'BACKUP_DAMAGED') return shut(kept.error);
	}
	const store = openStore(data);
	if (!store.ok) return shut(store.error, backupsOf(data, null));
	const opened = await compose(store.value, data, exchanged.value);
	return opened.ok ? opened.value : shut(opened.error);
}

function shut(error: AppError, backups?: BackupFeature): Opened {
	const helps = error.code === 'STORE_CORRUPT' || error.code === 'STORE_NEWER_SCHEMA';
	const dispatch = createRescueDispatcher(error, helps ? backups : undefined, report);
	return { dispatch, failed: true, stop: () => {} };
}

function backupsOf(data: string, store: Store | null): BackupFeature {
	const database = backupDatabase(store ?? data, {
		log: async (copy) => {
			const log = createAuditLog({ store: copy, key: () => null, user: '', now, elapsed: () => 0 });
			const { entries, firstBad, head } = unwrap(await log.verify());
			if (firstBad !== null) throw new Fault('STORE_CORRUPT', { path: data });
			return { entries, head };
		},
		opens: opensWith,
	});
	const inUse = async () => store !== null && (await vaultRepository(store).load()) !== null;
	return createBackupFeature({ data, database, settings: store && settingRepository(store), inUse, now });
}

async function compose(store: Store, data: string, exchanged: boolean): Promise<Result<Opened>> {
	const vault = createVaultFeature({ store: vaultRepository(store), now, os });
	const backups = backupsOf(data, store);
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
	const dossiers = createDossiersFeature({
		repository: dossierStore,
		companies,
		seals: createCompanySeals({ root: path.join(data, 'companies'), companies, documents }),
		files: new DossierFiles(path.join(data, 'dossiers')),
		buildLetter: (request, { preview }) => buildLetter(request, { resources, preview }),
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
		mail: readMailParts(resources),
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
		trustedRoots: trust.certificates.roots,
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
		'dossiers.chooseSeal': (request) => dossiers.setSeal(request.companyId, request.path),
		'dossiers.outputs': ({ id }) => dossiers.outputs(id),
		'transfer.choose': (request) => transfer.take(request.path),
		'transfer.saveTemplate': (request) => transfer.saveTemplate(request.path, request.language),
		'transfer.export': ({ path: target, language, ...request }) => transfer.export(request, target, language),
		'transfer.saveSheet': ({ path: target, language, ...request }) => transfer.saveSheet(request, target, language),
		'verification.saveSheet': (request) => verification.saveSheetTo(request.id, request.path),
		'verification.checkedName': ({ id }) => verification.checkedName(id),
		'files.resolve': async ({ fileId }) =>
			ok({ path: dossiers.resolveFile(fileId) ?? verification.resolveFile(fileId) ?? null }),
		...sendingInternals(dossiers),
	});
	const dispatch = createDispatcher({
		features: {
			vault: vault.handlers,
			companies: createCompaniesFeature({
				store: companyStore,
				removeFiles: (companyId) => dossiers.removeSeal({ companyId }),
				now,
			}),
			...accounts.handlers,
			passwords: passwordActs,
			guides: createGuidesFeature({ store: guides, now }),
			requests: createRequestsFeature({ store: requests, user: userInfo().username, now }),
			certificateChanges: createCertificateChangesFeature({ store: certificateChangeRepository(store), now }),
			tokens: tokensFeature,
			dossiers,
			signing: signing.handlers,
			trust: trust.handlers,
			verification,
			calendar: createCalendarFeature({ resources, settings }),
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
	const daily = async () => {
		if (!(await backups.dailyDue())) return;
		await audit.record('backup.daily', null, () => backups.makeDaily());
		tell({ kind: 'changed', feature: 'backup' });
	};
	const first = setTimeout(() => void daily(), dailyCheckMs.first);
	const every = setInterval(() => void daily(), dailyCheckMs.every);
	const stopWaits = watchWaits({
		...{ store: stores.accounts, clock, memory: settings },
		ended: (count) => {
			tell({ kind: 'waitsOver', count });
			announce('passwords.record');
		},
	});
	const stop = () => {
		stopWaits();
		clearTimeout(first);
		clearInterval(every);
		stopped = true;
		void vault.handlers.lock({});
		store.close();
	};
	return ok({ dispatch, failed: false, stop });
}

function report({ supportId, call, name, frames }: DefectReport): void {
	process.stderr.write(`[${supportId}] ${call} ${name}\n${frames.join('\n')}\n`);
}

/** Calls that only look. */
const looking = new Set([
	...['list', 'get', 'status', 'check', 'reveal', 'preview', 'copy', 'outputs', 'resolve', 'seal', 'automaticStamp'],
	...['watch', 'diagnostics', 'keyFiles', 'settings', 'evidence', 'exportEvidence'],
	...['checkPath', 'checkDossier', 'saveSheet', 'checkedName'],
	...['examine', 'verify', 'osUnlock'],
	...['history', 'userCodes', 'admins', 'about', 'clock', 'sleep'],
	...['find', 'compare'],
	...['saveDraft', 'answerFile', 'exportTo'],
]);

/** Features that show one another's records. */
const related: Record<string, FeatureName[]> = {
	parameters: ['parameters', 'terminals', 'accounts'],
	terminals: ['terminals', 'parameters'],
	requests: ['requests', 'parameters', 'terminals'],
	certificateChanges: ['certificateChanges', 'parameters', 'accounts'],
	companies: ['companies', 'parameters', 'terminals', 'accounts', 'guides', 'requests', 'certificateChanges'],
	passwords: ['passwords', 'parameters', 'accounts', 'guides'],
	oe4002: ['oe4002', 'parameters', 'terminals'],
	transfer: ['companies', 'parameters', 'terminals', 'accounts'],
};

/** Tells the page which of its cached answers have grown old. */
function announce(name: string): void {
	const [feature = '', method = ''] = name.split('.');
	if (looking.has(method)) return;
	for (const one of related[feature] ?? [feature]) tell({ kind: 'changed', feature: one as FeatureName });
}

function tell(event: PageEvent): void {
	main.emit('page-event', event);
}

function answered<T>(outcome: Outcome<T>): T {
	// Main has gone, and this process goes with it.
	if (!outcome.ok) throw new Fault('IPC_CORE_STOPPED');
	return outcome.value;
}

function text<T>(language: string, namespace: string): T {
	return JSON.parse(readFileSync(path.join(resources, 'locales', language, `${namespace}.json`), 'utf8')) as T;
}
