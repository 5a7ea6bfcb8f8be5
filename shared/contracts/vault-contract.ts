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
