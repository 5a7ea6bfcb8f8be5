import mailData from '../../../resources/mail/mail.json';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import type { DraftKind, MailText } from '../../../shared/contracts/sending-contract.ts';
import {
	composeMail,
	type MailFacts,
	type MailWording,
	phoneScript,
} from '../../../shared/domain/sending/compose-mail.ts';
import { addressee } from './letter-wording.ts';

/** The words of mails, with their source. */
export const mailWording: MailWording & { source: string; date: string } = mailData;

/** The mail as it will be drafted: as typed, else from the template. */
export function mailOf(dossier: Dossier, what: DraftKind): MailText {
	return (what === 'request' && dossier.sending.mail) || composeMail(mailWording, factsOf(dossier), what);
}

export function callScript(dossier: Dossier): string[] {
	return phoneScript(mailWording, factsOf(dossier));
}

function factsOf({ kind, letter, pages, signed, sending }: Dossier): MailFacts {
	const papers = pages.map(({ paper }) => paper);
	return { kind, letter, papers, fileName: signed?.fileName ?? '', sending, address: addressee };
}
