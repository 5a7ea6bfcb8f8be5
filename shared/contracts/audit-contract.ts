import { z } from 'zod';
import { auditKinds } from '../domain/audit-kinds.ts';
import { languages } from './app-contract.ts';
import { call } from './contract.ts';

const day = z.iso.date().optional();

const filter = z.strictObject({
	/** Any part of account, record or outcome, without regard to accents and case. */
	text: z.string().max(200).optional(),
	/** Acts whose words in the user's language contain the text as well. */
	actions: z.array(z.string().max(100)).max(300).optional(),
	kind: z.enum(auditKinds).optional(),
	/** First and last day in Viet Nam. */
	from: day,
	to: day,
});

const row = z.strictObject({
	counter: z.number().int(),
	at: z.string(),
	user: z.string(),
	action: z.string(),
	subject: z.string(),
	/** What the record is called, while it exists: a company, a User ID, a dossier. */
	subjectName: z.string(),
	outcome: z.string(),
});

const limit = z.number().int().min(1).max(1000);

export const auditContract = {
	/** Newest first; never a value, only which act on which record. */
	list: call(
		filter.extend({
			limit,
			/** Only rows older than this one. */
			before: z.number().int().optional(),
		}),
		z.array(row),
	),
	/** The rows about these records, newest first. */
	about: call(z.strictObject({ subjects: z.array(z.uuid()).max(500), limit }), z.array(row), { maxBytes: 64 * 1024 }),
	/** Goes through the whole log; MACs are checked as the vault is open. */
	verify: call(
		z.strictObject({}),
		z.strictObject({
			entries: z.number().int(),
			/** The first row that was changed, is missing or was added; null when all fit. */
			firstBad: z.number().int().nullable(),
			/** With how many backups the end of the log was compared. */
			compared: z.number().int(),
		}),
		{ needs: 'unlocked' },
	),
	/** Writes the filtered rows where the user says; answers the file's name, null when cancelled. */
	export: call(
		filter.extend({ format: z.enum(['csv', 'xlsx']), language: z.enum(languages) }),
		z.strictObject({ fileName: z.string().nullable() }),
		{ answeredBy: 'main', errors: ['FILE_WRITE_DENIED', 'FILE_DISK_FULL', 'FILE_FOLDER_MISSING'] },
	),
};

export type AuditRow = z.infer<typeof auditContract.list.answer>[number];
export type AuditFilter = z.infer<typeof filter>;
