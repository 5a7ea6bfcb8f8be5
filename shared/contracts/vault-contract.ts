import { z } from 'zod';
import { call } from './contract.ts';

const password = z.string().min(1).max(1024);

export const vaultContract = {
	status: call(
		z.strictObject({}),
		z.strictObject({
			/** `new`: no application password was ever set in this data folder. */
			state: z.enum(['new', 'locked', 'unlocked']),
			/** Seconds until the next try is allowed; 0 when it is allowed now. */
			waitSeconds: z.number().int().nonnegative(),
		}),
	),
	/** First run. The recovery code is answered once and never again. */
	create: call(z.strictObject({ password }), z.strictObject({ recoveryCode: z.string() }), {
		errors: ['VAULT_EXISTS', 'VAULT_PASSWORD_WEAK'],
		audited: true,
	}),
	unlock: call(z.strictObject({ password }), z.null(), {
		errors: ['VAULT_MISSING', 'VAULT_WRONG_PASSWORD', 'VAULT_THROTTLED', 'VAULT_HEADER_INVALID'],
		audited: true,
	}),
	/** Opens with the printed code and sets a new application password; the old password dies. */
	recover: call(z.strictObject({ recoveryCode: z.string().max(200), newPassword: password }), z.null(), {
		errors: [
			'VAULT_MISSING',
			'VAULT_WRONG_RECOVERY_CODE',
			'VAULT_THROTTLED',
			'VAULT_PASSWORD_WEAK',
			'VAULT_HEADER_INVALID',
		],
		audited: true,
	}),
	lock: call(z.strictObject({}), z.null(), { audited: true }),
	/** Another application password; the old one dies. A wrong present password counts as a try. */
	changePassword: call(z.strictObject({ password, newPassword: password }), z.null(), {
		errors: ['VAULT_WRONG_PASSWORD', 'VAULT_THROTTLED', 'VAULT_PASSWORD_WEAK', 'VAULT_HEADER_INVALID'],
		needs: 'unlocked',
		audited: true,
	}),
	/** A new recovery code, answered once. The old one stays valid until `confirmRecoveryCode`. */
	newRecoveryCode: call(z.strictObject({ password }), z.strictObject({ recoveryCode: z.string() }), {
		errors: ['VAULT_WRONG_PASSWORD', 'VAULT_THROTTLED', 'VAULT_HEADER_INVALID'],
		needs: 'unlocked',
		audited: true,
	}),
	/** The user has kept the new code: from now on it opens, and the old one does not. */
	confirmRecoveryCode: call(z.strictObject({}), z.null(), {
		errors: ['VAULT_NO_NEW_RECOVERY_CODE'],
		needs: 'unlocked',
		audited: true,
	}),
	/** Whether the operating system can keep a key for this user (not only hide it), and whether it does. */
	osUnlock: call(z.strictObject({}), z.strictObject({ available: z.boolean(), on: z.boolean() })),
	enableOsUnlock: call(z.strictObject({ password }), z.null(), {
		errors: ['VAULT_WRONG_PASSWORD', 'VAULT_THROTTLED', 'VAULT_HEADER_INVALID', 'VAULT_OS_UNAVAILABLE'],
		needs: 'unlocked',
		audited: true,
	}),
	/** The key kept by the operating system is deleted here; without this part it opens nothing. */
	disableOsUnlock: call(z.strictObject({}), z.null(), { audited: true }),
	unlockWithOs: call(z.strictObject({}), z.null(), {
		errors: ['VAULT_MISSING', 'VAULT_OS_UNAVAILABLE', 'VAULT_OS_FAILED'],
		audited: true,
	}),
	/** Writes the recovery code just shown as a printable PDF where the user says; answers the file name, null when cancelled. */
	saveRecoverySheet: call(
		z.strictObject({ recoveryCode: z.string().max(200) }),
		z.strictObject({ fileName: z.string().nullable() }),
		{
			answeredBy: 'main',
			errors: ['FILE_WRITE_DENIED', 'FILE_DISK_FULL', 'FILE_FOLDER_MISSING'],
		},
	),
};
