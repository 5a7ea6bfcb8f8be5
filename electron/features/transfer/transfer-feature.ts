import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type {
	ExportRequest,
	SheetRequest,
	TransferCounts,
	TransferItem,
	transferContract,
} from '../../../shared/contracts/transfer-contract.ts';
import {
	type AccountColumn,
	accountColumns,
	isGood,
	type ReadRow,
	readAccountRows,
	secretColumns,
} from '../../../shared/domain/transfer/account-rows.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import { writeBeside } from '../../platform/atomic-file.ts';
import { newId } from '../../platform/ids.ts';
import { asReadFault } from '../../platform/read-fault.ts';
import type { CompanyStore } from '../companies/company-store-port.ts';
import type { AccountMergeService, AccountSecrets, IncomingCompany, Merge } from './account-merge-service.ts';
import { handoverOf, incomingOf, readHandover, rowsOf } from './account-records.ts';
import { isHandover, openHandover, sealHandover } from './handover-file.ts';
import { readTable } from './read-table.ts';
import type { SheetCompany, TransferTexts } from './transfer-port.ts';
import { csvBytes, workbookBytes } from './write-table.ts';

const limitMb = 16;

type Pending = {
	fileName: string;
	bytes: Buffer;
	read?: { incoming: IncomingCompany[]; rows: ReadRow[]; unknown: string[] };
};

type Counted = { merge: Merge; items: TransferItem[]; counts: TransferCounts; unknownColumns: string[] };

export type TransferFeature = {
	handlers: Pick<Handlers<typeof transferContract>, 'preview' | 'apply'>;
	/** Reads the file and keeps it. Faults FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE {file, limitMb}. */
	take(file: string): Promise<Result<{ id: string; fileName: string; kind: 'table' | 'handover' }>>;
	saveTemplate(target: string, language: Language): Promise<Result<null>>;
	export(request: ExportRequest, target: string, language: Language): Promise<Result<null>>;
	saveSheet(request: SheetRequest, target: string, language: Language): Promise<Result<null>>;
	/** Drops what was read: it may hold passwords. */
	forget(): void;
};

type Language = 'vi' | 'en';

