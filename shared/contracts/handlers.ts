import type { Result } from '../result.ts';
import type { Call, Contract } from './contract.ts';
import type { AnswerOf, RequestOf } from './contracts.ts';

/** What a feature offers to the gate: one function per call of its contract. */
export type Handlers<C extends Contract> = {
	[N in keyof C]: Handler<C[N]>;
};

export type Handler<C extends Call> = (request: RequestOf<C>) => Promise<Result<AnswerOf<C>>>;
