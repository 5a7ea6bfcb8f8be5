import { z } from 'zod';
import { call } from './contract.ts';

const row = z.strictObject({
	counter: z.number().int(),
	at: z.string(),
	user: z.string(),
	action: z.string(),
	subject: z.string(),
	outcome: z.string(),
});

const limit = z.number().int().min(1).max(1000);

export const auditContract = {
	/** Newest first; never a value, only which field of which record. */
	list: call(z.strictObject({ limit }), z.array(row)),
	/** The rows about these records, newest first. */
	about: call(z.strictObject({ subjects: z.array(z.uuid()).max(500), limit }), z.array(row), { maxBytes: 64 * 1024 }),
};

export type AuditRow = z.infer<typeof auditContract.list.answer>[number];
