import { z } from 'zod';
import { accountKinds } from './accounts-contract.ts';
import { call } from './contract.ts';
import { text } from './record-shapes.ts';

const id = z.uuid();
const value = z.string().min(1).max(100);
const account = { kind: z.enum(accountKinds), id };

const act = {
	id,
	/** When it was changed on the page of customs, ISO. */
	at: z.iso.datetime({ offset: true }),
	/** Whoever did it; empty: the account of the operating system. */
	who: text,
	/** `typed` in the dialog, `prepared` as a row of the history, or what is `stored` as the present password. */
	secret: z.discriminatedUnion('from', [
		z.strictObject({ from: z.literal('typed'), value }),
		z.strictObject({ from: z.literal('prepared'), id }),
		z.strictObject({ from: z.literal('stored') }),
	]),
	/** The guide that ends with it. */
	runId: id.optional(),
};
const succeeded = z.literal('succeeded');

/** A change that the user made on the page of customs, or learnt from it; ways as in `password-life.ts`. */
const record = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('user'),
		way: z.enum(['issued', 'changed-by-user']),
		answer: z.enum(['succeeded', 'same-as-old']),
		...act,
	}),
	z.strictObject({
		kind: z.literal('admin'),
		way: z.enum(['changed-by-administrator', 'shown-by-portal', 'dossier']),
		answer: succeeded,
		...act,
	}),
	z.strictObject({ kind: z.literal('nsw'), way: z.enum(['mailed', 'dossier']), answer: succeeded, ...act }),
]);

export const passwordsContract = {
	/** Whether the account has or had that password, by `at` when that is given; compared in the core. */
	check: call(
		z.strictObject({ ...account, value, at: z.iso.datetime({ offset: true }).optional() }),
		z.strictObject({ known: z.enum(['current', 'earlier']).nullable() }),
		{ needs: 'unlocked', errors: ['STORE_RECORD_MISSING'] },
	),
	/** Keeps a typed value in the history before it goes to the page of customs; answers its row. */
	prepare: call(z.strictObject({ ...account, value }), z.strictObject({ id }), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'INPUT_FIELD'],
	}),
	/** Writes the change into the history and makes its value the present password. */
	record: call(record, z.null(), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'INPUT_FIELD', 'VAULT_INTEGRITY'],
	}),
	/** A row of the history was recorded by mistake: it stays for the trace, the former password counts again. */
	undo: call(z.strictObject({ id, reason: z.string().trim().min(1).max(300) }), z.null(), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'VAULT_INTEGRITY'],
	}),
	/** The time that is sure to have come (ISO), and what is wrong with the PC's clock. Readable while locked. */
	clock: call(
		z.strictObject({}),
		z.strictObject({
			now: z.string(),
			/** How far the clock was moved since the start in milliseconds, forward positive; 0 within five minutes. */
			jumpMs: z.number().int(),
			/** How far it stands before what was seen on an earlier day; 0 when it does not. */
			behindMs: z.number().int(),
		}),
	),
	/** The user says that the clock is right although it stands before what was seen. */
	trustClock: call(z.strictObject({}), z.null(), { audited: true }),
};

export type PasswordRecordDraft = z.infer<typeof record>;
