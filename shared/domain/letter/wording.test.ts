import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import english from '../../../resources/locales/en/letters.json' with { type: 'json' };
import vietnamese from '../../../resources/locales/vi/letters.json' with { type: 'json' };
import { checkLetterRequest } from './check-letter-request.ts';
import { composeLetter, conditions, placeholders, plain } from './compose-letter.ts';
import { letterKinds, readLetterRequest } from './letter-request.ts';
import {
	checkAddressee,
	checkWording,
	type EditableWording,
	letterCases,
	letterSamples,
	type OriginalWording,
	placeholdersFor,
	sampleLetter,
	tidyWording,
	wordingProblems,
} from './wording.ts';

const read = (name: string) =>
	JSON.parse(readFileSync(new URL(`../../../resources/letters/${name}.json`, import.meta.url), 'utf8'));
const namesOf = (node: object, before = ''): string[] =>
	Object.entries(node).flatMap(([name, one]) =>
		typeof one === 'string' ? [before + name] : namesOf(one, `${before}${name}.`),
	);
const common = read('common');
const addressee = read('addressee');
const originalOf = (kind: string): EditableWording => {
	const { source: _, date: __, ...wording } = read(kind) as OriginalWording;
	return wording;
};
const certificates = 'vnaccs-certificate-update';
const original = originalOf(certificates);
const cases = letterCases(certificates, common);
const check = (change: Partial<EditableWording>, kind = certificates as (typeof letterKinds)[number]) => {
	const before = originalOf(kind);
	return checkWording(tidyWording({ ...before, ...change }), before, letterCases(kind, common), common.asking).map(
		({ place, code, params }) => [place, code, ...Object.values(params)],
	);
};

describe('the original of every kind', () => {
	it.each(letterKinds)('%s has nothing wrong with it and is as it would be saved', (kind) => {
		expect(check({}, kind)).toEqual([]);
		expect(tidyWording(originalOf(kind))).toEqual(originalOf(kind));
	});

	it.each(letterKinds)('%s has samples without a problem, and every one is a letter', (kind) => {
		for (const sample of letterSamples) {
			const request = sampleLetter(kind, sample);
			if (!request) continue;
			const wordings = {
				common,
				addressee,
				introduction: read('introduction'),
				kinds: { [kind]: originalOf(kind) } as never,
			};
			const { body } = composeLetter(request, wordings);
			const marked = body.flat().some((segment) => segment.marked);
			expect(marked, sample).toBe(sample === 'empty');
			if (sample !== 'empty') expect(checkLetterRequest(request).filter((one) => one.severity === 'error')).toEqual([]);
		}
	});

	it('has a name in both languages for every placeholder, condition, sample and problem', () => {
		const names = [...placeholders(readLetterRequest({}), { common }).keys()].filter(
			(name) => !name.startsWith('introduction.'),
		);
		for (const texts of [vietnamese, english]) {
			expect(namesOf(texts.placeholder).sort()).toEqual(names.sort());
			expect(Object.keys(texts.condition).sort()).toEqual([...conditions].sort());
			expect(Object.keys(texts.sample).sort()).toEqual([...letterSamples].sort());
			expect(Object.keys(texts.problem).sort()).toEqual(Object.keys(wordingProblems).sort());
		}
	});
});

describe('a placeholder', () => {
	it.each(['{company.nam}', '{tên công ty}', '{ company.name }', '{', '}', '{}', '{toString}'])(
		'that does not exist is refused by name: %s',
		(placeholder) => {
			expect(check({ subject: `đề nghị ${placeholder}` })).toEqual([['subject', 'PLACEHOLDER_UNKNOWN', placeholder]]);
		},
	);

	it('that has no value in a kind of letter is refused there', () => {
		const found = check({ attachments: ['Chữ ký số {newCertificate.serial}'] }, 'nsw-password');
		expect(found).toEqual([['attachments.0', 'PLACEHOLDER_UNKNOWN', '{newCertificate.serial}']]);
	});

	it('of the old certificate belongs where the old certificate is known', () => {
		expect(check({ body: [...original.body, 'Cũ: {oldCertificate.serial}'] })).toEqual([
			[`body.${original.body.length}`, 'PLACEHOLDER_NOT_HERE', '{oldCertificate.serial}'],
		]);
		expect(placeholdersFor('oldCertificateSerial', cases)).toContain('oldCertificate.serial');
		expect(placeholdersFor('oldCertificateSerial', cases)).not.toContain('oldCertificate.provider');
		expect(placeholdersFor('oldCertificatePeriod', cases)).toContain('oldCertificate.provider');
	});

	it('has no meaning in a reason, which is content', () => {
		expect(check({ reasons: ['{company.name} quên'] })).toEqual([
			['reasons.0', 'PLACEHOLDER_UNKNOWN', '{company.name}'],
		]);
	});

	it('that passed the check always has a value in a complete letter', () => {
		for (const kind of letterKinds) {
			for (const one of letterCases(kind, common)) {
				const everything = placeholdersFor(undefined, [one])
					.map((name) => `{${name}}`)
					.join(' ');
				const wordings = {
					common,
					addressee,
					introduction: read('introduction'),
					kinds: { [kind]: { ...originalOf(kind), body: [everything] } } as never,
				};
				const { body } = composeLetter(sampleLetter(kind, one.sample)!, wordings);
				expect(
					body.flat().some((segment) => segment.marked),
					plain(body[0]!),
				).toBe(false);
			}
		}
	});
});

