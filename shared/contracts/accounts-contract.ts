import { z } from 'zod';
import { passwordWays } from '../domain/account-life/password-life.ts';
import { call } from './contract.ts';
import { certificate, text, typedSecret } from './record-shapes.ts';

const password = {
	hasPassword: z.boolean(),
	/** ISO instant of the last stored password, or null. */
	passwordChangedAt: z.string().nullable(),
	updatedAt: z.string(),
};

/** Tài khoản quản trị of the registration portal; its login is the company's tax code. */
const admin = z.strictObject({ id: z.uuid(), companyId: z.uuid(), ...certificate, ...password });

/** The account of the National Single Window (Cổng thông tin một cửa quốc gia). */
const nsw = z.strictObject({ id: z.uuid(), companyId: z.uuid(), login: text, mailbox: text, ...password });

const row = { id: true, hasPassword: true, passwordChangedAt: true, updatedAt: true } as const;

export const accountKinds = ['user', 'admin', 'nsw'] as const;
/** `id` of a parameter set, an administrator account or an account of the National Single Window. */
const account = z.strictObject({ kind: z.enum(accountKinds), id: z.uuid() });

const historyRow = z.strictObject({
	id: z.uuid(),
	/** ISO instant of the change, see `shared/domain/account-life/password-life.ts`. */
	recordedAt: z.string(),
	way: z.enum(passwordWays),
	answer: z.enum(['succeeded', 'same-as-old']),
	/** Recorded by mistake. */
	undone: z.boolean(),
	/** Why it was a mistake; else empty. */
	undoneReason: z.string(),
	/** Whoever made the change, as recorded; else the account of the operating system. */
	who: z.string(),
});

export const accountsContract = {
	/** Null: not entered yet. Readable while locked: no secret in it. */
	get: call(z.strictObject({ companyId: z.uuid() }), z.strictObject({ admin: admin.nullable(), nsw: nsw.nullable() })),
	/** The administrator accounts of all companies. Readable while locked. */
	admins: call(z.strictObject({}), z.array(admin)),
	/** A company has one of each: creates or changes it. */
	saveAdmin: call(admin.omit(row).extend({ password: typedSecret }), admin, {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'INPUT_FIELD'],
	}),
	saveNsw: call(nsw.omit(row).extend({ password: typedSecret }), nsw, {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING'],
	}),
	/** Every password of an account, newest first, without the values. */
	history: call(account, z.array(historyRow)),
	/** A new password that fits VNACCS. It is in the history, as `id`, before it is shown: nothing shown is ever lost. */
	generate: call(account, z.strictObject({ id: z.uuid(), value: z.string() }), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING'],
	}),
};

export type AdminAccount = z.infer<typeof admin>;
export type NswAccount = z.infer<typeof nsw>;
export type AdminDraft = z.infer<typeof accountsContract.saveAdmin.request>;
export type NswDraft = z.infer<typeof accountsContract.saveNsw.request>;
export type AccountKind = (typeof accountKinds)[number];
export type PasswordHistoryRow = z.infer<typeof historyRow>;
