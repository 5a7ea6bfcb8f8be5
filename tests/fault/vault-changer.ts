/**
 * Started by store-vault-kill.test.ts and killed at any moment: changes the application password again and again and
 * prints each new one once the core has answered. Arguments: data folder, the password that is valid.
 */
import { writeSync } from 'node:fs';
import { openAccountCore } from '../security/account-core.ts';

const [, , folder = '', from = ''] = process.argv;

const core = openAccountCore(folder);
await core.value('vault.unlock', { password: from });
writeSync(1, 'ready\n');
for (let number = 1, password = from; ; number++) {
	const newPassword = `${from} ${number}`;
	await core.value('vault.changePassword', { password, newPassword });
	writeSync(1, `${newPassword}\n`);
	password = newPassword;
}
