import type { z } from 'zod';
import type { ErrorCode } from '../errors/codes.ts';

/** One call across the border: everything the gate has to know about it. */
export type Call<Request extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> = {
	request: Request;
	answer: Answer;
	/** The failures this call may answer with, besides those of the border itself (VAULT_LOCKED, IPC_*, INTERNAL_DEFECT, STORE_*). */
	errors: readonly ErrorCode[];
	/** Largest request in bytes of its JSON form. */
	maxBytes: number;
	/** `unlocked`: refused with VAULT_LOCKED while the vault is locked. */
	needs: 'nothing' | 'unlocked';
	/** Leaves exactly one row in the audit log, failures too. */
	audited: boolean;
	/** What the page has read may be another afterwards. What leaves a row in the log does, unless it says otherwise. */
	changes: boolean;
	/** The process whose feature answers. */
	answeredBy: 'main' | 'core';
};

export type Contract = Record<string, Call>;

/** Fills in what most calls share: core answers, 16 KB, nothing secret, no audit row. */
export function call<Request extends z.ZodType, Answer extends z.ZodType>(
	request: Request,
	answer: Answer,
	rest: Partial<Omit<Call, 'request' | 'answer'>> = {},
): Call<Request, Answer> {
	return {
		request,
		answer,
		errors: [],
		maxBytes: 16 * 1024,
		needs: 'nothing',
		audited: false,
		changes: rest.audited ?? false,
		answeredBy: 'core',
		...rest,
	};
}
