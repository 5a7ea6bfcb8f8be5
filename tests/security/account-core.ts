import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { backupsOf } from '../../electron/core/backups-of.ts';
import { createAuditFeature } from '../../electron/features/audit/audit-feature.ts';
import { createAuditLog } from '../../electron/features/audit/audit-service.ts';
import { createCertificateChangesFeature } from '../../electron/features/certificate-changes/certificate-changes-feature.ts';
import { createCompaniesFeature } from '../../electron/features/companies/companies-feature.ts';
import { createGuidesFeature } from '../../electron/features/guides/guides-feature.ts';
import { createAccountFeatures } from '../../electron/features/parameters/compose.ts';
import { createPasswordsFeature } from '../../electron/features/parameters/passwords-feature.ts';
import { createTrustedClock, type TrustedClock } from '../../electron/features/parameters/trusted-clock.ts';
import { createRequestsFeature } from '../../electron/features/requests/requests-feature.ts';
import { createVaultFeature } from '../../electron/features/vault/vault-feature.ts';
import { createDispatcher, type DefectReport } from '../../electron/ipc/dispatch.ts';
import { accountRepository } from '../../electron/storage/account-repository.ts';
import { auditRepository } from '../../electron/storage/audit-repository.ts';
import { lineOf } from '../../electron/storage/backup-database.ts';
import { certificateChangeRepository } from '../../electron/storage/certificate-change-repository.ts';
import { companyRepository } from '../../electron/storage/company-repository.ts';
import { openStore } from '../../electron/storage/database.ts';
import { guideRepository } from '../../electron/storage/guide-repository.ts';
import { parameterRepository } from '../../electron/storage/parameter-repository.ts';
import { requestRepository } from '../../electron/storage/request-repository.ts';
import { settingRepository } from '../../electron/storage/setting-repository.ts';
import { terminalRepository } from '../../electron/storage/terminal-repository.ts';
import { vaultRepository } from '../../electron/storage/vault-repository.ts';
import type { Company, CompanyDraft } from '../../shared/contracts/companies-contract.ts';
import type { ParameterDraft } from '../../shared/contracts/parameters-contract.ts';
import { inUse } from '../../shared/domain/validity.ts';
import { ok } from '../../shared/result.ts';

export const password = 'mật khẩu ứng dụng';

/** The account features on a real data folder, joined as the core joins them. */
export function openAccountCore(
	folder: string,
	now: () => number = Date.now,
	clock: TrustedClock = createTrustedClock({ wall: now, monotonic: now }),
) {
	const opened = openStore(folder);
	if (!opened.ok) throw new Error(opened.error.code);
	const store = opened.value;
	const vault = createVaultFeature({ store: vaultRepository(store), now });
	const auditStore = auditRepository(store);
	const backups = backupsOf(folder, store, now);
	const audit = createAuditLog({
		store: auditStore,
		key: () => vault.keyFor('audit'),
		user: 'Đức',
		now,
		elapsed: () => performance.now(),
		knownHeads: async () => backups.heads(await lineOf(store)),
	});
	const auditFeature = createAuditFeature({ store: auditStore, log: audit });
	const companies = companyRepository(store);
	const guides = guideRepository(store);
	const stores = { parameters: parameterRepository(store), accounts: accountRepository(store) };
	const requests = requestRepository(store);
	const accounts = createAccountFeatures({
		requests,
		companies,
		...stores,
		terminals: terminalRepository(store),
		sealer: vault.sealer,
		user: 'Đức',
		now,
	});
	const passwords = createPasswordsFeature({
		...stores,
		guides,
		passwords: accounts.passwords,
		sealer: vault.sealer,
		user: 'Đức',
		clock,
		memory: settingRepository(store),
	});
	const defects: DefectReport[] = [];
	const removedFiles: string[] = [];
	const dispatch = createDispatcher({
		features: {
			vault: vault.handlers,
			companies: createCompaniesFeature({
				store: companies,
				removeFiles: async (companyId) => {
					removedFiles.push(companyId);
					return ok(null);
				},
				now,
			}),
			...accounts.handlers,
			passwords,
			guides: createGuidesFeature({ store: guides, now }),
			requests: createRequestsFeature({ store: requests, user: 'Đức', now }),
			certificateChanges: createCertificateChangesFeature({ store: certificateChangeRepository(store), now }),
			audit: auditFeature.handlers,
			backup: backups.handlers,
		},
		isUnlocked: vault.isUnlocked,
		audit,
		report: (defect) => defects.push(defect),
	});
	return {
		store,
		vault,
		audit,
		auditFeature,
		backups,
		copyValue: accounts.copyValue,
		dispatch,
		defects,
		/** The companies whose files were removed. */
		removedFiles,
		/** The answer of a call that must succeed. */
		async value<T>(name: string, request: unknown): Promise<T> {
			const envelope = await dispatch(name, request);
			if (!envelope.ok) throw new Error(`${name}: ${JSON.stringify(envelope.error)}`);
			return envelope.value as T;
		},
		/** The error code of a call, or `ok`. */
		async outcome(name: string, request: unknown): Promise<string> {
			const envelope = await dispatch(name, request);
			return envelope.ok ? 'ok' : envelope.error.code;
		},
	};
}

