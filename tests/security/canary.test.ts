import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditTexts } from '../../electron/features/audit/audit-export.ts';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../shared/contracts/parameters-contract.ts';
import {
	type AccountCore,
	companyDraft,
	openAccountCore,
	parameterDraft,
	password,
	terminalPart,
} from './account-core.ts';

let folder: string;
let core: AccountCore;
/** Everything that left the core, as text. */
let answers: string[];

beforeEach(() => {
	folder = mkdtempSync(`${tmpdir()}/vnk-`);
	core = openAccountCore(folder);
	answers = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

async function call<T>(name: string, request: unknown): Promise<T> {
	const envelope = await core.dispatch(name, request);
	answers.push(JSON.stringify(envelope));
	return (envelope.ok ? envelope.value : undefined) as T;
}

/** The forms in which a text may lie in a file. */
function forms(text: string): [string, Buffer][] {
	const bytes = Buffer.from(text, 'utf8');
	// A base64 run shows the text at one of three offsets; the characters at its ends depend on the neighbours.
	const base64 = [0, 1, 2].map((offset): [string, Buffer] => {
		const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
			.toString('base64')
			.replace(/=+$/, '');
		return [`base64 at ${offset}`, Buffer.from(shifted.slice(offset ? 4 : 0, -2))];
	});
	return [
		['UTF-8', bytes],
		['UTF-16LE', Buffer.from(text, 'utf16le')],
		['hex', Buffer.from(bytes.toString('hex'))],
		['HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
		...base64,
	];
}

function hits(marks: string[]): string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name))] as const);
	expect(files.map(([name]) => name)).toEqual(expect.arrayContaining(['keyring.db']));
	return files.flatMap(([name, content]) =>
		marks.flatMap((mark) =>
			forms(mark).flatMap(([form, bytes]) => (content.includes(bytes) ? [`${mark} as ${form} in ${name}`] : [])),
		),
	);
}

test('no secret lies readable in the data folder or leaves by another call than reveal', async () => {
	const { recoveryCode } = await call<{ recoveryCode: string }>('vault.create', { password });
	answers = [];
	const company = await call<Company>('companies.save', companyDraft());
	const marks = [password, recoveryCode, recoveryCode.replaceAll('-', '')];
	const ids: string[] = [];
	const terminals: string[] = [];
	for (let n = 1; n <= 5; n++) {
		const accessKey = `CANARYKHOATRUYCAP${n}`;
		const secrets = { password: `CANARYMATKHAU${n}`, terminal: terminalPart({ accessKey }) };
		marks.push(secrets.password, accessKey);
		const userId = `V206000${n}`;
		const set = await call<ParameterSetRow>('parameters.save', parameterDraft(company.id, { ...secrets, userId }));
		ids.push(set.id);
		terminals.push(set.terminalRef!);
		const draft = { ...parameterDraft(company.id, { ...secrets, userId }), id: set.id };
		await call('parameters.check', draft);
		await call('parameters.check', { ...draft, password: `${secrets.password} Ư` });
		// Failures: a bad field, a missing company, a duplicate, too long a value.
		await call('parameters.save', { ...draft, certificateNotAfter: '2026-02-30' });
		await call('parameters.save', { ...draft, companyId: '019a0000-0000-7000-8000-000000000000' });
		await call('parameters.save', parameterDraft(company.id, { ...secrets, userId }));
		await call('parameters.save', { ...draft, password: secrets.password.repeat(20) });
		await call('parameters.save', { ...draft, odd: secrets.password });
	}
	const typed = ['CANARYSAIMATKHAU', 'CANARYMATKHAUMOI'];
	marks.push(...typed);
	await call('parameters.list', { companyId: company.id });
	await call('vault.changePassword', { password: typed[0], newPassword: typed[1] });
	await call('backup.create', {});
	await call('backup.restore', { id: 'own:x', secret: typed[0] });
	const csv = path.join(folder, 'nhật ký.csv');
	const texts = { column: {}, action: {}, outcome: {}, errors: {} } as AuditTexts;
	answers.push(JSON.stringify(await core.auditFeature.exportTo(csv, {}, 'csv', texts)));
	expect(readdirSync(folder), 'a backup and an export are searched as well').toEqual(
		expect.arrayContaining(['backups', 'nhật ký.csv']),
	);
	await call('vault.lock', {});
	expect(hits(marks), 'while open, with the log').toEqual([]);
	await call('vault.unlock', { password: typed[0] });
	await call('vault.recover', { recoveryCode, newPassword: typed[1] });
	core.store.write((database) =>
		database.exec('UPDATE parameter_set SET password_sealed = (SELECT access_key_sealed FROM terminal)'),
	);
	for (const id of ids) await call('parameters.reveal', { kind: 'user', id, field: 'password' });
	await call('audit.list', { limit: 1000 });
	expect(
		answers.filter((answer) => marks.some((mark) => answer.includes(mark))),
		'no answer but a reveal may hold a secret',
	).toEqual([]);
	for (const id of terminals) await call('parameters.reveal', { kind: 'terminal', id, field: 'accessKey' });
	expect(answers.filter((answer) => answer.includes('CANARYKHOATRUYCAP'))).toHaveLength(5);
	expect(JSON.stringify(core.defects)).not.toContain('CANARY');
	for (const id of ids.slice(0, 2)) await call('parameters.remove', { id });
	expect(hits(marks), 'while open, after removals').toEqual([]);
	core.store.close();
	expect(hits(marks), 'closed').toEqual([]);
});

test('the search finds what is there, in each form', async () => {
	const mark = 'CANARYMATKHAU9';
	for (const [form, bytes] of forms(mark)) {
		core.store.write((database) =>
			database.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run('x', bytes.toString('latin1')),
		);
		expect(hits([mark]), form).not.toEqual([]);
		core.store.write((database) => database.exec("DELETE FROM setting WHERE key = 'x'"));
		core.store.close();
		expect(hits([mark]), `${form} after its removal`).toEqual([]);
		core = openAccountCore(folder);
	}
	core.store.close();
});
