import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import enAudit from '../../../resources/locales/en/audit.json' with { type: 'json' };
import viAudit from '../../../resources/locales/vi/audit.json' with { type: 'json' };
import viErrors from '../../../resources/locales/vi/errors.json' with { type: 'json' };
import type { AuditRow } from '../../../shared/contracts/audit-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { Call } from '../../../shared/contracts/contract.ts';
import { contracts } from '../../../shared/contracts/contracts.ts';
import { type AccountCore, companyDraft, openAccountCore, password } from '../../../tests/security/account-core.ts';
import { coreContract } from '../../ipc/core-contract.ts';

let folder: string;
let core: AccountCore;
let time: number;

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'vnk-'));
	// 23:30 on the 22nd in Viet Nam.
	time = Date.UTC(2026, 10, 22, 16, 30);
	core = openAccountCore(folder, () => time);
	await core.value('vault.create', { password });
	await core.value<Company>('companies.save', { ...companyDraft(), shortName: '=HYPERLINK("x")' });
	time += 3_600_000;
	await core.value('vault.lock', {});
	await core.outcome('vault.unlock', { password: 'sai mật khẩu' });
});

afterEach(() => {
	core.store.close();
	rmSync(folder, { recursive: true });
});

const found = async (filter: object) =>
	(await core.value<AuditRow[]>('audit.list', { limit: 100, ...filter })).map(({ action }) => action);

test('the log is filtered by text, kind and the days of Viet Nam', async () => {
	expect(await found({})).toEqual(['vault.unlock', 'vault.lock', 'companies.save', 'vault.create']);
	expect(await found({ kind: 'data' })).toEqual(['companies.save']);
	expect(await found({ from: '2026-11-23' })).toEqual(['vault.unlock', 'vault.lock']);
	expect(await found({ to: '2026-11-22' })).toEqual(['companies.save', 'vault.create']);
	expect(await found({ text: 'hyperlink' })).toEqual(['companies.save']);
	expect(await found({ text: 'DUC', limit: 1 }), 'account Đức').toEqual(['vault.unlock']);
	expect(await found({ text: 'gì đó', actions: ['vault.lock'] })).toEqual(['vault.lock']);
	expect(await found({ text: 'wrong_password' })).toEqual(['vault.unlock']);
	expect(await found({ before: 3 })).toEqual(['companies.save', 'vault.create']);
});

const texts = { ...viAudit, errors: viErrors };

test('the export is readable without the application, and no cell of it acts', async () => {
	const csv = path.join(folder, 'nhật ký.csv');
	expect(await core.auditFeature.exportTo(csv, {}, 'csv', texts)).toEqual({ ok: true, value: null });
	const lines = readFileSync(csv, 'utf8').split('\r\n');
	expect(lines[0]).toBe('\uFEFFSố,Thời điểm,Người dùng máy,Việc,Đối tượng,Kết quả');
	expect(lines[1]).toBe('1,2026-11-22 23:30:00,Đức,Tạo mật khẩu ứng dụng,,Xong');
	expect(lines[2]).toContain(`"'=HYPERLINK(""x"")"`);
	expect(lines[4]).toContain('Mật khẩu ứng dụng không đúng');
	const xlsx = path.join(folder, 'nhật ký.xlsx');
	expect(await core.auditFeature.exportTo(xlsx, { kind: 'data' }, 'xlsx', texts)).toEqual({ ok: true, value: null });
	const [sheet] = await readXlsxFile(xlsx);
	expect(sheet?.data[1]).toEqual(['2', '2026-11-22 23:30:00', 'Đức', 'Ghi doanh nghiệp', `'=HYPERLINK("x")`, 'Xong']);
});

test('an export that cannot be written leaves nothing behind', async () => {
	const missing = path.join(folder, 'không có', 'x.csv');
	expect(await core.auditFeature.exportTo(missing, {}, 'csv', texts)).toMatchObject({
		ok: false,
		error: { code: 'FILE_FOLDER_MISSING' },
	});
	expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('every audited act has its words in both languages', () => {
	const calls = [
		...Object.entries(contracts).flatMap(([feature, contract]) =>
			Object.entries(contract as Record<string, Call>).map(([name, call]) => [`${feature}.${name}`, call] as const),
		),
		...Object.entries(coreContract),
	];
	const acts = [...calls.filter(([, call]) => call.audited).map(([name]) => name), 'backup.daily', 'backup.exchanged'];
	for (const { action } of [viAudit, enAudit] as { action: Record<string, Record<string, string>> }[]) {
		const missing = acts.filter((name) => {
			const [feature = '', method = ''] = name.split('.');
			return !action[feature]?.[method];
		});
		expect(missing).toEqual([]);
	}
});
