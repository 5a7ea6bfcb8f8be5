import type { Call, Contract } from '../../shared/contracts/contract.ts';
import type { AnswerOf, RequestOf } from '../../shared/contracts/contracts.ts';
import type { Result } from '../../shared/result.ts';

/** What a feature offers to the gate: one function per call of its contract. */
export type Handlers<C extends Contract> = {
	[N in keyof C]: Handler<C[N]>;
};

export type Handler<C extends Call> = (request: RequestOf<C>) => Promise<Result<AnswerOf<C>>>;
