import type { DossierKind, DossierLetter, Paper } from '../../contracts/dossiers-contract.ts';
import type { DraftKind, MailText, Sending } from '../../contracts/sending-contract.ts';
import { formatDate } from '../dates.ts';
import { letterNumber } from '../letter/letter-date.ts';
import { displayTaxCode } from '../tax-code.ts';

/** `resources/mail/mail.json`: the words of mails and of the call to the hotline. */
export type MailWording = {
	kinds: Record<DossierKind, { subject: string; request: string }>;
	papers: Record<Paper, string>;
	body: readonly string[];
	/** Added to the body when the dossier goes a second time. */
	supplement: string;
	reminder: { subject: string; body: readonly string[] };
	phone: readonly string[];
};

/** What a mail says of its dossier. */
export type MailFacts = {
	kind: DossierKind;
	letter: DossierLetter;
	/** Kinds of paper in the file, in their order. */
	papers: readonly Paper[];
	fileName: string;
	sending: Pick<Sending, 'sentAt' | 'sentTo' | 'earlier'>;
	/** Mailbox and telephone of customs. */
	address: { email: string; hotline: string };
};

/** The mail as the template has it. */
export function composeMail(wording: MailWording, facts: MailFacts, what: DraftKind): MailText {
	const { letter, sending, address } = facts;
	const fill = filler(wording, facts);
	const subject = fill(wording.kinds[facts.kind].subject);
	const before = sending.earlier.at(-1)?.sentAt;
	const body =
		what === 'reminder'
			? wording.reminder.body
			: wording.body.flatMap((line, place) => (place === 1 && before ? [line, wording.supplement] : [line]));
	return {
		from: letter.company.email,
		to: what === 'reminder' && sending.sentTo ? sending.sentTo : address.email,
		subject: what === 'reminder' ? fill(wording.reminder.subject.replace('{subject}', subject)) : subject,
		body: body.map(fill).join('\n\n').normalize('NFC'),
	};
}

/** What to say on the telephone, line by line. */
export function phoneScript(wording: MailWording, facts: MailFacts): string[] {
	return wording.phone.map(filler(wording, facts));
}

function filler(wording: MailWording, facts: MailFacts): (template: string) => string {
	const { kind, letter, papers, fileName, sending, address } = facts;
	const before = sending.earlier.at(-1)?.sentAt;
	const values: Record<string, string> = {
		'company.name': letter.company.name,
		'company.taxCode': displayTaxCode(letter.company.taxCode),
		'company.phone': letter.company.phone,
		'company.email': letter.company.email,
		'representative.name': letter.representative.name,
		'letter.number': letterNumber(letter.number, letter.company.shortName),
		'letter.date': formatDate(letter.date),
		request: wording.kinds[kind].request,
		papers: [...new Set(papers)].map((paper) => wording.papers[paper]).join(', '),
		file: fileName,
		sent: sending.sentAt === null ? '' : timeInVietnam(sending.sentAt),
		before: before ? timeInVietnam(before) : '',
		to: sending.sentTo || address.email,
		hotline: address.hotline,
	};
	return (template) =>
		template.replace(/\{([\w.]+)\}/g, (piece, name: string) => {
			const value = values[name];
			if (value === undefined) throw new Error(`The mail wording names an unknown placeholder ${piece}`);
			return value;
		});
}

/** `08:50 16/11/2026` in Viet Nam, whatever zone the PC is set to. */
export function timeInVietnam(instant: string): string {
	const text = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
	return `${text.slice(11, 16)} ${formatDate(text.slice(0, 10))}`;
}
