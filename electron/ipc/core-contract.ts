import { z } from 'zod';
import { languages } from '../../shared/contracts/app-contract.ts';
import { auditContract } from '../../shared/contracts/audit-contract.ts';
import { backupContract } from '../../shared/contracts/backup-contract.ts';
import { call } from '../../shared/contracts/contract.ts';
import { dossiersContract } from '../../shared/contracts/dossiers-contract.ts';
import { parametersContract } from '../../shared/contracts/parameters-contract.ts';
import { scansContract } from '../../shared/contracts/scans-contract.ts';
import { answerFile, draftKinds } from '../../shared/contracts/sending-contract.ts';
import { pictureCalls } from '../../shared/contracts/stamp-contract.ts';
import { transferContract } from '../../shared/contracts/transfer-contract.ts';
import { trustContract } from '../../shared/contracts/trust-contract.ts';

const id = z.strictObject({ id: z.uuid() });
const path = z.string().max(4096);
const keyFileCertificate = z.strictObject({
	sha256: z.string(),
	der: z.instanceof(Uint8Array),
	privateKey: z.enum(['present', 'absent', 'unknown-before-login']),
});
const language = z.enum(languages);

const draft = id.extend({ what: z.enum(draftKinds) });

const choosePicture = call(pictureCalls.seal.request.extend({ path }), pictureCalls.seal.answer, {
	needs: 'unlocked',
	audited: true,
});

/** Steps 5 and 6 of a dossier, and its export. */
const sendingInternals = {
	'dossiers.writeDraft': call(draft, z.strictObject({ path, fileName: z.string() }), { audited: true }),
	'dossiers.saveDraft': call(draft.extend({ path }), z.null()),
	'dossiers.keepAnswerFile': call(id.extend({ path }), answerFile, { changes: true }),
	'dossiers.answerFile': call(id.extend({ fileId: z.uuid() }), z.strictObject({ shown: path })),
	'dossiers.exportTo': call(id.extend({ parent: path }), z.strictObject({ folder: z.string() }), {
		needs: 'unlocked',
		audited: true,
		changes: false,
	}),
};

/**
 * What main asks of the core to answer those calls of the page that need a dialog, the clipboard or the file
 * manager. The core looks at the vault and writes the audit row for them under the name of the page's call.
 */
export const coreContract = {
	/** The value for the clipboard: goes to main, never to the page. */
	'parameters.copy': call(parametersContract.copy.request, z.strictObject({ value: z.string() }), {
		needs: 'unlocked',
		audited: true,
		changes: false,
	}),
	/** The PC falls asleep or wakes up. */
	'clock.sleep': call(z.strictObject({ asleep: z.boolean() }), z.null()),
	'vault.saveRecoverySheet': call(
		z.strictObject({ recoveryCode: z.string().max(200), path, language: z.enum(languages) }),
		z.null(),
	),
	'tokens.chooseModule': call(z.strictObject({ path }), z.null(), { needs: 'unlocked', audited: true }),
	/** `certificates` are what the token host read out of the file. */
	'tokens.chooseKeyFile': call(z.strictObject({ path, certificates: z.array(keyFileCertificate).max(50) }), z.null(), {
		needs: 'unlocked',
		audited: true,
	}),
	'signing.exportEvidence': call(id.extend({ parent: path }), z.strictObject({ folder: z.string() }), {
		audited: true,
		changes: false,
	}),
	'trust.add': call(z.strictObject({ paths: z.array(path).max(100) }), trustContract.add.answer, {
		needs: 'unlocked',
		audited: true,
		maxBytes: 512 * 1024,
	}),
	/** Copies the signed file, on paper the letters to print, to `path`; a merged file that waits for its signature is not offered. */
	'dossiers.saveAs': call(id.extend({ path }), z.null(), { audited: true }),
	/** A picture of the clipboard as PNG; `name` is what it is called, with {number}. */
	'dossiers.addPicture': call(
		id.extend({ png: z.instanceof(Uint8Array), name: z.string().max(100) }),
		dossiersContract.addPaths.answer,
		{ changes: true },
	),
	'scans.setFolder': call(z.strictObject({ path }), scansContract.chooseFolder.answer, { changes: true }),
	'dossiers.chooseSeal': choosePicture,
	'dossiers.chooseLogo': choosePicture,
	/** The name to offer in the dialog and the path to show: the saved copy, else the file in the data folder. */
	'dossiers.outputs': call(id, z.strictObject({ fileName: z.string(), shown: path })),
	/** Writes the sheet of a report to `path`. */
	'verification.saveSheet': call(id.extend({ path }), z.null()),
	/** The name of the file that was checked. */
	'verification.checkedName': call(id, z.strictObject({ fileName: z.string() })),
	'backup.setTarget': call(z.strictObject({ path }), z.strictObject({ target: path }), { audited: true }),
	'backup.examine': call(z.strictObject({ path }), backupContract.choose.answer.unwrap()),
	'audit.exportTo': call(auditContract.export.request.extend({ path }), z.null(), { audited: true, changes: false }),
	'transfer.choose': call(z.strictObject({ path }), transferContract.choose.answer.unwrap(), { needs: 'unlocked' }),
	'transfer.saveTemplate': call(z.strictObject({ path, language }), z.null()),
	'transfer.export': call(transferContract.export.request.extend({ path, language }), z.null(), {
		needs: 'unlocked',
		audited: true,
		changes: false,
	}),
	'transfer.saveSheet': call(transferContract.saveSheet.request.extend({ path, language }), z.null(), {
		needs: 'unlocked',
		audited: true,
		changes: false,
	}),
	...sendingInternals,
	/** The path behind a file id of the page, or null. */
	'files.resolve': call(z.strictObject({ fileId: z.string().max(100) }), z.strictObject({ path: path.nullable() })),
};
