import { displayTaxCode } from '../tax-code.ts';
import { displayDate, letterDay, letterNumber } from './letter-date.ts';
import { type IdType, type LetterKind, type LetterRequest, routeOf } from './letter-request.ts';

/** A paragraph of a template; `when` names a part of the request it depends on. */
export type TemplateParagraph = string | { when: Condition; text: string };
export const conditions = [
	'oldCertificate',
	'oldCertificatePeriod',
	'oldCertificateSerial',
	'noOldCertificate',
] as const;
export type Condition = (typeof conditions)[number];

/** `resources/letters/<kind>.json`: the wording of one kind of request. */
export type LetterWording = { subject: string; body: TemplateParagraph[]; attachments: string[] };

/** `resources/letters/common.json`: what all letters share. */
export type CommonWording = {
	nation: string;
	motto: string;
	number: string;
	subject: string;
	placeDate: string;
	/** "Kính gửi:" */
	addresseeHead: string;
	attachmentsHead: string;
	/** What goes with a letter on paper, whatever it asks for; by hand also the letter of introduction. */
	certifiedAttachments: string[];
	introductionAttachment: string;
	closing: string;
	copiesHead: string;
	copies: string[];
	/** A letter that asks for something says so with this word. */
	asking: string;
	/** Words that a heading must not tear apart, in lower case. */
	keepTogether: string[];
	idTypes: Record<IdType, string>;
	/** What a preview shows in the place of an empty field, by placeholder. */
	missing: Record<string, string>;
};

/** `resources/letters/introduction.json`: the letter that introduces who brings the dossier. */
export type IntroductionWording = { number: string; title: string; body: string[]; copies: string[] };

/** `resources/letters/addressee.json`. */
export type Addressee = { name: string; unit: string };

export type LetterWordings = {
	kinds: Record<LetterKind, LetterWording>;
	common: CommonWording;
	introduction: IntroductionWording;
	addressee: Addressee;
};

/** A run of text. `marked`: missing or faulty, shown so in a preview. `whole`: must not break across lines. */
export type Segment = { text: string; marked: boolean; whole: boolean };
export type Paragraph = Segment[];

/** Headings may hold no-break spaces where they must not be broken; print them as ordinary ones. */
type PageText = {
	nation: string;
	motto: string;
	issuer: Paragraph;
	number: Paragraph;
	placeDate: Paragraph;
	body: Paragraph[];
	copiesHead: string;
	copies: string[];
	signerTitle: Paragraph;
	signerName: Paragraph;
	title: string;
};

/** `title` is for the document's metadata. */
export type LetterText = PageText & {
	subject: Paragraph;
	addresseeHead: string;
	/** One at least. */
	addressees: string[];
	closing: string;
};

/** `title` stands over the text. */
export type IntroductionText = PageText;

/** Values a reader compares character by character; a number torn apart at a line end is misread. */
const whole = /\.(taxCode|phone|email|idNumber|idDate|serial|notBefore|notAfter|number|validUntil)$/;

/**
 * The text of a letter. `faulty` are the fields to mark beside the empty ones (a preview shows what must be corrected).
 * The request must come from `readLetterRequest`.
 */
export function composeLetter(
	request: LetterRequest,
	wordings: LetterWordings,
	faulty: ReadonlySet<string> = new Set(),
): LetterText {
	const { common } = wordings;
	const wording = wordings.kinds[request.kind];
	const fill = filler(request, wordings, faulty);
	const body = wording.body
		.filter((paragraph) => typeof paragraph === 'string' || holds(paragraph.when, request))
		.map((paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.text))
		.flatMap((template) => splitLines(fill(template)));
	const listed = {
		email: wording.attachments,
		post: common.certifiedAttachments,
		hand: [...common.certifiedAttachments, common.introductionAttachment],
	}[routeOf(request.letter)];
	const attachments = listed.map((attachment, index, all) =>
		fill(`${index + 1}. ${attachment}${index === all.length - 1 ? '.' : ';'}`),
	);
	return {
		...composeFrame(fill, common),
		number: fill(common.number),
		subject: fill(common.subject.replace('{subject}', wording.subject)),
		addresseeHead: common.addresseeHead,
		addressees: addresseesOf(request, wordings),
		body: [...body, fill(common.attachmentsHead), ...attachments],
		closing: common.closing,
		copies: common.copies,
		title: upperFirst(subjectOf(request, wordings)),
	};
}

