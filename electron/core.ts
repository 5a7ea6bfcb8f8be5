import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import type { Envelope, FeatureName, PageEvent } from '../shared/contracts/contracts.ts';
import { dateInVietnam } from '../shared/domain/dates.ts';
import { capture, Fault, ok, type Result, unwrap } from '../shared/result.ts';
import { createAuditFeature } from './features/audit/audit-feature.ts';
import { createAuditLog } from './features/audit/audit-service.ts';
import { createCompaniesFeature } from './features/companies/companies-feature.ts';
import { createCompanySeals } from './features/dossiers/company-seals.ts';
import { DossierFiles } from './features/dossiers/dossier-files.ts';
import { createDossiersFeature } from './features/dossiers/dossiers-feature.ts';
import { createHelpFeature } from './features/help/help-feature.ts';
import { readErrorCodes } from './features/help/read-error-codes.ts';
import { createOe4002Feature } from './features/oe4002/oe4002-feature.ts';
import { createAccountFeatures } from './features/parameters/compose.ts';
import { createSearchFeature } from './features/search/search-feature.ts';
import type { SignerPort } from './features/signing/signer-port.ts';
import { createSigningFeature } from './features/signing/signing-feature.ts';
import { createSigningService } from './features/signing/signing-service.ts';
import { readSigningSettings } from './features/signing/signing-settings.ts';
import { thisComputer } from './features/tokens/diagnostics.ts';
import { createKeyFiles } from './features/tokens/key-files.ts';
import { createTokensFeature } from './features/tokens/tokens-feature.ts';
import { createAccountMerge } from './features/transfer/account-merge-service.ts';
import { createTransferFeature } from './features/transfer/transfer-feature.ts';
import { createTrustFeature } from './features/trust/trust-feature.ts';
import { createVaultFeature } from './features/vault/vault-feature.ts';
import { coreContract } from './ipc/core-contract.ts';
import { createDispatcher, type Dispatch, type InternalCalls } from './ipc/dispatch.ts';
import { writeHandoverSheet } from './pdf/handover-sheet.ts';
import { buildLetter } from './pdf/letter/build-letter.ts';
import { leadsToRoot } from './pdf/pki/judge-trust.ts';
import { readCaFile } from './pdf/pki/read-ca-file.ts';
import { writeRecoverySheet } from './pdf/recovery-sheet.ts';
import { findAutomaticStamp } from './pdf/sign/automatic-stamp.ts';
import { signWithEvidence } from './pdf/sign/sign-with-evidence.ts';
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
import { companyRepository } from './storage/company-repository.ts';
import { openStore, type Store } from './storage/database.ts';
import { dossierRepository } from './storage/dossier-repository.ts';
import { evidenceRepository } from './storage/evidence-repository.ts';
import { parameterRepository } from './storage/parameter-repository.ts';
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

/** Main, which alone talks to token hosts and sees PINs. */
const tokens: Omit<TokenPort, 'sign' | 'openKeyFile'> = {
	list: async (modules) => answered(await main.call('token.list', modules)),
	peek: async (modules) => answered(await main.call('token.peek', modules)),
	describe: async (modules) => answered(await main.call('token.describe', modules)),
};
const signer: SignerPort = {
	sign: async (request, question) => answered(await main.call<Result<Uint8Array>>('token.sign', { request, question })),
};

/** Main starts the document workers, too. */
const documentWorkers = new RemoteLinks((event) => main.emit('document-worker', event));

const dispatcher = start(folder);
const main: Peer = new Peer(
	openParentPort(),
	{
		dispatch: async ({ name, request }: { name: string; request: unknown }): Promise<Envelope<unknown>> => {
			const started = await dispatcher;
			if (!started.ok) return started;
			const envelope = await started.value(name, request);
			if (envelope.ok) announce(name);
			return envelope;
		},
	},
	(_, event) => documentWorkers.hear(event as LinkEvent),
);

/** A data folder that cannot be opened is the answer to every call, so that the page can say so. */
async function start(data: string): Promise<Result<Dispatch>> {
	const store = openStore(data);
	return store.ok ? compose(store.value, data) : store;
}

