import addresseeData from '../../../resources/letters/addressee.json';
import nswPassword from '../../../resources/letters/nsw-password.json';
import adminPassword from '../../../resources/letters/vnaccs-admin-password.json';
import certificateUpdate from '../../../resources/letters/vnaccs-certificate-update.json';
import type { DossierKind } from '../../../shared/contracts/dossiers-contract.ts';

/** Where the letter goes, with the mailbox and the term that customs named; sources stand in the file. */
export const addressee = addresseeData;

/** Sentences offered as the reason of a letter. They are letter content: Vietnamese whatever the page's language. */
export const reasons: Record<DossierKind, readonly string[]> = {
	'vnaccs-admin-password': adminPassword.reasons,
	'vnaccs-certificate-update': certificateUpdate.reasons,
	'nsw-password': nswPassword.reasons,
};
