import example from '../../../resources/letters/example.json' with { type: 'json' };
import type { ErrorParams } from '../../errors/codes.ts';
import { isEmail } from '../email.ts';
import { checkLetterRequest, printable } from './check-letter-request.ts';
import {
	type CommonWording,
	type Condition,
	conditions,
	holds,
	type IntroductionWording,
	type LetterWording,
	placeholders,
	type TemplateParagraph,
} from './compose-letter.ts';
import { type LetterKind, type LetterRequest, readLetterRequest } from './letter-request.ts';

/** What the user may edit of a kind of letter. */
export type EditableWording = LetterWording & { reasons: string[] };

/** What the user may edit of customs' address. */
export type EditableAddressee = {
	name: string;
	unit: string;
	address: string;
	email: string;
	hotline: string;
	/** Working days until the answer is due, of what goes by e-mail and of what goes on paper. */
	answerWorkingDays: number;
	answerWorkingDaysOnPaper: number;
};

/** What came with the application, with its sources and the day they were looked at (YYYY-MM-DD). */
export type OriginalWording = EditableWording & { source: string; date: string };
export type OriginalAddressee = EditableAddressee & { source: Record<string, string>; date: string };
export type OriginalWordings = {
	kinds: Record<LetterKind, OriginalWording>;
	addressee: OriginalAddressee;
	common: CommonWording;
	introduction: IntroductionWording;
};

/** Data that letters are shown with while their wording is edited; `empty`: nothing typed yet. */
export const letterSamples = ['complete', 'oldSerialOnly', 'noOldCertificate', 'empty'] as const;
export type LetterSample = (typeof letterSamples)[number];

/** What can be known when a complete letter is written: the conditions that hold and the placeholders that have a value. */
export type LetterCase = { sample: LetterSample; conditions: Condition[]; filled: string[] };

/** Longest texts that still make a readable letter, and most of a list. */
export const wordingLimits = { subject: 300, body: 3000, attachments: 500, reasons: 500, items: 30 } as const;

/** What the check can say. Texts: `resources/locales/<language>/letters.json`, `problems`. */
export const wordingProblems = {
	VALUE_EMPTY: 'error',
	VALUE_TOO_LONG: 'error', // {max}
	VALUE_CHARACTERS: 'error', // {characters}: not in the letter's font
	EMAIL_SHAPE: 'error',
	DAYS_SHAPE: 'error', // {max}
	LIST_EMPTY: 'error',
	LIST_TOO_LONG: 'error', // {max}
	PLACEHOLDER_UNKNOWN: 'error', // {placeholder} as typed
	PLACEHOLDER_NOT_HERE: 'error', // {placeholder}: may have no value where it stands
	PLACEHOLDER_GONE: 'warning', // {placeholder}: the original says it
	ASKING_GONE: 'warning', // {asking}: the word
} as const;

export type WordingProblem = {
	/** `subject`, `body.0`, `email` …; `body` for the text as a whole. */
	place: string;
	code: keyof typeof wordingProblems;
	severity: 'error' | 'warning';
	params: ErrorParams;
};

/** Invented data for a letter of a kind; undefined where the kind has no such case. */
export function sampleLetter(kind: LetterKind, sample: LetterSample, reason?: string): LetterRequest | undefined {
	if (sample === 'empty') return readLetterRequest({ kind });
	const request = example.request as LetterRequest;
	const { letter } = request;
	const plain: LetterRequest = { ...request, kind, letter: { ...letter, reason: reason ?? letter.reason } };
	const asksCertificates = checkLetterRequest(plain).some(({ field }) => field.startsWith('newCertificate'));
	if (!asksCertificates) return sample === 'complete' ? plain : undefined;
	const { newCertificate, oldCertificate } = example;
	if (sample === 'noOldCertificate') return { ...plain, newCertificate };
	const unknown = { provider: '', notBefore: '', notAfter: '' };
	const old = sample === 'complete' ? oldCertificate : { ...oldCertificate, ...unknown };
	return { ...plain, newCertificate, oldCertificate: old };
}

/** The cases a wording of this kind has to serve. */
export function letterCases(kind: LetterKind, common: CommonWording): LetterCase[] {
	return letterSamples.flatMap((sample) => {
		const request = sample === 'empty' ? undefined : sampleLetter(kind, sample);
		if (!request) return [];
		const filled = [...placeholders(request, { common })]
			// Nobody is introduced but by the letter that says so.
			.filter(([name, value]) => value !== '' && !name.startsWith('introduction.'))
			.map(([name]) => name);
		return [{ sample, conditions: conditions.filter((one) => holds(one, request)), filled }];
	});
}

/** Placeholders that have a value wherever a paragraph with this condition is printed. */
export function placeholdersFor(when: Condition | undefined, cases: readonly LetterCase[]): string[] {
	const [first, ...others] = cases.filter((one) => when === undefined || one.conditions.includes(when));
	return (first?.filled ?? []).filter((name) => others.every(({ filled }) => filled.includes(name)));
}

export function textOf(paragraph: TemplateParagraph): string {
	return typeof paragraph === 'string' ? paragraph : paragraph.text;
}

export function conditionOf(paragraph: TemplateParagraph): Condition | undefined {
	return typeof paragraph === 'string' ? undefined : paragraph.when;
}

/** Every text of a wording as `change` makes it. */
export function mapTexts(wording: EditableWording, change: (text: string) => string): EditableWording {
	const { subject, body, attachments, reasons } = wording;
	return {
		subject: change(subject),
		body: body.map((one) => (typeof one === 'string' ? change(one) : { ...one, text: change(one.text) })),
		attachments: attachments.map(change),
		reasons: reasons.map(change),
	};
}

