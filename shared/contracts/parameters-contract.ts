import { z } from 'zod';
import { call } from './contract.ts';
import { certificate, text, typedSecret, validity } from './record-shapes.ts';

/** A parameter set without its secrets: one User ID of one company. */
const parameterSet = z.strictObject({
	id: z.uuid(),
	companyId: z.uuid(),
	declarantName: text,
	email: text,
	/** Mã đơn vị, 5 characters. */
	userCode: text,
	/** Mã người sử dụng, 8 characters. */
	userId: text,
	...certificate,
	...validity,
	/** The terminal it uses, or null; the next three are that terminal's. */
	terminalRef: z.uuid().nullable(),
	terminalId: text,
	computer: text,
	hasAccessKey: z.boolean(),
	hasPassword: z.boolean(),
	/** ISO instant of the last stored password, or null. */
	passwordChangedAt: z.string().nullable(),
	/** ISO instant from which the present password works, when customs makes one wait; else null. */
	passwordUsableFrom: z.string().nullable(),
	updatedAt: z.string(),
});

const draft = parameterSet
	.omit({
		terminalRef: true,
		terminalId: true,
		computer: true,
		hasAccessKey: true,
		hasPassword: true,
		passwordChangedAt: true,
		passwordUsableFrom: true,
		updatedAt: true,
	})
	.extend({
		id: z.uuid().optional(),
		password: typedSecret,
		/** Null: none. With `id` that terminal is used and changed, without a new one is made. */
		terminal: z
			.strictObject({ id: z.uuid().optional(), terminalId: text, computer: text, accessKey: typedSecret })
			.nullable(),
	});

const problem = z.strictObject({
	field: z.string(),
	code: z.string(),
	severity: z.enum(['error', 'warning']),
	params: z.record(z.string(), z.union([z.string(), z.number()])),
});

const id = z.uuid();

/** The stored secrets and where they belong. */
export const secretFields = ['password', 'accessKey', 'value'] as const;
export type SecretField = (typeof secretFields)[number];

const secret = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('user'), id, field: z.literal('password') }),
	z.strictObject({ kind: z.literal('terminal'), id, field: z.literal('accessKey') }),
	z.strictObject({ kind: z.literal('admin'), id, field: z.literal('password') }),
	z.strictObject({ kind: z.literal('nsw'), id, field: z.literal('password') }),
	/** One row of the password history. */
	z.strictObject({ kind: z.literal('history'), id, field: z.literal('value') }),
]);

const copyable = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('user'), id, field: z.enum(['password', 'userCode', 'userId']) }),
	z.strictObject({ kind: z.literal('terminal'), id, field: z.enum(['accessKey', 'terminalId']) }),
	z.strictObject({ kind: z.literal('admin'), id, field: z.enum(['password', 'login']) }),
	z.strictObject({ kind: z.literal('nsw'), id, field: z.enum(['password', 'login', 'mailbox']) }),
	z.strictObject({ kind: z.literal('history'), id, field: z.literal('value') }),
	z.strictObject({
		kind: z.literal('company'),
		id,
		field: z.enum(['taxCode', 'idNumber', 'declarationAddress']),
	}),
	z.strictObject({ kind: z.literal('request'), id, field: z.literal('endsOn') }),
]);

export const parametersContract = {
	/** Of one company or of all. Readable while locked: no secret in it. */
	list: call(z.strictObject({ companyId: z.uuid().optional() }), z.array(parameterSet)),
	/** The User codes of a company with their validity. */
	userCodes: call(
		z.strictObject({ companyId: z.uuid() }),
		z.array(z.strictObject({ id: z.uuid(), code: text, ...validity })),
	),
	/** Every problem of the draft, stored secrets included, also against the other companies. */
	check: call(draft, z.array(problem), { needs: 'unlocked', errors: ['STORE_RECORD_MISSING', 'VAULT_INTEGRITY'] }),
	/** Stores what was typed, also with problems: the notebook must take what the user has. */
	save: call(draft, parameterSet, {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'STORE_DUPLICATE', 'INPUT_FIELD'],
	}),
	/** With its password history; its terminal stays. */
	remove: call(z.strictObject({ id: z.uuid() }), z.null(), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING'],
	}),
	/** Besides `accounts.generate` the only call through which a secret reaches the page: one field, one audit row. */
	reveal: call(secret, z.strictObject({ value: z.string() }), {
		needs: 'unlocked',
		audited: true,
		changes: false,
		errors: ['STORE_RECORD_MISSING', 'VAULT_INTEGRITY'],
	}),
	/** Puts a field on the clipboard without showing it to the page; cleared after `seconds`, on lock and at quit. */
	copy: call(copyable, z.strictObject({ seconds: z.number().int() }), {
		needs: 'unlocked',
		audited: true,
		answeredBy: 'main',
		errors: ['STORE_RECORD_MISSING', 'VAULT_INTEGRITY'],
	}),
	/** Clears the clipboard now when it still holds what `copy` put there. */
	clearCopied: call(z.strictObject({}), z.null(), { answeredBy: 'main' }),
};

export type ParameterSetRow = z.infer<typeof parameterSet>;
export type ParameterDraft = z.infer<typeof draft>;
export type SecretPlace = z.infer<typeof secret>;
export type CopyPlace = z.infer<typeof copyable>;
