import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { Fault, ok, type Result, unwrap } from '../../shared/result.ts';
import { createAuditLog } from '../features/audit/audit-service.ts';
import { createAccountFeatures } from '../features/parameters/compose.ts';
import { createAccountMerge } from '../features/transfer/account-merge-service.ts';
import { createTransferFeature } from '../features/transfer/transfer-feature.ts';
import { createVaultFeature } from '../features/vault/vault-feature.ts';
import { accountBatchRepository } from '../storage/account-batch-repository.ts';
import { accountRepository } from '../storage/account-repository.ts';
import { auditRepository } from '../storage/audit-repository.ts';
import { companyRepository } from '../storage/company-repository.ts';
import { databaseFileName, openStore } from '../storage/database.ts';
import { parameterRepository } from '../storage/parameter-repository.ts';
import { requestRepository } from '../storage/request-repository.ts';
import { terminalRepository } from '../storage/terminal-repository.ts';
import { vaultRepository } from '../storage/vault-repository.ts';

export type DataFolder = ReturnType<typeof join>;

/**
 * Runs `work` on an existing data folder, which is closed when it returns; never makes a new one. Faults
 * STORE_CANNOT_OPEN {path} where none is, and those of opening.
 */
export async function withDataFolder<T>(
	folder: string,
	{ resources, now }: { resources: string; now: () => number },
	work: (data: DataFolder) => Promise<T>,
): Promise<T> {
	if (!existsSync(path.join(folder, databaseFileName))) throw new Fault('STORE_CANNOT_OPEN', { path: folder });
	const store = unwrap(openStore(folder));
	try {
		return await work(join(store, resources, now));
	} finally {
		store.close();
	}
}

/** The account features of one data folder, joined as the core joins them. */
function join(store: Parameters<typeof companyRepository>[0], resources: string, now: () => number) {
	const vault = createVaultFeature({ store: vaultRepository(store), now });
	const audit = createAuditLog({
		store: auditRepository(store),
		key: () => vault.keyFor('audit'),
		user: userInfo().username,
		now,
		elapsed: () => performance.now(),
	});
	const stores = {
		companies: companyRepository(store),
		parameters: parameterRepository(store),
		terminals: terminalRepository(store),
		accounts: accountRepository(store),
	};
	const { secrets, passwords } = createAccountFeatures({
		...stores,
		requests: requestRepository(store),
		sealer: vault.sealer,
		user: userInfo().username,
		now,
	});
	const merge = createAccountMerge({ ...stores, batches: accountBatchRepository(store), passwords, secrets, now });
	const confirmPassword = (password: string): Promise<Result<null>> => vault.handlers.unlock({ password });
	const transfer = createTransferFeature({
		companies: stores.companies,
		merge,
		secrets,
		texts: (language) => JSON.parse(readFileSync(path.join(resources, 'locales', language, 'transfer.json'), 'utf8')),
		confirmPassword,
		// The command line prints no sheets.
		writeSheet: async () => ok(null),
		now,
	});
	/** Opens the vault with the line of standard input; the try stands in the log like any other. */
	const unlock = async (line: Uint8Array) => {
		const password = Buffer.from(line).toString('utf8');
		line.fill(0);
		unwrap(await audit.record('vault.unlock', null, () => confirmPassword(password)));
	};
	return { ...stores, audit, merge, secrets, transfer, unlock };
}