/** Accounts in and out: tables, hand-over files and the printed sheet. */
export function createTransferFeature({
	companies,
	merge,
	secrets,
	texts,
	confirmPassword,
	writeSheet,
	now,
}: {
	companies: Pick<CompanyStore, 'list' | 'find'>;
	merge: AccountMergeService;
	secrets: AccountSecrets;
	texts: (language: Language) => TransferTexts;
	/** The application password once more, before secrets leave. */
	confirmPassword: (password: string) => Promise<Result<null>>;
	writeSheet: (target: string, company: SheetCompany, texts: TransferTexts) => Promise<Result<null>>;
	now: () => number;
}): TransferFeature {
	const pending = new Map<string, Pending>();
	const at = () => new Date(now()).toISOString();

	async function read(id: string, filePassword: string): Promise<Required<Pending>['read']> {
		const held = pending.get(id);
		if (!held) throw new Fault('TRANSFER_GONE');
		held.read ??= isHandover(held.bytes) ? await fromHandover(held, filePassword) : await fromTable(held);
		return held.read;
	}

	async function fromHandover({ bytes, fileName }: Pending, filePassword: string) {
		const incoming = readHandover(await openHandover(bytes, filePassword, fileName));
		if (!incoming) throw new Fault('HANDOVER_DAMAGED', { file: fileName });
		return { incoming, rows: [], unknown: [] };
	}

	async function fromTable({ bytes, fileName }: Pending) {
		const labels = Object.fromEntries(
			accountColumns.map((column) => [column, [texts('vi').column[column], texts('en').column[column]]]),
		) as Record<AccountColumn, string[]>;
		const table = readAccountRows(await readTable(bytes, fileName), labels);
		if (!table) throw new Fault('TABLE_COLUMNS', { file: fileName });
		return {
			incoming: incomingOf(table.rows.filter(isGood).map((one) => one.row)),
			rows: table.rows,
			unknown: table.unknown,
		};
	}

	async function plan(id: string, filePassword: string, overwrite: boolean): Promise<Counted> {
		const { incoming, rows, unknown } = await read(id, filePassword);
		const planned = await merge.plan(incoming, overwrite);
		const items = rows.length > 0 ? rowItems(rows, planned) : recordItems(incoming, planned);
		const count = (action: TransferItem['action']) => items.filter((one) => one.action === action).length;
		const counts = { add: count('add'), change: count('change'), same: count('same'), refused: count('refused') };
		return { merge: planned, items, counts, unknownColumns: unknown };
	}

	async function wanted(companyId: string | null): Promise<Company[]> {
		if (companyId === null) return companies.list();
		const company = await companies.find(companyId);
		if (!company) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
		return [company];
	}

	/** The secrets, when they are asked for and the application password was given again. */
	async function released(request: { secrets: boolean; password: string }): Promise<AccountSecrets | null> {
		if (!request.secrets) return null;
		unwrap(await confirmPassword(request.password));
		return secrets;
	}

	const write = (target: string, bytes: Buffer | string) =>
		capture(async () => {
			unwrap(await writeBeside(target, (temp) => writeFile(temp, bytes)));
			return null;
		});

	return {
		handlers: {
			preview: ({ id, filePassword, overwrite }) =>
				capture(async () => {
					const { items, counts, unknownColumns } = await plan(id, filePassword, overwrite);
					return { items, counts, unknownColumns };
				}),

			apply: ({ id, overwrite }) =>
				capture(async () => {
					if (!pending.get(id)?.read) throw new Fault('TRANSFER_GONE');
					const { merge: planned, counts } = await plan(id, '', overwrite);
					await merge.apply(planned.batch);
					pending.delete(id);
					return counts;
				}),
		},

		take: (file) =>
			capture(async () => {
				const fileName = path.basename(file);
				try {
					if ((await stat(file)).size > limitMb * 1024 * 1024) {
						throw new Fault('FILE_TOO_LARGE', { file: fileName, limitMb });
					}
					const bytes = await readFile(file);
					// One at a time: a file that was looked at and left may hold passwords.
					pending.clear();
					const id = newId(now());
					pending.set(id, { fileName, bytes });
					return { id, fileName, kind: isHandover(bytes) ? ('handover' as const) : ('table' as const) };
				} catch (thrown) {
					throw thrown instanceof Fault ? thrown : asReadFault(thrown, fileName);
				}
			}),

		saveTemplate: (target, language) =>
			capture(async () => {
				const { column, hint, sheet } = texts(language);
				const headings = accountColumns.map((name) => column[name]);
				const help = [[sheet.column, sheet.meaning], ...accountColumns.map((name) => [column[name], hint[name]])];
				const bytes = await workbookBytes([
					{ name: sheet.accounts, rows: [headings], widths: headings.map((one) => one.length + 4) },
					{ name: sheet.help, rows: help, widths: [34, 90] },
				]);
				return unwrap(await write(target, bytes));
			}),

		export: (request, target, language) =>
			capture(async () => {
				const chosen = await wanted(request.companyId);
				const open = await released(request);
				const stored = await Promise.all(chosen.map((one) => merge.stored(one)));
				if (request.format === 'vnkr') {
					const content = JSON.stringify(handoverOf(stored, open, at()));
					return unwrap(await write(target, await sealHandover(content, request.filePassword)));
				}
				const rows = stored.flatMap((one) => rowsOf(one, open));
				const columns = accountColumns.filter((name) => open !== null || !secretColumns.includes(name));
				if (request.format === 'json') {
					const plain = rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
					return unwrap(await write(target, `${JSON.stringify(plain, null, '\t')}\n`));
				}
				const { column, sheet } = texts(language);
				const headings = columns.map((name) => column[name]);
				const table = [headings, ...rows.map((row) => columns.map((name) => row[name]))];
				const widths = headings.map((one) => one.length + 4);
				const bytes =
					request.format === 'csv'
						? csvBytes(table)
						: await workbookBytes([{ name: sheet.accounts, rows: table, widths }]);
				return unwrap(await write(target, bytes));
			}),

		saveSheet: (request, target, language) =>
			capture(async () => {
				const [company] = await wanted(request.companyId);
				const open = await released(request);
				const content = handoverOf([await merge.stored(company!)], open, at());
				return unwrap(await writeSheet(target, { ...content.companies[0]!, madeAt: content.madeAt }, texts(language)));
			}),

		forget: () => pending.clear(),
	};
}

/** One item per row: what becomes of its User ID and of the terminal it names. */
function rowItems(rows: readonly ReadRow[], { outcomes }: Merge): TransferItem[] {
	const byKey = new Map(outcomes.map((one) => [`${one.kind}/${one.taxCode}/${one.code}`, one]));
	return rows.map((one) => {
		const { taxCode, userId, terminalId, declarantName } = one.row;
		const user = byKey.get(`user/${taxCode}/${userId}`);
		const terminal = byKey.get(`terminal/${taxCode}/${terminalId}`);
		const fields = [...(user?.fields ?? []), ...(terminal?.fields ?? []).filter((name) => name !== 'terminalId')];
		const action = user?.action === 'same' && fields.length > 0 ? 'change' : (user?.action ?? 'refused');
		return {
			line: one.line,
			kind: 'user',
			taxCode,
			code: userId,
			name: declarantName,
			action: isGood(one) ? action : 'refused',
			fields: isGood(one) && action === 'change' ? [...new Set(fields)] : [],
			problems: one.problems.map(({ field, code, severity, params }) => ({ field, code, severity, params })),
		};
	});
}

function recordItems(incoming: readonly IncomingCompany[], { outcomes }: Merge): TransferItem[] {
	const nameOf = ({ kind, taxCode, code }: Merge['outcomes'][number]) => {
		const company = incoming.find((one) => one.taxCode === taxCode);
		if (kind === 'company') return company?.company?.name ?? '';
		return kind === 'user' ? (company?.users?.find((one) => one.userId === code)?.declarantName ?? '') : '';
	};
	return outcomes.map((one) => ({
		...one,
		fields: one.action === 'change' ? one.fields : [],
		line: null,
		name: nameOf(one),
		problems: [],
	}));
}
