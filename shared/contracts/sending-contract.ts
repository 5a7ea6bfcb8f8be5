import { z } from 'zod';
import { call } from './contract.ts';

/** Longest subject and body of a mail that the user may type. */
export const mailText = z.strictObject({
	from: z.string().max(200),
	to: z.string().max(200),
	subject: z.string().max(500),
	body: z.string().max(20_000),
});

/** Cấp lại, yêu cầu bổ sung, từ chối. */
export const outcomes = ['issued', 'supplement', 'rejected'] as const;
export const draftKinds = ['request', 'reminder'] as const;
export const eventKinds = [
	'draft',
	'sent',
	'posted',
	'handed',
	'reminder',
	'called',
	'issued',
	'supplement',
	'rejected',
	'undone',
	'reopened',
	'entered',
] as const;

const note = z.string().max(2000);

export const answerFile = z.strictObject({
	id: z.uuid(),
	/** Base name of the file as customs sent it. */
	name: z.string().max(300),
	bytes: z.number().int().nonnegative(),
});

const event = z.strictObject({
	kind: z.enum(eventKinds),
	/** ISO instant at which it was recorded. */
	at: z.string(),
	/** When it happened as the user says: an ISO instant for `sent`, `posted` and `handed`, YYYY-MM-DD for answers; else empty. */
	on: z.string(),
	note,
});

const answer = z.strictObject({
	outcome: z.enum(outcomes),
	/** YYYY-MM-DD */
	on: z.string(),
	note,
	files: z.array(answerFile).max(20),
});

/** A sending of the dossier; the earlier ones, ended by reopening, are kept with their files. */
const round = z.strictObject({
	/** From 1. */
	version: z.number().int().positive(),
	/** ISO instant, or null while it is not sent. */
	sentAt: z.string().nullable(),
	/** Where the user says it went. */
	sentTo: z.string(),
	answer: answer.nullable(),
});

export const sending = round.extend({
	/** What the user typed instead of the template, or null. */
	mail: mailText.nullable(),
	/** ISO instant at which the new password or serial was entered, or null. */
	enteredAt: z.string().nullable(),
	/** `signedAt` is empty where it went on paper. */
	earlier: z.array(round.extend({ fileName: z.string(), signedAt: z.string() })),
	/** Oldest first; never removed. */
	events: z.array(event),
});

const id = z.strictObject({ id: z.uuid() });
const draft = id.extend({ what: z.enum(draftKinds) });
const draftErrors = [
	'STORE_RECORD_MISSING',
	'DOSSIER_STEP',
	'INPUT_FIELD',
	'DOSSIER_MAIL_TOO_LARGE',
	'FILE_NOT_FOUND',
	'FILE_WRITE_DENIED',
	'FILE_DISK_FULL',
] as const;

