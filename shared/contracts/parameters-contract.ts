import { z } from 'zod';
import { call } from './contract.ts';

const text = z.string().max(300);

export const secretFields = ['password', 'accessKey'] as const;

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
	/** Mã số máy trạm, 6 characters. */
	terminalId: text,
	/** Máy tính sử dụng: the PC that this terminal stands for. */
	computer: text,
	certificateProvider: text,
	/** Upper-case hexadecimal without separators, or empty. */
	certificateSerial: text,
	/** YYYY-MM-DD or empty. */
	certificateNotBefore: text,
	certificateNotAfter: text,
	certificateSubject: text,
	hasPassword: z.boolean(),
	hasAccessKey: z.boolean(),
	/** ISO instant of the last stored password, or null. */
	passwordChangedAt: z.string().nullable(),
	updatedAt: z.string(),
});

const draft = parameterSet
	.omit({ hasPassword: true, hasAccessKey: true, passwordChangedAt: true, updatedAt: true })
	.extend({
		id: z.uuid().optional(),
		/** Absent: as stored. Empty: none. */
		password: z.string().max(100).optional(),
		accessKey: z.string().max(100).optional(),
	});

const problem = z.strictObject({
	field: z.string(),
	code: z.string(),
	severity: z.enum(['error', 'warning']),
	params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const parametersContract = {
	/** Readable while locked: no secret in it. */
	list: call(z.strictObject({ companyId: z.uuid() }), z.array(parameterSet)),
	/** Every problem of the draft, stored secrets included. */
	check: call(draft, z.array(problem), { needs: 'unlocked', errors: ['STORE_RECORD_MISSING', 'VAULT_INTEGRITY'] }),
	/** Stores what was typed, also with problems: the notebook must take what the user has. */
	save: call(draft, parameterSet, {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'STORE_DUPLICATE', 'INPUT_FIELD'],
	}),
	remove: call(z.strictObject({ id: z.uuid() }), z.null(), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING'],
	}),
	/** The only call through which a stored secret reaches the page: one field, one audit row. */
	reveal: call(z.strictObject({ id: z.uuid(), field: z.enum(secretFields) }), z.strictObject({ value: z.string() }), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'VAULT_INTEGRITY'],
	}),
	/** Puts a field on the clipboard without showing it to the page; cleared after `seconds`, on lock and at quit. */
	copy: call(
		z.strictObject({ id: z.uuid(), field: z.enum([...secretFields, 'userCode', 'userId', 'terminalId']) }),
		z.strictObject({ seconds: z.number().int() }),
		{ needs: 'unlocked', audited: true, answeredBy: 'main', errors: ['STORE_RECORD_MISSING', 'VAULT_INTEGRITY'] },
	),
	/** Clears the clipboard now when it still holds what `copy` put there. */
	clearCopied: call(z.strictObject({}), z.null(), { answeredBy: 'main' }),
};

export type ParameterSetRow = z.infer<typeof parameterSet>;
export type ParameterDraft = z.infer<typeof draft>;
export type SecretField = (typeof secretFields)[number];