export type AccountCore = ReturnType<typeof openAccountCore>;

/** A fresh data folder with an open vault and one company; `closeCore` takes it away. */
export async function openWithCompany(now?: () => number, clock?: TrustedClock) {
	const folder = mkdtempSync(`${tmpdir()}/vnk-`);
	const core = openAccountCore(folder, now, clock);
	await core.value('vault.create', { password });
	return { folder, core, company: await core.value<Company>('companies.save', companyDraft()) };
}

export function closeCore(core: AccountCore, folder: string): void {
	core.store.close();
	rmSync(folder, { recursive: true });
}

export function companyDraft(taxCode = '0100109106'): CompanyDraft {
	return {
		kind: 'own',
		taxCode,
		name: 'Công ty TNHH Thử Nghiệm',
		shortName: 'Thử Nghiệm',
		address: 'Số 1 đường Lê Lợi, Hải Phòng',
		phone: '0225 3 111 222',
		fax: '0225 3 111 223',
		email: 'lienhe@thunghiem.vn',
		place: 'Hải Phòng',
		contactName: 'Trần Thị Ánh',
		contactPhone: '0912 000 111',
		contactEmail: 'anh@thunghiem.vn',
		customsOfficeCode: '03CC',
		customsOfficeName: 'Hải quan cửa khẩu cảng Hải Phòng KV I',
		declarationAddress: 'intrctv.vnaccs.customs.gov.vn',
		proxyNote: '',
		practice: false,
		representative: {
			name: 'Nguyễn Văn Đức',
			title: 'Giám đốc',
			idType: 'cccd',
			idNumber: '031080001234',
			idDate: '2021-04-29',
			idPlace: 'Cục Cảnh sát QLHC về TTXH',
		},
	};
}

export function parameterDraft(companyId: string, changes: Partial<ParameterDraft> = {}): ParameterDraft {
	return {
		companyId,
		declarantName: 'Trần Thị Ánh',
		email: 'anh@thunghiem.vn',
		userCode: 'V2060',
		userId: 'V2060001',
		terminal: terminalPart(),
		certificateProvider: 'VNPT-CA',
		certificateSerial: '5404fffeb7033fb316d672201b7ff8ae',
		certificateNotBefore: '2025-01-01',
		certificateNotAfter: '2028-01-01',
		certificateSubject: 'CÔNG TY TNHH THỬ NGHIỆM',
		certificateTaxCode: '0100109106',
		...inUse,
		...changes,
	};
}

type TerminalPart = NonNullable<ParameterDraft['terminal']>;

/** A new terminal as it stands in the draft of a User ID. */
export function terminalPart(changes: Partial<TerminalPart> = {}): TerminalPart {
	return { terminalId: 'T1A2B3', computer: 'PC phòng XNK', ...changes };
}
