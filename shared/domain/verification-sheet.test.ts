import { describe, expect, it } from 'vitest';
import type { SignatureReport } from '../contracts/verification-contract.ts';
import {
	momentInVietnam,
	overallOf,
	signatureRows,
	tellingReasons,
	toldVerdict,
	toneOf,
} from './verification-sheet.ts';

const signature: SignatureReport = {
	field: 'Signature1',
	verdict: 'valid',
	level: 'B-T',
	signer: 'NGUYỄN VĂN HAI',
	organisation: 'CÔNG TY THỬ',
	taxCode: '0201234569001',
	issuer: 'VNPT-CA thử',
	issuerOrganisation: 'Tập đoàn thử nghiệm',
	serial: '0A1B',
	notBefore: '2026-01-01T00:00:00.000Z',
	notAfter: '2026-12-31T17:00:00.000Z',
	signedAt: '2026-11-22T01:44:05.000Z',
	timestamp: '2026-11-22T01:44:09.000Z',
	timeSource: 'time-stamp',
	timeStamps: [
		{ of: 'signature', verdict: 'valid', time: '2026-11-22T01:44:09.000Z', service: 'TSA thử' },
		{ of: 'document', verdict: 'invalid', time: null, service: null },
	],
	coversWholeFile: true,
	changes: 'none',
	findings: { integrity: 'intact', period: 'inside', revocation: 'good', trust: 'trusted' },
	reasons: [],
};

const words = (key: string, params: Record<string, string | number> = {}) => [key, ...Object.values(params)].join('|');
const rows = (more: Partial<SignatureReport> = {}) =>
	Object.fromEntries(signatureRows({ ...signature, ...more }, words).map(({ key, text, tone }) => [key, [text, tone]]));

describe('the rows of a signature', () => {
	it('tell all that Thông tư 15/2025/TT-BKHCN lists', () => {
		expect(rows()).toEqual({
			signer: ['NGUYỄN VĂN HAI', 'n'],
			organisation: ['CÔNG TY THỬ · taxCode|0201234569-001', 'n'],
			issuer: ['VNPT-CA thử', 'n'],
			manager: ['Tập đoàn thử nghiệm', 'n'],
			serial: ['0A1B', 'n'],
			certificatePeriod: ['fromTo|01/01/2026 07:00:00|01/01/2027 00:00:00', 'n'],
			time: ['time.time-stamp|22/11/2026 08:44:09', 'n'],
			period: ['period.inside', 'o'],
			integrity: ['integrity.intact', 'o'],
			changes: ['changes.none', 'o'],
			revocation: ['revocation.good', 'o'],
			trust: ['trust.trusted', 'o'],
			level: ['level.B-T', 'n'],
			timeStamp: ['timeStamp.valid|22/11/2026 08:44:09|TSA thử', 'o'],
			documentTimeStamp: ['timeStamp.invalid|none|none', 'e'],
		});
	});

	it('say "none" where the certificate says nothing, and never stay empty', () => {
		const empty = { signer: '', organisation: '', taxCode: null, issuer: '', issuerOrganisation: '', serial: '' };
		const told = rows({
			...empty,
			notBefore: null,
			notAfter: null,
			signedAt: null,
			timestamp: null,
			timeSource: 'none',
		});
		for (const key of ['signer', 'organisation', 'issuer', 'manager', 'serial', 'certificatePeriod']) {
			expect(told[key], key).toEqual(['none', 'n']);
		}
		expect(told.time).toEqual(['time.none|', 'w']);
	});

	it('name issuer and manager by what there is of the two', () => {
		expect(rows({ issuer: '' }).issuer).toEqual(['Tập đoàn thử nghiệm', 'n']);
		expect(rows({ issuerOrganisation: '' }).manager).toEqual(['VNPT-CA thử', 'n']);
	});

	it('mark a claimed time as claimed', () => {
		expect(rows({ timestamp: null, timeSource: 'claimed' }).time).toEqual(['time.claimed|22/11/2026 08:44:05', 'n']);
	});

	it.each([
		['annotations', 'w'],
		['other', 'w'],
		['unknown', 'w'],
		['pages', 'e'],
		['signatures', 'o'],
		['evidence', 'o'],
	] as const)('show %s after signing in the tone %s', (changes, tone) => {
		expect(rows({ changes }).changes).toEqual([`changes.${changes}`, tone]);
	});
});

it.each([
	['unknown', 'w'],
	['not-checked', 'w'],
	['untrusted', 'w'],
	['indeterminate', 'w'],
	['revoked', 'e'],
	['expired', 'e'],
	['broken', 'e'],
	['good', 'o'],
])('%s has the tone %s', (finding, tone) => {
	expect(toneOf(finding)).toBe(tone);
});

const unanchored: Partial<SignatureReport> = { findings: { ...signature.findings, trust: 'not-checked' } };

it('a valid signature whose signer no root vouches for is told as unconfirmed, an invalid one as invalid', () => {
	expect(toldVerdict(signature)).toBe('valid');
	expect(toldVerdict({ ...signature, ...unanchored })).toBe('unconfirmed');
	expect(toldVerdict({ ...signature, ...unanchored, verdict: 'invalid' })).toBe('invalid');
});

it.each<[string, Partial<SignatureReport>[]]>([
	['unsigned', []],
	['valid', [{}, {}]],
	['unconfirmed', [{}, unanchored]],
	['indeterminate', [unanchored, { verdict: 'indeterminate' }]],
	['invalid', [{ verdict: 'indeterminate' }, { verdict: 'invalid' }, {}]],
])('the file is %s by its worst signature', (overall, several) => {
	expect(overallOf({ signatures: several.map((one) => ({ ...signature, ...one })) })).toBe(overall);
});

it('that the file was signed again is no reason to tell', () => {
	expect(tellingReasons({ ...signature, reasons: ['signed-again', 'trust-not-checked'] })).toEqual([
		'trust-not-checked',
	]);
});

it('a moment is told by the clock of Viet Nam, whatever the clock of the machine', () => {
	expect(momentInVietnam('2026-12-31T17:30:00.000Z')).toBe('01/01/2027 00:30:00');
});
