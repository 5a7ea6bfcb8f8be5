import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../shared/contracts/parameters-contract.ts';
import {
	type AccountCore,
	closeCore,
	openAccountCore,
	openWithCompany,
	parameterDraft,
	password,
} from '../security/account-core.ts';

let folder: string;
let core: AccountCore;
let company: Company;

beforeEach(async () => {
	({ folder, core, company } = await openWithCompany());
});

afterEach(() => closeCore(core, folder));

/** The file may not grow beyond `spare` pages more: SQLite's own stand-in for a full disk. */
function limitPages(spare: number): void {
	core.store.read((database) => {
		const pages = database.pragma('page_count', { simple: true }) as number;
		database.pragma(`max_page_count = ${pages + spare}`);
	});
}

const list = () => core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id });
const save = (n: number) =>
	core.outcome('parameters.save', parameterDraft(company.id, { userId: `N${n}`, password: 'MATKHAU1' }));

test.each([0, 1, 2, 3, 5, 8])(
	'a disk that is full after %i more pages loses nothing, goes on reading and recovers',
	async (spare) => {
		limitPages(spare);
		let saved = 0;
		let outcome = 'ok';
		for (let n = 0; n < 500 && outcome === 'ok'; n++) {
			outcome = await save(n);
			if (outcome === 'ok') saved++;
		}
		expect(outcome).toBe('STORE_FULL');
		const before = (await list()).length;
		// The set that met the full disk may be stored without its audit row yet; none that was reported is missing.
		expect([saved, saved + 1]).toContain(before);
		expect(core.defects).toEqual([]);
		expect(await core.outcome('vault.lock', {}), 'locking needs no room').toBeOneOf(['ok', 'STORE_FULL']);
		expect(core.vault.isUnlocked()).toBe(false);

		core.store.close();
		core = openAccountCore(folder);
		expect(await core.audit.settleInterrupted()).toMatchObject({ ok: true });
		await core.value('vault.unlock', { password });
		expect(await list()).toHaveLength(before);
		expect(await save(1000)).toBe('ok');
		expect(core.store.read((database) => database.pragma('integrity_check', { simple: true }))).toBe('ok');
		expect(await core.audit.verify()).toMatchObject({ value: { firstBad: null, macsChecked: true } });
	},
);
