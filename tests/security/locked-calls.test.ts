import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coreContract } from '../../electron/ipc/core-contract.ts';
import { createDispatcher } from '../../electron/ipc/dispatch.ts';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import type { Call } from '../../shared/contracts/contract.ts';
import { contracts } from '../../shared/contracts/contracts.ts';
import type { ParameterSetRow } from '../../shared/contracts/parameters-contract.ts';
import { type AccountCore, companyDraft, openAccountCore, parameterDraft, password } from './account-core.ts';

const all: [string, Call][] = [
	...Object.entries(contracts).flatMap(([feature, calls]) =>
		Object.entries(calls as Record<string, Call>).map(([name, call]): [string, Call] => [`${feature}.${name}`, call]),
	),
	...Object.entries(coreContract),
];
const inCore = all.filter(([, call]) => call.answeredBy === 'core');
/** The page's own calls are walked through in dispatch.test.ts; these are the ones only main makes. */
const secret = Object.entries<Call>(coreContract).filter(([, call]) => call.needs === 'unlocked');

/** Whether the handler of a call was reached, with every request let through. */
async function reached(name: string, call: Call, isUnlocked: boolean): Promise<{ code: string; ran: boolean }> {
	let ran = false;
	const any = { ...call, request: { safeParse: () => ({ success: true, data: {} }) } } as unknown as Call;
	const dispatch = createDispatcher({
		features: {},
		internal: {
			[name]: {
				call: any,
				handler: async () => {
					ran = true;
					return { ok: false, error: { code: 'STORE_FULL', params: {} } };
				},
			},
		},
		isUnlocked: () => isUnlocked,
		audit: { record: (_action, _request, work) => work() },
		report: () => {},
	});
	const envelope = await dispatch(name, {});
	return { code: envelope.ok ? 'ok' : envelope.error.code, ran };
}

test.each(secret)('%s is refused while locked and its handler does not run', async (name, call) => {
	expect(await reached(name, call, false)).toEqual({ code: 'VAULT_LOCKED', ran: false });
	expect(await reached(name, call, true)).toEqual({ code: 'STORE_FULL', ran: true });
});

test('what shows, copies or opens a secret needs an open vault', () => {
	const names = inCore.filter(([name]) => /\.(reveal|copy|sign|changePassword|enableOsUnlock)\w*$/.test(name));
	expect(names.length).toBeGreaterThan(4);
	// Signing asks for the PIN, which no vault holds.
	const open = names.filter(([name, call]) => call.needs !== 'unlocked' && !name.endsWith('.sign'));
	expect(open.map(([name]) => name)).toEqual([]);
});

let folder: string;
let core: AccountCore;
let company: Company;

beforeAll(async () => {
	folder = mkdtempSync(`${tmpdir()}/vnk-`);
	core = openAccountCore(folder);
	await core.value('vault.create', { password });
	company = await core.value<Company>('companies.save', companyDraft());
	await core.value('parameters.save', parameterDraft(company.id, { password: 'MATKHAU1' }));
	await core.value('vault.lock', {});
});

afterAll(() => {
	core.store.close();
	rmSync(folder, { recursive: true });
});

test('while locked, what is not secret is readable for reminders, and backups are made', async () => {
	const [set] = await core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id });
	expect(set).toMatchObject({ certificateNotAfter: '2028-01-01' });
	expect(await core.value('companies.list', {})).toHaveLength(1);
	expect(await core.value('audit.list', { limit: 10 })).toHaveLength(4);
	expect(await core.outcome('backup.create', {})).toBe('ok');
});
