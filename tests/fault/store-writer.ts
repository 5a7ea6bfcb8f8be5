/**
 * Started by store-kill.test.ts and killed at any moment: opens the data folder of its first argument, writes numbered
 * parameter sets and prints each number once the core has answered.
 */
import { writeSync } from 'node:fs';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import { companyDraft, openAccountCore, parameterDraft, password } from '../security/account-core.ts';

const [, , folder = '', from = '1'] = process.argv;

const core = openAccountCore(folder);
const settled = await core.audit.settleInterrupted();
if (!settled.ok) throw new Error(settled.error.code);
const { state } = await core.value<{ state: string }>('vault.status', {});
await core.value(state === 'new' ? 'vault.create' : 'vault.unlock', { password });
const [known] = await core.value<Company[]>('companies.list', {});
const company = known ?? (await core.value<Company>('companies.save', companyDraft()));
writeSync(1, 'ready\n');
for (let number = Number(from); ; number++) {
	const secret = `MATKHAU${number}`;
	await core.value('parameters.save', parameterDraft(company.id, { userId: `N${number}`, password: secret }));
	// Synchronous: what was printed must be out before the next write begins.
	writeSync(1, `${number}\n`);
}
