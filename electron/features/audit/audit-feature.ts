import { writeFile } from 'node:fs/promises';
import type { AuditFilter, AuditRow, auditContract } from '../../../shared/contracts/audit-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { auditKindOf } from '../../../shared/domain/audit-kinds.ts';
import { searchFold } from '../../../shared/domain/search-fold.ts';
import { capture, type Result, unwrap } from '../../../shared/result.ts';
import { writeBeside } from '../../platform/atomic-file.ts';
import { type AuditTexts, csvOf, xlsxOf } from './audit-export.ts';
import type { AuditLog } from './audit-service.ts';
import type { AuditRecord, AuditStore } from './audit-store-port.ts';

export type AuditFeature = {
	handlers: Omit<Handlers<typeof auditContract>, 'export'>;
	/** Every row that fits, oldest first, as a table. Fault FILE_*. */
	exportTo(file: string, filter: AuditFilter, format: 'csv' | 'xlsx', texts: AuditTexts): Promise<Result<null>>;
};

const page = 2000;

/** Lets the user read the log. Writing it is the business of `AuditLog` alone. */
export function createAuditFeature({ store, log }: { store: AuditStore; log: Pick<AuditLog, 'verify'> }): AuditFeature {
	async function named(rows: readonly AuditRecord[]): Promise<AuditRow[]> {
		const names = await store.subjectNames([...new Set(rows.map(({ subject }) => subject))]);
		return rows.map(({ counter, at, user, action, subject, outcome }) => ({
			counter,
			at,
			user,
			action,
			subject,
			subjectName: names.get(subject) ?? '',
			outcome,
		}));
	}

	async function find(filter: AuditFilter, limit: number, before?: number): Promise<AuditRow[]> {
		const { kind, from, to } = filter;
		const wanted = searchFold((filter.text ?? '').normalize('NFC').trim());
		const actions = new Set(filter.actions);
		// Days begin and end at midnight in Viet Nam.
		const since = from === undefined ? '' : new Date(`${from}T00:00:00+07:00`).toISOString();
		const until = to === undefined ? '~' : new Date(`${to}T23:59:59.999+07:00`).toISOString();
		const found: AuditRow[] = [];
		for (let below = before ?? Number.MAX_SAFE_INTEGER; found.length < limit; ) {
			const rows = await store.newest(page, below);
			for (const row of await named(rows)) {
				const { at, user, action, subjectName, outcome } = row;
				const fits =
					at >= since &&
					at <= until &&
					(kind === undefined || auditKindOf(action) === kind) &&
					(wanted === '' || actions.has(action) || searchFold(`${user} ${subjectName} ${outcome}`).includes(wanted));
				if (fits) found.push(row);
			}
			const last = rows.at(-1);
			if (!last || rows.length < page) break;
			below = last.counter;
		}
		return found.slice(0, limit);
	}

	return {
		handlers: {
			list: ({ limit, before, ...filter }) => capture(() => find(filter, limit, before)),
			about: ({ subjects, limit }) => capture(async () => named(await store.about(subjects, limit))),
			verify: () =>
				capture(async () => {
					const { entries, firstBad, compared } = unwrap(await log.verify());
					return { entries, firstBad, compared };
				}),
		},
		exportTo: async (file, filter, format, texts) => {
			const rows = await capture(() => find(filter, Number.MAX_SAFE_INTEGER));
			if (!rows.ok) return rows;
			const table = rows.value.reverse();
			const written = await writeBeside(file, async (temp) =>
				writeFile(temp, format === 'csv' ? await csvOf(table, texts) : await xlsxOf(table, texts)),
			);
			return written.ok ? { ok: true, value: null } : written;
		},
	};
}
