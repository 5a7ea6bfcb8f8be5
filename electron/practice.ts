import { preparePracticeToken } from './pkcs11/practice.ts';

// Prepares the practice token in the folder given and tells SoftHSM's configuration file to the caller.
const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: practice FOLDER');
const token = await preparePracticeToken(folder);
process.stdout.write(`${token.conf}\n`);
