import { z } from 'zod';
import { call } from './contract.ts';

export const backupKinds = ['daily', 'manual', 'migration', 'restore'] as const;
export type BackupKind = (typeof backupKinds)[number];

const entry = z.strictObject({
	/** Names the backup to the calls below; never a path. */
	id: z.string().max(200),
	/** UTC, ISO 8601. */
	at: z.string(),
	kind: z.enum(backupKinds),
	bytes: z.number().int().nonnegative(),
	companies: z.number().int().nonnegative(),
	dossiers: z.number().int().nonnegative(),
	/** `own`: beside the data; `target`: in the second folder; `chosen`: where the user pointed. */
	place: z.enum(['own', 'target', 'chosen']),
});

const id = z.string().min(1).max(200);
const fileErrors = ['FILE_FOLDER_MISSING', 'FILE_WRITE_DENIED', 'FILE_DISK_FULL'] as const;

export const backupContract = {
	status: call(
		z.strictObject({}),
		z.strictObject({
			/** The newest backup that was checked; null when there is none. */
			last: z.strictObject({ at: z.string(), kind: z.enum(backupKinds) }).nullable(),
			/** The second folder, as the user knows it. */
			target: z.string().nullable(),
			/** Why the last automatic backup could not be written; null after one that could. */
			problem: z
				.strictObject({
					code: z.string(),
					params: z.record(z.string(), z.union([z.string(), z.number()])),
					seen: z.boolean(),
				})
				.nullable(),
			/** When the data that an undo would bring back were put aside. */
			undo: z.string().nullable(),
		}),
	),
	/** Newest first. Works while locked, and while the data file is damaged. */
	list: call(z.strictObject({}), z.array(entry)),
	create: call(z.strictObject({}), entry, { errors: [...fileErrors, 'BACKUP_DAMAGED'], audited: true }),
	/** The user has seen the problem; it is not shown by itself again until another one. */
	acknowledge: call(z.strictObject({}), z.null(), { changes: true }),
	/** Asks for the second folder, where every backup is copied to; null when cancelled. */
	chooseTarget: call(z.strictObject({}), z.strictObject({ target: z.string().nullable() }), { answeredBy: 'main' }),
	clearTarget: call(z.strictObject({}), z.null(), { audited: true }),
	/** Asks for the folder of a backup that lies elsewhere; null when cancelled. */
	choose: call(z.strictObject({}), entry.nullable(), {
		answeredBy: 'main',
		errors: ['BACKUP_MISSING', 'BACKUP_DAMAGED', 'STORE_NEWER_SCHEMA'],
	}),
	/**
	 * Puts a backup in the place of the data, which are put aside and can come back. The backup must open with the given
	 * application password or recovery code: its own, which may be older than the present one. Locks.
	 */
	restore: call(z.strictObject({ id, secret: z.string().min(1).max(1024) }), z.null(), {
		errors: [
			...fileErrors,
			'BACKUP_MISSING',
			'BACKUP_DAMAGED',
			'STORE_NEWER_SCHEMA',
			'VAULT_WRONG_PASSWORD',
			'VAULT_THROTTLED',
		],
		audited: true,
	}),
	/** Brings back what the last restore put aside; what was restored is put aside in turn. Locks. */
	undo: call(z.strictObject({}), z.null(), {
		errors: [...fileErrors, 'BACKUP_NOTHING_TO_UNDO'],
		needs: 'unlocked',
		audited: true,
	}),
	/** Only while the data file cannot be read: puts it aside as it is and begins with empty data. */
	startEmpty: call(z.strictObject({}), z.null(), { changes: true, errors: [...fileErrors] }),
};

export type BackupEntry = z.infer<typeof entry>;
export type BackupStatus = z.infer<typeof backupContract.status.answer>;