/** The calls of steps 5 and 6; every one answers the dossier as it is afterwards unless it says otherwise. */
export function sendingCalls<D extends z.ZodType>(dossier: D) {
	const change = { audited: true };
	return {
		/** Null: back to the template. */
		saveMail: call(id.extend({ mail: mailText.nullable() }), dossier, {
			changes: true,
			maxBytes: 128 * 1024,
			errors: ['STORE_RECORD_MISSING', 'DOSSIER_SENT'],
		}),
		/** Writes the draft and opens it in the mail program; `opened` is false where none takes it. */
		openDraft: call(draft, z.strictObject({ opened: z.boolean() }), {
			answeredBy: 'main',
			errors: draftErrors,
		}),
		showDraft: call(draft, z.null(), { answeredBy: 'main', errors: draftErrors }),
		/** `fileName` is null when the user gave up. */
		saveDraftAs: call(draft, z.strictObject({ fileName: z.string().nullable() }), {
			answeredBy: 'main',
			errors: [...draftErrors, 'FILE_FOLDER_MISSING', 'FILE_IS_INPUT'],
		}),
		/** `at` is an ISO instant: not before the signature (on paper: the letter's date), not in the future. */
		recordSent: call(id.extend({ at: z.iso.datetime() }), dossier, {
			...change,
			errors: ['STORE_RECORD_MISSING', 'DOSSIER_STEP', 'DOSSIER_SENT', 'INPUT_FIELD'],
		}),
		/** Takes back the newest of: new password entered, answer, sent. The trace stays. */
		undoRecord: call(id.extend({ reason: note }), dossier, {
			...change,
			errors: ['STORE_RECORD_MISSING', 'DOSSIER_STEP'],
		}),
		recordCall: call(id.extend({ note }), dossier, { ...change, errors: ['STORE_RECORD_MISSING', 'DOSSIER_STEP'] }),
		/** The user picks a file in a dialog; the dossier keeps a copy. Null when the user gave up. */
		chooseAnswerFile: call(id, answerFile.nullable(), {
			answeredBy: 'main',
			errors: ['STORE_RECORD_MISSING', 'FILE_NOT_FOUND', 'FILE_UNREADABLE', 'FILE_TOO_LARGE', 'FILE_DISK_FULL'],
		}),
		recordAnswer: call(id.extend({ answer }), dossier, {
			...change,
			errors: ['STORE_RECORD_MISSING', 'DOSSIER_STEP', 'INPUT_FIELD'],
		}),
		showAnswerFile: call(id.extend({ fileId: z.uuid() }), z.null(), {
			answeredBy: 'main',
			errors: ['STORE_RECORD_MISSING', 'FILE_NOT_FOUND'],
		}),
		/** Letter and scans can be changed again; what was signed and sent is kept as an earlier version. */
		reopen: call(id, dossier, {
			...change,
			errors: ['STORE_RECORD_MISSING', 'DOSSIER_STEP', 'DOSSIER_SENT', 'FILE_NOT_FOUND', 'FILE_DISK_FULL'],
		}),
		/** The new password or serial stands in the company's account now. */
		recordEntered: call(id, dossier, { ...change, errors: ['STORE_RECORD_MISSING', 'DOSSIER_STEP'] }),
	};
}

/** The acts of the list. */
export function shelfCalls<D extends z.ZodType>(dossier: D) {
	return {
		/** Letter and scans as a new dossier: no letter number, dated today. */
		duplicate: call(id, dossier, {
			audited: true,
			errors: ['STORE_RECORD_MISSING', 'FILE_NOT_FOUND', 'FILE_DISK_FULL', 'FILE_WRITE_DENIED'],
		}),
		setArchived: call(id.extend({ archived: z.boolean() }), dossier, {
			audited: true,
			errors: ['STORE_RECORD_MISSING'],
		}),
		/** What waits for an answer cannot go. What lies 30 days in the trash goes for ever at a start. */
		setTrashed: call(id.extend({ trashed: z.boolean() }), dossier, {
			audited: true,
			errors: ['STORE_RECORD_MISSING', 'DOSSIER_SENT'],
		}),
		/** What lies in the trash goes at once and for ever, with its files. STORE_RECORD_MISSING when it is not there. */
		purge: call(id, z.null(), {
			needs: 'unlocked',
			audited: true,
			errors: ['STORE_RECORD_MISSING', 'FILE_WRITE_DENIED'],
		}),
		/** Every file of the dossier under a readable name in a new folder; its name, or null when the user gave up. */
		exportFolder: call(id, z.strictObject({ folder: z.string().nullable() }), {
			answeredBy: 'main',
			needs: 'unlocked',
			errors: ['STORE_RECORD_MISSING', 'FILE_NOT_FOUND', 'FILE_FOLDER_MISSING', 'FILE_WRITE_DENIED', 'FILE_DISK_FULL'],
		}),
	};
}

/** Days a dossier stays in the trash. */
export const trashDays = 30;

export type MailText = z.infer<typeof mailText>;
export type Sending = z.infer<typeof sending>;
export type SendingEvent = z.infer<typeof event>;
export type Answer = z.infer<typeof answer>;
export type AnswerFile = z.infer<typeof answerFile>;
export type Outcome = (typeof outcomes)[number];
export type DraftKind = (typeof draftKinds)[number];