describe('what a letter no longer says is warned about', () => {
	const without = (name: string) =>
		original.body.map((one) =>
			typeof one === 'string'
				? one.replaceAll(`{${name}}`, 'X')
				: { ...one, text: one.text.replaceAll(`{${name}}`, 'X') },
		);

	it.each(['company.name', 'company.taxCode', 'newCertificate.serial', 'oldCertificate.provider'])('%s', (name) => {
		expect(check({ body: without(name) })).toEqual([['body', 'PLACEHOLDER_GONE', `{${name}}`]]);
	});

	it('also when it is missing only where no old certificate is known', () => {
		const body = original.body.filter((one) => typeof one === 'string' || one.when !== 'noOldCertificate');
		expect(check({ body }).filter(([, , name]) => name === '{newCertificate.serial}')).toHaveLength(1);
	});

	it('that it asks for something', () => {
		const body = original.body.map((one) => (typeof one === 'string' ? one.replace('đề nghị', 'mong') : one));
		expect(check({ body: body.filter((one) => typeof one !== 'string' || !one.includes('đề nghị')) })).toContainEqual([
			'body',
			'ASKING_GONE',
			'đề nghị',
		]);
	});
});

describe('a wording', () => {
	it('is refused where something is empty, too long, or cannot be printed', () => {
		expect(check({ subject: '  ' })).toEqual([['subject', 'VALUE_EMPTY']]);
		expect(check({ attachments: [] })).toEqual([['attachments', 'LIST_EMPTY']]);
		expect(check({ reasons: [] })).toEqual([]);
		expect(check({ subject: 'x'.repeat(301) })).toEqual([['subject', 'VALUE_TOO_LONG', 300]]);
		expect(check({ reasons: ['日本'] })).toEqual([['reasons.0', 'VALUE_CHARACTERS', '日 本']]);
		expect(check({ reasons: Array(31).fill('a') })).toEqual([['reasons', 'LIST_TOO_LONG', 30]]);
	});

	it('is tidied: NFC, no invisible characters, line ends only in the body, no-break spaces kept', () => {
		const tidy = tidyWording({
			subject: ' đề\u00a0nghị\ncấp '.normalize('NFD'),
			body: ['một \r\n\r\n hai', { when: 'oldCertificate', text: 'a\u200bb' }],
			attachments: ['x\ny'],
			reasons: ['a  b'],
		});
		expect(tidy).toEqual({
			subject: 'đề\u00a0nghị cấp',
			body: ['một\nhai', { when: 'oldCertificate', text: 'ab' }],
			attachments: ['x y'],
			reasons: ['a b'],
		});
	});
});

describe('the address of customs', () => {
	const { source: _, date: __, ...shipped } = addressee;
	it('as shipped has nothing wrong with it', () => expect(checkAddressee(shipped)).toEqual([]));

	it.each([
		[{ email: 'hải quan' }, 'email', 'EMAIL_SHAPE'],
		[{ unit: '' }, 'unit', 'VALUE_EMPTY'],
		[{ answerWorkingDays: 0 }, 'answerWorkingDays', 'DAYS_SHAPE'],
		[{ answerWorkingDays: 2.5 }, 'answerWorkingDays', 'DAYS_SHAPE'],
		[{ answerWorkingDays: Number.NaN }, 'answerWorkingDays', 'DAYS_SHAPE'],
	])('%j is refused', (change, place, code) => {
		expect(checkAddressee({ ...shipped, ...change })).toMatchObject([{ place, code }]);
	});
});
