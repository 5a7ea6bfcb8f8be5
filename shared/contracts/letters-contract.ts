import { z } from 'zod';
import { conditions } from '../domain/letter/compose-letter.ts';
import { letterKinds } from '../domain/letter/letter-request.ts';
import {
	type EditableAddressee,
	type EditableWording,
	type LetterCase,
	letterSamples,
} from '../domain/letter/wording.ts';
import { call } from './contract.ts';

const text = z.string().max(5000);
const texts = z.array(text).max(100);

export const letterWording = z.strictObject({
	subject: text,
	body: z.array(z.union([text, z.strictObject({ when: z.enum(conditions), text })])).max(100),
	attachments: texts,
	reasons: texts,
}) satisfies z.ZodType<EditableWording>;

export const letterAddressee = z.strictObject({
	name: text,
	unit: text,
	address: text,
	email: text,
	hotline: text,
	answerWorkingDays: z.number(),
	answerWorkingDaysOnPaper: z.number(),
}) satisfies z.ZodType<EditableAddressee>;

/**
 * `own`: the user's. `outdated`: the user's, and the original has changed since. `unusable`: the user's cannot be filled in
 * any more, so letters take the original.
 */
const state = z.enum(['original', 'own', 'outdated', 'unusable']);

const letterCase = z.strictObject({
	sample: z.enum(letterSamples),
	conditions: z.array(z.enum(conditions)),
	filled: z.array(z.string()),
}) satisfies z.ZodType<LetterCase>;

const kind = z.strictObject({ kind: z.enum(letterKinds) });
const change = { needs: 'unlocked', audited: true, maxBytes: 512 * 1024 } as const;

/** The words of letters and the address of customs: as they came with the application, or as the user changed them. */
export const lettersContract = {
	get: call(
		z.strictObject({}),
		z.strictObject({
			kinds: z.array(
				kind.extend({
					state,
					/** What letters are written with. */
					wording: letterWording,
					/** What the user saved. */
					own: letterWording.nullable(),
					original: letterWording,
					/** Where the original comes from, and when that was looked at (YYYY-MM-DD). */
					source: z.string(),
					date: z.string(),
					cases: z.array(letterCase),
				}),
			),
			addressee: z.strictObject({
				state,
				value: letterAddressee,
				own: letterAddressee.nullable(),
				original: letterAddressee,
				/** Of the original, by field. */
				source: z.record(z.string(), z.string()),
				date: z.string(),
			}),
			/** The word with which a letter asks. */
			asking: z.string(),
		}),
	),
	/** Letters that are not merged yet take it from now on. Saving the original is the same as resetting. */
	saveWording: call(kind.extend({ wording: letterWording }), z.null(), { ...change, errors: ['INPUT_FIELD'] }),
	resetWording: call(kind, z.null(), change),
	/** The real letter of invented data. The page reads the bytes from `app://keyring/files/<fileId>`. */
	preview: call(
		kind.extend({ wording: letterWording, sample: z.enum(letterSamples) }),
		z.strictObject({ fileId: z.string(), pages: z.number().int() }),
		{ maxBytes: 512 * 1024, errors: ['INPUT_FIELD', 'FILE_WRITE_DENIED', 'FILE_DISK_FULL'] },
	),
	saveAddressee: call(letterAddressee, z.null(), { ...change, errors: ['INPUT_FIELD'] }),
	resetAddressee: call(z.strictObject({}), z.null(), change),
};

export type Letters = z.infer<typeof lettersContract.get.answer>;
export type LetterOfKind = Letters['kinds'][number];
