import { z } from 'zod';
import { companiesContract } from './companies-contract.ts';
import { call } from './contract.ts';
import { certificate, text, typedSecret, validity } from './record-shapes.ts';

const id = z.uuid();
const filePassword = z.string().max(1024);

const certificateGiven = z.strictObject(certificate).partial().shape;
const validityGiven = z.strictObject(validity).partial().shape;

/** What a hand-over file says about one company; absent or empty: nothing. */
export const handoverContent = z.strictObject({
	format: z.literal(1),
	madeAt: z.iso.datetime(),
	companies: z
		.array(
			z.strictObject({
				taxCode: z.string().min(1).max(20),
				company: companiesContract.save.request.omit({ id: true, taxCode: true }).partial().optional(),
				users: z.array(
					z.strictObject({
						userId: text,
						declarantName: text,
						email: text,
						userCode: text,
						password: typedSecret,
						terminalId: text,
						...certificateGiven,
						...validityGiven,
					}),
				),
				terminals: z.array(
					z.strictObject({ terminalId: text, computer: text, accessKey: typedSecret, ...validityGiven }),
				),
				admin: z.strictObject({ ...certificateGiven, password: typedSecret }).optional(),
				nsw: z.strictObject({ login: text, mailbox: text, password: typedSecret }).optional(),
			}),
		)
		.max(10_000),
});

const problem = z.strictObject({
	field: z.string(),
	code: z.string(),
	severity: z.enum(['error', 'warning']),
	params: z.record(z.string(), z.union([z.string(), z.number()])),
});

const item = z.strictObject({
	/** Line of the table, the heading being 1; null in a hand-over file. */
	line: z.number().int().nullable(),
	kind: z.enum(['company', 'user', 'terminal', 'admin', 'nsw']),
	taxCode: z.string(),
	/** Tax code, User ID, Terminal ID or login. */
	code: z.string(),
	name: z.string(),
	action: z.enum(['add', 'change', 'same', 'refused']),
	/** Names of the fields that change; secrets by name only. */
	fields: z.array(z.string()),
	problems: z.array(problem),
});

const counts = z.strictObject({
	add: z.number().int(),
	change: z.number().int(),
	same: z.number().int(),
	refused: z.number().int(),
});

export const exportFormats = ['vnkr', 'xlsx', 'csv', 'json'] as const;

const exportRequest = z.strictObject({
	/** Null: all companies. */
	companyId: id.nullable(),
	format: z.enum(exportFormats),
	secrets: z.boolean(),
	/** The application password, needed with `secrets`. */
	password: z.string().max(1024),
	/** The password of a hand-over file. */
	filePassword,
});

const sheetRequest = z.strictObject({ companyId: id, secrets: z.boolean(), password: z.string().max(1024) });
const savedFile = z.strictObject({ fileName: z.string().nullable() });

const confirmErrors = ['VAULT_WRONG_PASSWORD', 'VAULT_THROTTLED', 'VAULT_MISSING', 'VAULT_HEADER_INVALID'] as const;
const writeErrors = ['FILE_WRITE_DENIED', 'FILE_DISK_FULL', 'FILE_FOLDER_MISSING'] as const;
const tableErrors = ['TABLE_UNREADABLE', 'TABLE_TOO_LONG', 'TABLE_COLUMNS'] as const;
const handoverErrors = ['HANDOVER_WRONG_PASSWORD', 'HANDOVER_DAMAGED', 'HANDOVER_NEWER'] as const;

export const transferContract = {
	/** Lets the user pick a table or a hand-over file, which the core keeps until it is applied; null when cancelled. */
	choose: call(
		z.strictObject({}),
		z.strictObject({ id, fileName: z.string(), kind: z.enum(['table', 'handover']) }).nullable(),
		{
			needs: 'unlocked',
			answeredBy: 'main',
			errors: ['FILE_NOT_FOUND', 'FILE_UNREADABLE', 'FILE_TOO_LARGE'],
		},
	),
	/** What taking the file over would do; nothing is written. `filePassword` for a hand-over file. */
	preview: call(
		z.strictObject({ id, filePassword, overwrite: z.boolean() }),
		z.strictObject({ items: z.array(item), counts, unknownColumns: z.array(z.string()) }),
		{ needs: 'unlocked', errors: ['TRANSFER_GONE', ...tableErrors, ...handoverErrors] },
	),
	/** Takes over, as one act, what `preview` has shown. */
	apply: call(z.strictObject({ id, overwrite: z.boolean() }), counts, {
		needs: 'unlocked',
		audited: true,
		errors: ['TRANSFER_GONE', 'STORE_DUPLICATE', 'STORE_RECORD_MISSING'],
	}),
	saveTemplate: call(z.strictObject({}), savedFile, { answeredBy: 'main', errors: [...writeErrors] }),
	export: call(exportRequest, savedFile, {
		needs: 'unlocked',
		audited: true,
		answeredBy: 'main',
		errors: ['STORE_RECORD_MISSING', 'HANDOVER_PASSWORD_WEAK', ...confirmErrors, ...writeErrors],
	}),
	/** "Bản in bàn giao": one company on paper, secrets masked unless asked for. */
	saveSheet: call(sheetRequest, savedFile, {
		needs: 'unlocked',
		audited: true,
		answeredBy: 'main',
		errors: ['STORE_RECORD_MISSING', ...confirmErrors, ...writeErrors],
	}),
};

export type TransferItem = z.infer<typeof item>;
export type TransferPreview = z.infer<typeof transferContract.preview.answer>;
export type TransferCounts = z.infer<typeof counts>;
export type ExportRequest = z.infer<typeof exportRequest>;
export type SheetRequest = z.infer<typeof sheetRequest>;
export type ExportFormat = (typeof exportFormats)[number];
