import { displayTaxCode } from '../tax-code.ts';
import { displayDate, letterDay, letterNumber } from './letter-date.ts';
import type { IdType, LetterKind, LetterRequest } from './letter-request.ts';

/** A paragraph of a template; `when` names a part of the request it depends on. */
type TemplateParagraph = string | { when: Condition; text: string };
type Condition = 'oldCertificate' | 'oldCertificatePeriod' | 'oldCertificateSerial' | 'noOldCertificate';

/** `resources/letters/<kind>.json`: the wording of one kind of request. */
export type LetterWording = { subject: string; body: TemplateParagraph[]; attachments: string[] };

/** `resources/letters/common.json`: what all letters share. */
export type CommonWording = {
	nation: string;
	motto: string;
	number: string;
	subject: string;
	placeDate: string;
	addressee: string;
	attachmentsHead: string;
	closing: string;
	copiesHead: string;
	copies: string[];
	/** Words that a heading must not tear apart, in lower case. */
	keepTogether: string[];
	idTypes: Record<IdType, string>;
	/** What a preview shows in the place of an empty field, by placeholder. */
	missing: Record<string, string>;
};

/** `resources/letters/addressee.json`. */
export type Addressee = { name: string; unit: string };

export type LetterWordings = { kinds: Record<LetterKind, LetterWording>; common: CommonWording; addressee: Addressee };

/** A run of text. `marked`: missing or faulty, shown so in a preview. `whole`: must not break across lines. */
export type Segment = { text: string; marked: boolean; whole: boolean };
export type Paragraph = Segment[];

/** Headings may hold no-break spaces where they must not be broken; print them as ordinary ones. */
export type LetterText = {
	nation: string;
	motto: string;
	issuer: Paragraph;
	number: Paragraph;
	subject: Paragraph;
	placeDate: Paragraph;
	addressee: string;
	body: Paragraph[];
	closing: string;
	copiesHead: string;
	copies: string[];
	signerTitle: Paragraph;
	signerName: Paragraph;
	/** For the document's metadata. */
	title: string;
};

/** Values a reader compares character by character; a number torn apart at a line end is misread. */
const whole = /\.(taxCode|phone|email|idNumber|idDate|serial|notBefore|notAfter|number)$/;

/**
 * The text of a letter. `faulty` are the fields to mark beside the empty ones (a preview shows what must be corrected).
 * The request must come from `readLetterRequest`.
 */
export function composeLetter(
	request: LetterRequest,
	wordings: LetterWordings,
	faulty: ReadonlySet<string> = new Set(),
): LetterText {
	const { common, addressee } = wordings;
	const wording = wordings.kinds[request.kind];
	const values = placeholders(request, wordings);
	const fill = (template: string): Paragraph => fillTemplate(template, values, common.missing, faulty);
	const body = wording.body
		.filter((paragraph) => typeof paragraph === 'string' || holds(paragraph.when, request))
		.map((paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.text))
		.flatMap((template) => splitLines(fill(template)));
	const attachments = wording.attachments.map((attachment, index, all) =>
		fill(`${index + 1}. ${attachment}${index === all.length - 1 ? '.' : ';'}`),
	);
	const heading = (template: string): Paragraph => upperCase(keepTogether(fill(template), common.keepTogether));
	const subject = wording.subject.normalize('NFC').replaceAll('\u00a0', ' ');
	return {
		nation: common.nation,
		motto: common.motto,
		issuer: heading('{company.name}'),
		number: fill(common.number),
		subject: fill(common.subject.replace('{subject}', wording.subject)),
		placeDate: fill(common.placeDate),
		addressee: common.addressee.replace('{addressee}', `${addressee.name} (${addressee.unit})`),
		body: [...body, fill(common.attachmentsHead), ...attachments],
		closing: common.closing,
		copiesHead: common.copiesHead,
		copies: common.copies,
		signerTitle: heading('{representative.title}'),
		signerName: fill('{representative.name}'),
		title: `${subject.charAt(0).toLocaleUpperCase('vi')}${subject.slice(1)}`,
	};
}