async function compose(store: Store, data: string): Promise<Result<Dispatch>> {
	const vault = createVaultFeature({ store: vaultRepository(store), now });
	const auditStore = auditRepository(store);
	const audit = createAuditLog({
		store: auditStore,
		key: () => vault.keyFor('audit'),
		user: userInfo().username,
		now,
		elapsed: () => performance.now(),
	});
	const settled = await audit.settleInterrupted();
	if (!settled.ok) return settled;
	const companyStore = companyRepository(store);
	const stores = {
		companies: companyStore,
		parameters: parameterRepository(store),
		terminals: terminalRepository(store),
		accounts: accountRepository(store),
	};
	const accounts = createAccountFeatures({
		...stores,
		sealer: vault.sealer,
		user: userInfo().username,
		now,
	});
	const trust = createTrustFeature({
		...{ repository: trustRepository(store), readCaFile, readCertificate, leadsToRoot, now },
	});
	const settings = settingRepository(store);
	const keyFiles = createKeyFiles(settings);
	const evidence = evidenceRepository(store);
	const { secrets, passwords } = accounts;
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
		onMerging: (progress) => tell({ kind: 'merging', ...progress }),
		now,
	});
	const signing = createSigningFeature({
		settings,
		evidence,
		readCertificate,
		dossierNumber: async (id) => (await dossierStore.get(id))?.number,
	});
	vault.onLocked(() => {
		transfer.forget();
		oe4002.forget();
		tell({ kind: 'locked' });
	});

	const internal: InternalCalls = internalCalls({
		'parameters.copy': (request) => capture(async () => ({ value: unwrap(await accounts.copyValue(request)) })),
		'vault.saveRecoverySheet': ({ path: target, recoveryCode, language }) =>
			writeRecoverySheet(target, {
				recoveryCode,
				date: dateInVietnam(new Date(now()).toISOString()),
				texts: text(language, 'recovery-sheet'),
				fonts,
			}),
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
		'files.resolve': async ({ fileId }) => ok({ path: dossiers.resolveFile(fileId) ?? null }),
	});
	return ok(
		createDispatcher({
			features: {
				vault: vault.handlers,
				companies: createCompaniesFeature({
					store: companyStore,
					removeFiles: (companyId) => dossiers.removeSeal({ companyId }),
					now,
				}),
				...accounts.handlers,
				tokens: tokensFeature,
				dossiers,
				signing: signing.handlers,
				trust: trust.handlers,
				audit: createAuditFeature({ store: auditStore }),
				oe4002,
				transfer: transfer.handlers,
				search,
				help: createHelpFeature(resources),
			},
			internal,
			isUnlocked: vault.isUnlocked,
			audit,
			report: ({ supportId, call, name, frames }) =>
				void process.stderr.write(`[${supportId}] ${call} ${name}\n${frames.join('\n')}\n`),
		}),
	);
}

type InternalHandlers = {
	[N in keyof typeof coreContract]: (
		request: z.infer<(typeof coreContract)[N]['request']>,
	) => Promise<Result<z.infer<(typeof coreContract)[N]['answer']>>>;
};

function internalCalls(handlers: InternalHandlers): InternalCalls {
	return Object.fromEntries(
		Object.entries(coreContract).map(([name, call]) => [
			name,
			{ call, handler: handlers[name as keyof InternalHandlers] as (request: unknown) => Promise<Result<unknown>> },
		]),
	);
}

/** Calls that only look. */
const looking = new Set([
	...['list', 'get', 'status', 'check', 'reveal', 'preview', 'copy', 'outputs', 'resolve', 'seal'],
	...[
		'automaticStamp',
		'watch',
		'diagnostics',
		'keyFiles',
		'settings',
		'evidence',
		'exportEvidence',
		'history',
		'userCodes',
		'about',
		'find',
		'compare',
	],
]);

/** Features that show one another's records. */
const related: Record<string, FeatureName[]> = {
	parameters: ['parameters', 'terminals', 'accounts'],
	terminals: ['terminals', 'parameters'],
	companies: ['companies', 'parameters', 'terminals', 'accounts'],
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
