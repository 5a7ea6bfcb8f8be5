import addresseeData from '../../../resources/letters/addressee.json';
import nswPassword from '../../../resources/letters/nsw-password.json';
import adminPassword from '../../../resources/letters/vnaccs-admin-password.json';
import certificateUpdate from '../../../resources/letters/vnaccs-certificate-update.json';
import passwordAndCertificate from '../../../resources/letters/vnaccs-password-and-certificate.json';
import type { DossierKind } from '../../../shared/contracts/dossiers-contract.ts';
import type { LetterRoute } from '../../../shared/domain/letter/letter-request.ts';

/** Where the letter goes, with the mailbox and the term that customs named; sources stand in the file. */
export const addressee = addresseeData;

/** Sentences offered as the reason of a letter. They are letter content: Vietnamese whatever the page's language. */
export const reasons: Record<DossierKind, readonly string[]> = {
	'vnaccs-admin-password': adminPassword.reasons,
	'vnaccs-certificate-update': certificateUpdate.reasons,
	'vnaccs-password-and-certificate': passwordAndCertificate.reasons,
	'nsw-password': nswPassword.reasons,
};

/** Working days until the answer, with the source of the term. */
export function termOf(route: LetterRoute): { days: number; source: string } {
	const name = route === 'email' ? 'answerWorkingDays' : 'answerWorkingDaysOnPaper';
	return { days: addressee[name], source: addressee.source[name] };
}

/** The days as a letter writes them: `03`. */
export function termText(route: LetterRoute): string {
	return String(termOf(route).days).padStart(2, '0');
}