/** The text of the letter that introduces who brings the dossier; for requests that go by hand. */
export function composeIntroduction(
	request: LetterRequest,
	wordings: LetterWordings,
	faulty: ReadonlySet<string> = new Set(),
): IntroductionText {
	const { common, introduction } = wordings;
	const fill = filler(request, wordings, faulty, {
		'letter.subject': subjectOf(request, wordings),
		'letter.addressees': addresseesOf(request, wordings).join('; '),
	});
	return {
		...composeFrame(fill, common),
		number: fill(introduction.number),
		body: introduction.body.map(fill),
		copies: introduction.copies,
		title: introduction.title,
	};
}

/** "Cục Hải quan (Ban …)": whom a letter is for when the user names nobody else. */
export function officialAddressee({ name, unit }: Addressee): string {
	return `${name} (${unit})`;
}

function addresseesOf({ letter: { addressees } }: LetterRequest, { addressee }: LetterWordings): string[] {
	return addressees && addressees.length > 0 ? addressees : [officialAddressee(addressee)];
}

function subjectOf({ kind }: LetterRequest, { kinds }: LetterWordings): string {
	return kinds[kind].subject.normalize('NFC').replaceAll('\u00a0', ' ');
}

type Fill = (template: string) => Paragraph;

/** What all letters of a company have around their text. */
function composeFrame(fill: Fill, common: CommonWording) {
	const heading = (template: string): Paragraph => upperCase(keepTogether(fill(template), common.keepTogether));
	return {
		nation: common.nation,
		motto: common.motto,
		issuer: heading('{company.name}'),
		placeDate: fill(common.placeDate),
		copiesHead: common.copiesHead,
		signerTitle: heading('{representative.title}'),
		signerName: fill('{representative.name}'),
	};
}

function filler(
	request: LetterRequest,
	wordings: LetterWordings,
	faulty: ReadonlySet<string>,
	more: Record<string, string> = {},
): Fill {
	const values = new Map([...placeholders(request, wordings), ...Object.entries(more)]);
	return (template) => fillTemplate(template, values, wordings.common.missing, faulty);
}

/** The paragraph's text without marks. */
export function plain(paragraph: Paragraph): string {
	return paragraph.map((segment) => segment.text).join('');
}

/** Whether what a paragraph depends on is there. */
export function holds(condition: Condition, { oldCertificate: old }: LetterRequest): boolean {
	const period = Boolean(old?.provider && old.notBefore && old.notAfter);
	return {
		oldCertificate: old !== undefined,
		oldCertificatePeriod: period,
		oldCertificateSerial: old !== undefined && !period,
		noOldCertificate: old === undefined,
	}[condition];
}

/** Every placeholder a template may name, with its value in a request. */
export function placeholders(request: LetterRequest, wordings: Pick<LetterWordings, 'common'>): Map<string, string> {
	const { company, representative, letter, introduction, oldCertificate, newCertificate } = request;
	const { day, month, year } = letterDay(letter.date);
	const sign = introduction?.number ?? '';
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
		'introduction.number': sign === '' ? '' : letterNumber(sign, company.shortName, 'GGT'),
		'introduction.name': introduction?.name ?? '',
		'introduction.titleInText': sentenceCase(introduction?.title ?? ''),
		'introduction.idType': wordings.common.idTypes[introduction?.idType ?? 'cccd'],
		'introduction.idNumber': introduction?.idNumber ?? '',
		'introduction.validUntil': displayDate(introduction?.validUntil ?? ''),
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
