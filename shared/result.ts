import type { AppError, ErrorCode, ErrorParams } from './errors/codes.ts';

/** The answer of anything that can fail in an expected way. A thrown exception means a defect of ours. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

export function ok<T>(value: T): Result<T> {
	return { ok: true, value };
}

export function fail(code: ErrorCode, params: ErrorParams = {}): { ok: false; error: AppError } {
	return { ok: false, error: { code, params } };
}

/**
 * An expected failure on its way out of deep code (parsers, transactions), where handing a value up
 * through every level would hide the code. It never crosses a public function: `capture` turns it into a value.
 */
export class Fault extends Error {
	readonly error: AppError;

	constructor(code: ErrorCode, params: ErrorParams = {}, cause?: unknown) {
		super(code, { cause });
		this.error = { code, params };
	}
}

/** Runs `work`; a Fault becomes a value, every other exception stays an exception. */
export async function capture<T>(work: () => Promise<T> | T): Promise<Result<T>> {
	try {
		return ok(await work());
	} catch (thrown) {
		if (thrown instanceof Fault) return { ok: false, error: thrown.error };
		throw thrown;
	}
}

/** The value, or a Fault with the same error: for code that itself runs inside `capture`. */
export function unwrap<T>(result: Result<T>): T {
	if (result.ok) return result.value;
	throw new Fault(result.error.code, result.error.params);
}
