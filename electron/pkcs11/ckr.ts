import type { AppError, ErrorCode } from '../../shared/errors/codes.ts';
import { Fault } from '../../shared/result.ts';

/** Results of PKCS#11 calls that the code itself acts on (PKCS #11 v2.40, section 6.11; pkcs11t.h). */
export const ckr = {
	ok: 0x0,
	attributeSensitive: 0x11,
	attributeTypeInvalid: 0x12,
	pinIncorrect: 0xa0,
	bufferTooSmall: 0x150,
	alreadyInitialized: 0x191,
} as const;

/**
 * The one table from result to meaning, by number and never by text. What is not listed is a fault of the driver
 * and shown with its number: a driver fault must never look like a wrong PIN, that would cost tries.
 * CKR_PIN_INCORRECT is not here: its error carries the tries left, which are read after the failure.
 */
export const ckrMeanings: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
	[0x01, 'TOKEN_CANCELLED'], // CKR_CANCEL
	[0x02, 'TOKEN_MEMORY'], // CKR_HOST_MEMORY
	[0x03, 'TOKEN_REMOVED'], // CKR_SLOT_ID_INVALID: the reader went away
	[0x31, 'TOKEN_MEMORY'], // CKR_DEVICE_MEMORY
	[0x32, 'TOKEN_REMOVED'], // CKR_DEVICE_REMOVED
	[0x50, 'TOKEN_CANCELLED'], // CKR_FUNCTION_CANCELED
	[0x60, 'TOKEN_SESSION_STALE'], // CKR_KEY_HANDLE_INVALID
	[0x82, 'TOKEN_SESSION_STALE'], // CKR_OBJECT_HANDLE_INVALID
	[0xa2, 'PIN_LENGTH'], // CKR_PIN_LEN_RANGE
	[0xa3, 'PIN_EXPIRED'], // CKR_PIN_EXPIRED
	[0xa4, 'PIN_LOCKED'], // CKR_PIN_LOCKED
	[0xb0, 'TOKEN_SESSION_STALE'], // CKR_SESSION_CLOSED
	[0xb3, 'TOKEN_SESSION_STALE'], // CKR_SESSION_HANDLE_INVALID
	[0xe0, 'TOKEN_REMOVED'], // CKR_TOKEN_NOT_PRESENT
	[0xe1, 'TOKEN_NOT_RECOGNIZED'], // CKR_TOKEN_NOT_RECOGNIZED: a token of another maker
	[0x70, 'TOKEN_MECHANISM_UNSUPPORTED'], // CKR_MECHANISM_INVALID
	[0x71, 'TOKEN_MECHANISM_UNSUPPORTED'], // CKR_MECHANISM_PARAM_INVALID
	[0x101, 'TOKEN_SESSION_STALE'], // CKR_USER_NOT_LOGGED_IN
]);

/** What the texts of the errors above name besides the number. */
export type CkrContext = { mechanism?: string; pinLength?: { min: number; max: number } };

export function ckrError(result: number, context: CkrContext = {}): AppError {
	const code = ckrMeanings.get(result);
	switch (code) {
		case undefined:
			return { code: 'TOKEN_DRIVER_FAULT', params: { ckr: `0x${(result >>> 0).toString(16).padStart(8, '0')}` } };
		case 'TOKEN_MECHANISM_UNSUPPORTED':
			return { code, params: { mechanism: context.mechanism ?? '' } };
		case 'PIN_LENGTH':
			return { code, params: { min: context.pinLength?.min ?? 0, max: context.pinLength?.max ?? 0 } };
		default:
			return { code, params: {} };
	}
}

/** Passes on CKR_OK, throws everything else as the Fault it means. */
export function mustSucceed(result: number, context?: CkrContext): void {
	if (result === ckr.ok) return;
	const error = ckrError(result, context);
	throw new Fault(error.code, error.params);
}
