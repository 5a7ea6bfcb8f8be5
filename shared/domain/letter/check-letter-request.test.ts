import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemSeverities } from '../problem-codes.ts';
import { checkLetterRequest, letterProblems } from './check-letter-request.ts';
import { letterFields, readLetterRequest } from './letter-request.ts';
import { sampleIntroduction, sampleRequest } from './letter-samples.ts';

const { company, representative, letter } = sampleRequest;
const certificate = {
	serial: '5404FFFEB7033FB3',
	provider: 'VNPT-CA',
	notBefore: '2023-11-20',
	notAfter: '2026-11-19',
};
const found = (raw: unknown) => checkLetterRequest(raw).map(({ field, code }) => `${field} ${code}`);

describe('the check of a letter request', () => {
	it('finds nothing wrong with a complete request of each kind', () => {
		expect(found(sampleRequest)).toEqual([]);
		expect(found({ ...sampleRequest, kind: 'nsw-password' })).toEqual([]);
		for (const kind of ['vnaccs-certificate-update', 'vnaccs-password-and-certificate']) {
			expect(found({ ...sampleRequest, kind, newCertificate: certificate })).toEqual([]);
		}
		expect(found({ ...sampleRequest, letter: { ...letter, route: 'hand' }, introduction: sampleIntroduction })).toEqual(
			[],
		);
	});

	it('refuses what is not an object', () => {
		for (const raw of [null, 'text', 3, [], undefined]) expect(found(raw)).toEqual([' REQUEST_NOT_OBJECT']);
	});

	it('names every empty field of an empty request once', () => {
		const fields = checkLetterRequest({}).map((problem) => problem.field);
		expect(new Set(fields).size).toBe(fields.length);
		const needed = Object.keys(letterFields).filter((field) => !/Certificate|introduction/.test(field));
		expect(fields.toSorted()).toEqual(['kind', 'representative.idType', ...needed].toSorted());
	});

	it('asks for a short name only where the number stands alone', () => {
		const without = { ...sampleRequest, company: { ...company, shortName: '' } };
		expect(found(without)).toEqual(['company.shortName VALUE_EMPTY']);
		expect(found({ ...without, letter: { ...letter, number: '12/CV-ĐTP' } })).toEqual([]);
	});

	it.each([
		['0225 312', false],
		['0225.3.831.234', true],
		['+84 225 3831234', true],
		['0225 3 831 234 (máy lẻ 12)', false],
		['0912345678; 0225 3831234', true],
	])('judges the phone number %s', (phone, right) => {
		expect(found({ ...sampleRequest, company: { ...company, phone } })).toEqual(
			right ? [] : ['company.phone PHONE_SHAPE'],
		);
	});

	it.each([
		['xnk@duongtranphu.vn', true],
		['xuat-nhap.khau+1@cong-ty.com.vn', true],
		['xnk@duongtranphu', false],
		['xnk duongtranphu.vn', false],
		['a@b..vn', false],
		['a@b.vn,c@d.vn', false],
	])('judges the e-mail address %s', (email, right) => {
		expect(found({ ...sampleRequest, company: { ...company, email } })).toEqual(
			right ? [] : ['company.email EMAIL_SHAPE'],
		);
	});

	it('lets a doubtful tax code and ID number pass with a warning', () => {
		const doubtful = {
			...sampleRequest,
			company: { ...company, taxCode: '0201234567' },
			representative: { ...representative, idNumber: '12345' },
		};
		expect(checkLetterRequest(doubtful).map(({ code, severity }) => [code, severity])).toEqual([
			['TAX_CODE_CHECK_DIGIT', 'warning'],
			['ID_NUMBER_SHAPE', 'warning'],
		]);
		expect(found({ ...sampleRequest, company: { ...company, taxCode: '12345' } })).toEqual([
			'company.taxCode TAX_CODE_LENGTH',
		]);
	});

	it('wants whole certificates, but of a lost one only the serial', () => {
		expect(found({ ...sampleRequest, kind: 'vnaccs-password-and-certificate' })).toHaveLength(4);
		const update = { ...sampleRequest, kind: 'vnaccs-certificate-update' };
		expect(found(update)).toHaveLength(4);
		const lost = { serial: 'AB12', provider: '', notBefore: '', notAfter: '' };
		expect(found({ ...update, newCertificate: certificate, oldCertificate: lost })).toEqual([]);
		expect(found({ ...update, newCertificate: { ...certificate, notAfter: '2020-01-01' } })).toEqual([
			'newCertificate.notAfter NEW_CERTIFICATE_EXPIRED',
			'newCertificate.notAfter PERIOD_REVERSED',
		]);
	});

	it.each([
		['the day before its end', { notAfter: '2026-11-17' }, []],
		['on its last day', { notAfter: '2026-11-16' }, []],
		['after its end', { notAfter: '2026-11-15' }, ['newCertificate.notAfter NEW_CERTIFICATE_EXPIRED']],
		['on its first day', { notBefore: '2026-11-16' }, []],
		['before its first day', { notBefore: '2026-11-17' }, ['newCertificate.notBefore NEW_CERTIFICATE_NOT_YET_VALID']],
		[
			'with the serial of the old one, written otherwise',
			{ serial: '0x00ab:12' },
			['newCertificate.serial NEW_CERTIFICATE_SAME'],
		],
	])('warns of a new certificate %s and never blocks', (_, change, expected) => {
		const oldCertificate = { serial: 'AB12', provider: '', notBefore: '', notAfter: '' };
		for (const kind of ['vnaccs-certificate-update', 'vnaccs-password-and-certificate']) {
			const raw = { ...sampleRequest, kind, oldCertificate, newCertificate: { ...certificate, ...change } };
			const problems = checkLetterRequest(raw);
			expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
			expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
			// Of another kind of letter the certificate is no part.
			expect(found({ ...raw, kind: 'vnaccs-admin-password' })).toEqual([]);
		}
	});

	it('asks who brings the dossier only when it is brought by hand', () => {
		const of = (route: string, introduction?: object) =>
			found({ ...sampleRequest, letter: { ...letter, route }, ...(introduction && { introduction }) });
		expect(of('post')).toEqual([]);
		expect(of('hand')).toHaveLength(6);
		expect(of('hand', { ...sampleIntroduction, name: '', idNumber: '12' })).toEqual([
			'introduction.name VALUE_EMPTY',
			'introduction.idNumber ID_NUMBER_SHAPE',
		]);
		expect(of('hand', { ...sampleIntroduction, validUntil: '2026-11-15' })).toEqual([
			'introduction.validUntil INTRODUCTION_ENDED',
		]);
		const bare = { ...sampleRequest, company: { ...company, shortName: '' }, introduction: sampleIntroduction };
		expect(found({ ...bare, letter: { ...letter, number: '12/CV', route: 'hand' } })).toEqual([
			'introduction.number NUMBER_NEEDS_SIGN',
		]);
	});

	it('knows paper only for VNACCS accounts', () => {
		expect(found({ ...sampleRequest, letter: { ...letter, route: 'pigeon' } })).toEqual(['letter.route ROUTE_UNKNOWN']);
		const nsw = { ...sampleRequest, kind: 'nsw-password', letter: { ...letter, route: 'post' } };
		expect(found(nsw)).toEqual(['letter.route ROUTE_UNKNOWN']);
	});

	it.each([
		[[], []],
		[['Cục Hải quan', ' '], []],
		['Cục Hải quan', ['letter.addressees VALUE_NOT_TEXT']],
		[['Cục Hải quan', 3], ['letter.addressees VALUE_NOT_TEXT']],
		[['x'.repeat(301)], ['letter.addressees VALUE_TOO_LONG']],
		[['Cục 🚢'], ['letter.addressees VALUE_CHARACTERS']],
		[new Array(11).fill('Cục Hải quan'), ['letter.addressees TOO_MANY_ADDRESSEES']],
	])('judges the addressees %j', (addressees, expected) => {
		expect(found({ ...sampleRequest, letter: { ...letter, addressees } })).toEqual(expected);
	});

	it('refuses dates that do not exist, numbers in place of text, letters the font lacks and endless text', () => {
		expect(found({ ...sampleRequest, letter: { ...letter, date: '2026-02-30' } })).toEqual(['letter.date DATE_SHAPE']);
		expect(found({ ...sampleRequest, company: { ...company, phone: 2253831234 } })).toEqual([
			'company.phone VALUE_NOT_TEXT',
		]);
		expect(found({ ...sampleRequest, company: { ...company, name: 'Công ty 越南 🚢' } })).toEqual([
			'company.name VALUE_CHARACTERS',
		]);
		expect(found({ ...sampleRequest, letter: { ...letter, reason: 'a'.repeat(5001) } })).toEqual([
			'letter.reason VALUE_TOO_LONG',
		]);
	});

	it('survives any JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (raw) => {
				for (const { code } of checkLetterRequest(raw)) {
					expect(code in letterProblems || code in problemSeverities).toBe(true);
				}
				readLetterRequest(raw);
			}),
		);
	});

	it('has a text for each of its codes and fields in both languages', () => {
		for (const language of ['vi', 'en']) {
			const url = new URL(`../../../resources/locales/${language}/letter.json`, import.meta.url);
			const texts = JSON.parse(readFileSync(url, 'utf8')) as Record<string, Record<string, string>>;
			expect(Object.keys(texts.problems ?? {}).toSorted()).toEqual(Object.keys(letterProblems).toSorted());
			expect(Object.keys(texts.fields ?? {})).toEqual(expect.arrayContaining(Object.keys(letterFields)));
		}
	});
});

describe('reading a letter request', () => {
	it('makes NFC out of NFD, trims, and drops characters nobody sees', () => {
		const raw = JSON.parse(JSON.stringify(sampleRequest).normalize('NFD'));
		raw.company.name = `\u200b ${raw.company.name}  \t`;
		expect(readLetterRequest(raw)).toEqual(sampleRequest);
	});

	it('leaves empty addressees out', () => {
		const given = { ...sampleRequest, letter: { ...letter, addressees: ['', ' Cục  Hải quan ', null] } };
		expect(readLetterRequest(given).letter.addressees).toEqual(['Cục Hải quan']);
		expect(readLetterRequest({ ...given, letter: { ...letter, addressees: [' '] } }).letter).not.toHaveProperty(
			'addressees',
		);
	});

	it('keeps line ends in the reason only', () => {
		const raw = { letter: { reason: 'một \r\n\n hai', place: 'Hải\nPhòng' } };
		expect(readLetterRequest(raw).letter).toMatchObject({ reason: 'một\nhai', place: 'Hải Phòng' });
	});
});
