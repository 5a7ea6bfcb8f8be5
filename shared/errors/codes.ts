/**
 * The closed list of expected failures, `AREA_REASON`. Every code has `title`, `meaning` and `advice` in
 * `resources/locales/<language>/errors.json`; a test fails when one is missing or when nothing produces a code.
 * Texts may use the parameters named behind the code.
 */
export const errorCodes = [
	// The application password and what it seals
	'VAULT_LOCKED',
	'VAULT_EXISTS',
	'VAULT_MISSING',
	'VAULT_PASSWORD_WEAK', // {min}
	'VAULT_WRONG_PASSWORD',
	'VAULT_WRONG_RECOVERY_CODE',
	'VAULT_THROTTLED', // {seconds}
	'VAULT_HEADER_INVALID',
	'VAULT_INTEGRITY', // {field}
	'VAULT_NO_NEW_RECOVERY_CODE',
	'VAULT_OS_UNAVAILABLE',
	'VAULT_OS_FAILED',
	// The data folder
	'STORE_CANNOT_OPEN', // {path}
	'STORE_NEWER_SCHEMA', // {found} {known}
	'STORE_CORRUPT', // {path}
	'STORE_READ_ONLY', // {path}
	'STORE_FULL',
	'STORE_BUSY',
	'STORE_RECORD_MISSING', // {what}
	'STORE_DUPLICATE', // {what} {value}
	'STORE_COMPANY_IN_USE', // {dossiers} how many are kept for it
	'BACKUP_MISSING', // {name}
	'BACKUP_DAMAGED', // {name}
	'BACKUP_NOTHING_TO_UNDO',
	// Files given to us or written by us
	'FILE_NOT_FOUND', // {file}
	'FILE_UNREADABLE', // {file}
	'FILE_TYPE_UNSUPPORTED', // {file}
	'FILE_TOO_LARGE', // {file} {limitMb}
	'FILE_FOLDER_MISSING', // {file}
	'FILE_WRITE_DENIED', // {file}
	'FILE_DISK_FULL', // {file}
	'FILE_IS_INPUT', // {file}
	'PDF_UNREADABLE', // {file}
	'PDF_ENCRYPTED', // {file} protected in a way that is not opened here
	'PDF_PASSWORD_NEEDED', // {file}
	'PDF_PASSWORD_INCORRECT', // {file}
	'PDF_TOO_MANY_PAGES', // {file} {limit}
	'PDF_TIMEOUT', // {file} {seconds}
	'PDF_MEMORY', // {file}
	'PDF_CRASHED', // {file}: the process that read it ended
	'IMAGE_UNREADABLE', // {file}
	'IMAGE_TOO_LARGE', // {file} {limitMpx}
	'CLIPBOARD_EMPTY', // neither a picture nor files
	'DROP_EMPTY', // nothing of it is a file of this computer
	// Drivers and tokens
	'TOKEN_MODULE_NOT_FOUND', // {module}
	'TOKEN_MODULE_PATH', // {module} must be an absolute local path
	'TOKEN_MODULE_WRONG_ARCH', // {module} {found} {needed}
	'TOKEN_MODULE_NOT_PKCS11', // {module}
	'TOKEN_MODULE_LOAD_FAILED', // {module} {reason}
	'TOKEN_MODULE_CHANGED', // {module} chosen by the user, and not the same file any more
	'TOKEN_NO_DRIVER',
	'TOKEN_NO_READER', // {module}
	'TOKEN_ABSENT', // {module}
	'TOKEN_NOT_RECOGNIZED',
	'TOKEN_LABEL_NOT_FOUND', // {label}
	'TOKEN_SEVERAL', // {labels}
	'TOKEN_REMOVED',
	'TOKEN_HOST_CRASHED', // {module}
	'TOKEN_TIMEOUT', // {module} {seconds}
	'TOKEN_TIMEOUT_LOGIN', // {module} {seconds}: one PIN try may have been used
	'TOKEN_CRASHED_LOGIN', // {module}: one PIN try may have been used
	'TOKEN_DRIVER_FAULT', // {ckr} hexadecimal number of the CKR result
	'TOKEN_MECHANISM_UNSUPPORTED', // {mechanism}
	'TOKEN_SESSION_STALE',
	'TOKEN_CANCELLED',
	'TOKEN_MEMORY',
	// The PIN
	'PIN_INCORRECT', // {state} ok | low | final | locked, read after the failure
	'PIN_LOCKED',
	'PIN_EXPIRED',
	'PIN_LENGTH', // {min} {max}
	'PIN_MISSING',
	'PIN_FINAL_TRY',
	'PIN_CANCELLED',
	// Certificates
	'CERT_NOT_FOUND', // {serial}
	'CERT_SEVERAL', // {serials}
	'CERT_NONE',
	'CERT_UNREADABLE', // {file}
	'CERT_EXPIRED', // {notAfter}
	'CERT_NOT_YET_VALID', // {notBefore}
	'CERT_WRONG_TAX_CODE', // {found} {expected}
	'CERT_NO_PRIVATE_KEY',
	'CERT_KEY_USAGE',
	'CERT_WEAK_KEY', // {bits}
	'CERT_CHANGED',
	'CERT_REVOKED', // {name} {revokedAt}
	'CERT_NOT_CA', // {file} {name}
	// Signing
	'SIGN_OUTPUT_INVALID', // {reason}
	'SIGN_STAMP_PLACE', // {detail}
	'SIGN_NOT_ALLOWED', // {file}: certified without permission to add signatures
	'SIGN_LEVEL_UNAVAILABLE', // {level}
	'SIGN_P12_UNSUPPORTED', // {file}
	'P12_PASSWORD_INCORRECT', // {file}
	// A reset dossier
	'DOSSIER_STEP', // {step} must be finished first
	'DOSSIER_SIGNED', // content is locked after signing
	'DOSSIER_MAIL_TOO_LARGE', // {file} {limitMb}
	'DOSSIER_SENT', // recorded as sent and waiting for the answer
	'DOSSIER_PAPER_MISSING', // {papers}
	'DOSSIER_MERGE_CANCELLED',
	// What the user or a caller typed
	'INPUT_USAGE', // {detail}
	'INPUT_JSON', // {file} {detail}
	'INPUT_FIELD', // {field} {detail}
	'INPUT_CODE_UNKNOWN', // {code}
	// Tables and hand-over files from and to other PCs
	'TABLE_UNREADABLE', // {file}
	'TABLE_TOO_LONG', // {file} {limit}
	'TABLE_COLUMNS', // {file}
	'HANDOVER_WRONG_PASSWORD',
	'HANDOVER_DAMAGED', // {file}
	'HANDOVER_NEWER', // {file}
	'HANDOVER_PASSWORD_WEAK', // {min}
	'TRANSFER_GONE',
	'TRANSFER_STALE',
	// Pages of customs in the browser
	'PORTAL_NOT_OPENED', // {url}
	// Requests to customs
	'REQUEST_ORDER', // {status} that the request has
	// The runtime
	'RUNTIME_TOO_OLD', // {found} {needed}
	// The border between page and processes
	'IPC_SENDER_REFUSED',
	'IPC_TOO_LARGE', // {limit}
	'IPC_BAD_REQUEST', // {field}
	'IPC_CORE_STOPPED',
	'INTERNAL_DEFECT', // {supportId}
] as const;

export type ErrorCode = (typeof errorCodes)[number];
export type ErrorParams = Record<string, string | number>;
export type AppError = { code: ErrorCode; params: ErrorParams };

/** Exit status of the command line for a failure: 2 input, 3 token, 4 storage, 5 a defect of ours. */
export function exitStatus(code: ErrorCode): 2 | 3 | 4 | 5 {
	if (/^(TOKEN|PIN|P12|CERT)_/.test(code) || code === 'SIGN_P12_UNSUPPORTED') return 3;
	if (/^(STORE|VAULT|BACKUP)_/.test(code) || /^FILE_(FOLDER_MISSING|WRITE_DENIED|DISK_FULL)$/.test(code)) return 4;
	if (code === 'SIGN_OUTPUT_INVALID' || code === 'INTERNAL_DEFECT' || /^IPC_/.test(code)) return 5;
	return 2;
}