/** NFC, no invisible characters, single spaces; line ends only in the body, no-break spaces kept. */
export function tidyWording({ subject, body, attachments, reasons }: EditableWording): EditableWording {
	const line = (text: string) => tidy(text).replace(/\s*\n\s*/g, ' ');
	return {
		subject: line(subject),
		body: body.map((one) => (typeof one === 'string' ? tidy(one) : { ...one, text: tidy(one.text) })),
		attachments: attachments.map(line),
		reasons: reasons.map(line),
	};
}

export function tidyAddressee({
	answerWorkingDays,
	answerWorkingDaysOnPaper,
	...texts
}: EditableAddressee): EditableAddressee {
	const line = (text: string) => tidy(text).replace(/\s+/g, ' ');
	const { name, unit, address, email, hotline } = texts;
	return {
		...{ name: line(name), unit: line(unit), address: line(address), email: line(email), hotline: line(hotline) },
		answerWorkingDays,
		answerWorkingDaysOnPaper,
	};
}

/**
 * Everything wrong with a wording that `tidyWording` made. Errors make it unusable. A warning says that a letter would no
 * longer tell what the original tells in the same case.
 */
export function checkWording(
	wording: EditableWording,
	original: LetterWording,
	cases: readonly LetterCase[],
	asking: string,
): WordingProblem[] {
	const known = new Set(cases.flatMap(({ filled }) => filled));
	const problems: WordingProblem[] = [];
	const check = (place: string, text: string, max: number, allowed: readonly string[]) => {
		problems.push(...checkText(place, text, max));
		for (const found of new Set(text.match(/\{[^{}]*\}|[{}]/g))) {
			const name = found.slice(1, -1);
			if (allowed.includes(name)) continue;
			const code = allowed.length > 0 && known.has(name) ? 'PLACEHOLDER_NOT_HERE' : 'PLACEHOLDER_UNKNOWN';
			problems.push(problem(place, code, { placeholder: found }));
		}
	};
	const everywhere = placeholdersFor(undefined, cases);
	check('subject', wording.subject, wordingLimits.subject, everywhere);
	for (const list of ['body', 'attachments', 'reasons'] as const) {
		const items = wording[list];
		if (items.length === 0 && list !== 'reasons') problems.push(problem(list, 'LIST_EMPTY'));
		if (items.length > wordingLimits.items) {
			problems.push(problem(list, 'LIST_TOO_LONG', { max: wordingLimits.items }));
		}
		for (const [at, item] of items.entries()) {
			// A reason is content of the letter, not a template.
			const allowed = list === 'reasons' ? [] : placeholdersFor(conditionOf(item), cases);
			check(`${list}.${at}`, textOf(item), wordingLimits[list], allowed);
		}
	}
	const gone = new Set(
		cases.flatMap((one) => [...said(original, one)].filter((name) => !said(wording, one).has(name))),
	);
	for (const name of gone) problems.push(problem('body', 'PLACEHOLDER_GONE', { placeholder: `{${name}}` }));
	const asked = wording.body.some((one) =>
		textOf(one).toLocaleLowerCase('vi').replaceAll('\u00a0', ' ').includes(asking),
	);
	if (!asked) problems.push(problem('body', 'ASKING_GONE', { asking }));
	return problems;
}

const addresseeLimits = { name: 200, unit: 200, address: 400, email: 200, hotline: 100 } as const;
/** Longest term that customs could plausibly set. */
const mostWorkingDays = 60;

/** Everything wrong with an address that `tidyAddressee` made. */
export function checkAddressee(addressee: EditableAddressee): WordingProblem[] {
	const problems = Object.entries(addresseeLimits).flatMap(([place, max]) =>
		checkText(place, addressee[place as keyof typeof addresseeLimits], max),
	);
	const { email } = addressee;
	if (email !== '' && !isEmail(email)) problems.push(problem('email', 'EMAIL_SHAPE'));
	for (const place of ['answerWorkingDays', 'answerWorkingDaysOnPaper'] as const) {
		const days = addressee[place];
		if (Number.isInteger(days) && days >= 1 && days <= mostWorkingDays) continue;
		problems.push(problem(place, 'DAYS_SHAPE', { max: mostWorkingDays }));
	}
	return problems;
}

/** The placeholders of the paragraphs that are printed in a case. */
function said({ body }: LetterWording, { conditions: held }: LetterCase): Set<string> {
	const printed = body.filter((one) => {
		const when = conditionOf(one);
		return when === undefined || held.includes(when);
	});
	return new Set(printed.flatMap((one) => [...textOf(one).matchAll(/\{([\w.]+)\}/g)].map(([, name = '']) => name)));
}

function checkText(place: string, text: string, max: number): WordingProblem[] {
	if (text === '') return [problem(place, 'VALUE_EMPTY')];
	const foreign = new Set([...text].filter((character) => character !== '\u00a0' && !printable.test(character)));
	return [
		...(text.length > max ? [problem(place, 'VALUE_TOO_LONG', { max })] : []),
		...(foreign.size > 0 ? [problem(place, 'VALUE_CHARACTERS', { characters: [...foreign].join(' ') })] : []),
	];
}

function tidy(text: string): string {
	return text
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/(?!\s)[\p{DI}\p{Cf}\p{Cc}]/gu, '')
		.replace(/[^\S\n\u00a0]+/g, ' ')
		.replace(/ ?\n[ \n]*/g, '\n')
		.trim()
		.normalize('NFC');
}

function problem(place: string, code: keyof typeof wordingProblems, params: ErrorParams = {}): WordingProblem {
	return { place, code, severity: wordingProblems[code], params };
}
