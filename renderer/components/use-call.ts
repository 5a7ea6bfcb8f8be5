import { type QueryKey, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Bridge, Envelope } from '../../shared/contracts/contracts.ts';
import type { AppError } from '../../shared/errors/codes.ts';

declare global {
	interface Window {
		readonly keyring: Bridge;
	}
}

export type CallError = AppError & { supportId?: string };

/** A failed envelope on its way through TanStack Query, which knows failures only as exceptions. */
export class CallFailure extends Error {
	readonly error: CallError;

	constructor(error: CallError) {
		super(error.code);
		this.error = error;
	}
}

/** The value of an envelope, or a CallFailure; for query functions only. */
export async function answer<T>(envelope: Promise<Envelope<T>>): Promise<T> {
	const result = await envelope;
	if (result.ok) return result.value;
	throw new CallFailure(result.error);
}

/**
 * A cached answer. The first part of `key` is the feature's name: an event `changed` of that feature fetches it again.
 * Never for secrets.
 */
export function useAnswer<T>(
	key: QueryKey,
	call: () => Promise<Envelope<T>>,
	options: { refetchInterval?: number; enabled?: boolean } = {},
): UseQueryResult<T, CallFailure> {
	return useQuery<T, CallFailure>({ queryKey: key, queryFn: () => answer(call()), ...options });
}

/**
 * Runs calls one by one and keeps what the screen needs to show: `busy` while one runs and the `error` of the last one.
 * `run` answers the value, or undefined when the call failed (the error is then in `error`).
 */
export function useCall() {
	const [busy, setBusy] = useState(false);
	const [error, setError] = useState<CallError>();

	const run = useCallback(async <T>(call: () => Promise<Envelope<T>>): Promise<T | undefined> => {
		setBusy(true);
		setError(undefined);
		try {
			const result = await call();
			if (result.ok) return result.value;
			setError(result.error);
			return undefined;
		} finally {
			setBusy(false);
		}
	}, []);

	const dismiss = useCallback(() => setError(undefined), []);
	return { run, busy, error, setError, dismiss };
}
