import { z } from 'zod';
import { call } from './contract.ts';

export const auditContract = {
	/** Newest first; never a value, only which field of which record. */
	list: call(
		z.strictObject({ limit: z.number().int().min(1).max(1000) }),
		z.array(
			z.strictObject({
				counter: z.number().int(),
				at: z.string(),
				user: z.string(),
				action: z.string(),
				subject: z.string(),
				outcome: z.string(),
			}),
		),
	),
};

export type AuditRow = z.infer<typeof auditContract.list.answer>[number];