/** The paragraph's text without marks. */
export function plain(paragraph: Paragraph): string {
	return paragraph.map((segment) => segment.text).join('');
}

function holds(condition: Condition, { oldCertificate: old }: LetterRequest): boolean {
	const period = Boolean(old?.provider && old.notBefore && old.notAfter);
	return {
		oldCertificate: old !== undefined,
		oldCertificatePeriod: period,
		oldCertificateSerial: old !== undefined && !period,
		noOldCertificate: old === undefined,
	}[condition];
}

function placeholders(request: LetterRequest, wordings: LetterWordings): Map<string, string> {
	const { company, representative, letter, oldCertificate, newCertificate } = request;
	const { day, month, year } = letterDay(letter.date);
	const values: Record<string, string> = {
		'company.name': company.name,
		'company.taxCode': displayTaxCode(company.taxCode),
		'company.address': company.address,
		'company.phone': company.phone,
		'company.email': company.email,
		'representative.name': representative.name,
		'representative.title': representative.title,
		'representative.titleInText': sentenceCase(representative.title),
		'representative.idType': wordings.common.idTypes[representative.idType],
		'representative.idNumber': representative.idNumber,
		'representative.idDate': displayDate(representative.idDate),
		'representative.idPlace': representative.idPlace,
		'letter.number': letter.number === '' ? '' : letterNumber(letter.number, company.shortName),
		'letter.place': letter.place,
		'letter.day': day,
		'letter.month': month,
		'letter.year': year,
		// The template closes the sentence itself.
		'letter.reason': upperFirst(letter.reason.replace(/[.\s]+$/, '')),
	};
	for (const [name, certificate] of Object.entries({ oldCertificate, newCertificate })) {
		values[`${name}.serial`] = certificate?.serial ?? '';
		values[`${name}.provider`] = certificate?.provider ?? '';
		values[`${name}.notBefore`] = displayDate(certificate?.notBefore ?? '');
		values[`${name}.notAfter`] = displayDate(certificate?.notAfter ?? '');
	}
	return new Map(Object.entries(values));
}

function fillTemplate(
	template: string,
	values: ReadonlyMap<string, string>,
	missing: Record<string, string>,
	faulty: ReadonlySet<string>,
): Paragraph {
	return template
		.normalize('NFC')
		.split(/(\{[\w.]+\})/)
		.filter((piece) => piece !== '')
		.map((piece) => {
			if (!piece.startsWith('{')) return { text: piece, marked: false, whole: false };
			const name = piece.slice(1, -1);
			const value = values.get(name);
			if (value === undefined) throw new Error(`The letter wording names an unknown placeholder ${piece}`);
			if (value === '') return { text: missing[name] ?? piece, marked: true, whole: false };
			return { text: value, marked: faulty.has(name), whole: whole.test(name) };
		});
}

/** One paragraph for each line of the text. */
function splitLines(paragraph: Paragraph): Paragraph[] {
	const lines: Paragraph[] = [[]];
	for (const segment of paragraph) {
		const [first, ...rest] = segment.text.split('\n');
		lines.at(-1)?.push({ ...segment, text: first! });
		for (const text of rest) lines.push([{ ...segment, text }]);
	}
	return lines;
}

/** Joins the words of each phrase by no-break spaces. */
function keepTogether(paragraph: Paragraph, phrases: readonly string[]): Paragraph {
	const together = new RegExp(`(?<![\\p{L}\\p{N}])(${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
	return paragraph.map((segment) => ({
		...segment,
		text: segment.text.replace(together, (phrase) => phrase.replaceAll(' ', '\u00a0')),
	}));
}

function upperCase(paragraph: Paragraph): Paragraph {
	return paragraph.map((segment) =>
		segment.marked && segment.text.startsWith('[')
			? segment
			: { ...segment, text: segment.text.toLocaleUpperCase('vi') },
	);
}

/** A title typed in capitals for the signature reads as an ordinary word inside a sentence. */
function sentenceCase(text: string): string {
	return text === text.toLocaleUpperCase('vi') ? upperFirst(text.toLocaleLowerCase('vi')) : text;
}

function upperFirst(text: string): string {
	return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
