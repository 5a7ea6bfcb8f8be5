import type { z } from 'zod';
import type { Result } from '../../shared/result.ts';
import { coreContract } from './core-contract.ts';
import type { InternalCalls } from './dispatch.ts';

type InternalHandlers = {
	[N in keyof typeof coreContract]: (
		request: z.infer<(typeof coreContract)[N]['request']>,
	) => Promise<Result<z.infer<(typeof coreContract)[N]['answer']>>>;
};

/** The core's answers to main, each with its entry in the contract. */
export function internalCalls(handlers: InternalHandlers): InternalCalls {
	return Object.fromEntries(
		Object.entries(coreContract).map(([name, call]) => [
			name,
			{ call, handler: handlers[name as keyof InternalHandlers] as (request: unknown) => Promise<Result<unknown>> },
		]),
	);
}
