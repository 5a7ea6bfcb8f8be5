import { expect, test } from 'vitest';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import { type ListFilter, listFilters, matches, standsUnder } from './list-filters.ts';

const row = (change: Partial<DossierRow> = {}): DossierRow => ({
	...{ id: 'd', companyId: 'c', number: 'HS-2026-014', kind: 'nsw-password', step: 'track', updatedAt: '' },
	...{ signedAt: 'x', letterNumber: '12/CV-ĐTP', version: 1, sentAt: '2026-11-10', outcome: null, enteredAt: null },
	...{ archivedAt: null, trashedAt: null, route: 'email' },
	...change,
});
const filtersOf = (one: DossierRow, overdue = 0): ListFilter[] =>
	listFilters.filter((filter) => standsUnder(one, filter, () => ({ overdue })));

test.each([
	['not sent', row({ sentAt: null }), 0, ['all', 'working']],
	['asked for more', row({ outcome: 'supplement' }), 5, ['all', 'working']],
	['waiting', row(), 0, ['all', 'waiting']],
	['overdue', row(), 2, ['all', 'waiting', 'overdue']],
	['issued, however late', row({ outcome: 'issued' }), 5, ['all', 'done']],
	['archived', row({ archivedAt: 'x' }), 2, ['archived']],
	['in the trash, archived before', row({ archivedAt: 'x', trashedAt: 'x' }), 2, ['trash']],
])('%s', (_name, one, overdue, filters) => {
	expect(filtersOf(one, overdue)).toEqual(filters);
});

test.each([
	['014', true],
	['12/cv-dtp', true],
	['một cửa', true],
	['mot cua', true],
	['', true],
	['015', false],
])('search for %j', (text, found) => {
	expect(matches(row(), text, 'Tài khoản Một cửa quốc gia')).toBe(found);
});
