import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
let sets: ParameterSetRow[];

beforeEach(async () => {
	folder = mkdtempSync(`${tmpdir()}/vnk-`);
	core = openAccountCore(folder);
	await core.value('vault.create', { password });
	const company = await core.value<Company>('companies.save', companyDraft());
	sets = [];
	for (const userId of ['V2060001', 'V2060002']) {
		const secrets = { password: `MK${userId}`, terminal: terminalPart({ accessKey: `KH${userId}` }) };
		sets.push(await core.value('parameters.save', parameterDraft(company.id, { userId, ...secrets })));
	}
});

afterEach(() => {
	core.store.close();
	rmSync(folder, { recursive: true });
});

/** What each sealed field answers: its value, or the error with the field it names. */
async function everyField(): Promise<string[]> {
	const answers: string[] = [];
	for (const { id, terminalRef } of sets) {
		const places = [
			{ kind: 'user', id, field: 'password' },
			{ kind: 'terminal', id: terminalRef, field: 'accessKey' },
		];
		for (const place of places) {
			const envelope = await core.dispatch('parameters.reveal', place);
			answers.push(
				envelope.ok
					? (envelope.value as { value: string }).value
					: `${envelope.error.code} ${envelope.error.params.field}`,
			);
		}
	}
	return answers;
}

const whole = ['MKV2060001', 'KHV2060001', 'MKV2060002', 'KHV2060002'];
const change = (sql: string, ...values: unknown[]) =>
	core.store.write((database) => database.prepare(sql).run(...values));

test('every byte of a sealed field that is flipped, and every cut, is named; the other fields stay readable', async () => {
	const id = sets[0]?.id;
	const sealed = core.store.read(
		(database) => database.prepare('SELECT password_sealed FROM parameter_set WHERE id = ?').pluck().get(id) as Buffer,
	);
	const damaged = [
		...Array.from(sealed, (byte, at) => Buffer.from(sealed).fill(byte ^ 1, at, at + 1)),
		...[0, 1, 12, 28, sealed.length - 1].map((length) => sealed.subarray(0, length)),
	];
	for (const bytes of damaged) {
		change('UPDATE parameter_set SET password_sealed = ? WHERE id = ?', bytes, id);
		const answer = await core.outcome('parameters.reveal', { kind: 'user', id, field: 'password' });
		expect(answer, bytes.toString('hex')).toBe('VAULT_INTEGRITY');
	}
	expect(await everyField()).toEqual(['VAULT_INTEGRITY password', ...whole.slice(1)]);
	change('UPDATE parameter_set SET password_sealed = ? WHERE id = ?', sealed, id);
	expect(await everyField(), 'nothing was written over').toEqual(whole);
});

test('a field or a row exchanged for another is named, too', async () => {
	const [one, other] = sets.map(({ id }) => id);
	const before = core.store.read((database) => database.prepare('SELECT * FROM parameter_set ORDER BY id').all());
	change('UPDATE parameter_set SET password_sealed = (SELECT access_key_sealed FROM terminal) WHERE id = ?', one);
	expect(await everyField()).toEqual(['VAULT_INTEGRITY password', ...whole.slice(1)]);
	const [, second] = before as { password_sealed: Buffer }[];
	change('UPDATE parameter_set SET password_sealed = ? WHERE id = ?', second?.password_sealed, one);
	expect(await everyField()).toEqual(['VAULT_INTEGRITY password', ...whole.slice(1)]);
	expect(await core.outcome('parameters.reveal', { kind: 'user', id: other, field: 'password' })).toBe('ok');
});
