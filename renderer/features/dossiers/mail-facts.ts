import mailData from '../../../resources/mail/mail.json';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import type { DraftKind, MailText } from '../../../shared/contracts/sending-contract.ts';
import {
	composeMail,
	type MailFacts,
	type MailWording,
	phoneScript,
} from '../../../shared/domain/sending/compose-mail.ts';
import { useAddressee } from './letter-wording.ts';

/** The words of mails, with their source. */
export const mailWording: MailWording & { source: string; date: string } = mailData;

/** The mail as it will be drafted (as typed, else from the template), and what to say on the telephone. */
export function useMailTexts() {
	const address = useAddressee();
	const factsOf = ({ kind, letter, pages, signed, sending }: Dossier): MailFacts => {
		const papers = pages.map(({ paper }) => paper);
		return { kind, letter, papers, fileName: signed?.fileName ?? '', sending, address };
	};
	return {
		mailOf: (dossier: Dossier, what: DraftKind): MailText =>
			(what === 'request' && dossier.sending.mail) || composeMail(mailWording, factsOf(dossier), what),
		callScript: (dossier: Dossier): string[] => phoneScript(mailWording, factsOf(dossier)),
	};
}
