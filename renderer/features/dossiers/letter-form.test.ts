import { expect, test } from 'vitest';
import type { DossierKind, DossierLetter } from '../../../shared/contracts/dossiers-contract.ts';
import { checkLetter, formOf, normalLetter, pathOf } from './letter-form.ts';

const letter: DossierLetter = {
	number: '12/CV-ĐTP',
	place: 'Hải Phòng',
	date: '2026-11-16',
	reason: 'Quên mật khẩu',
	company: {
		name: 'Công ty TNHH XNK Đường Trần Phú',
		shortName: '',
		taxCode: '0201234564',
		address: '18 đường Trần Phú, Ngô Quyền, Hải Phòng',
		phone: '0225 3123 456',
		email: 'xnk@duongtranphu.vn',
	},
	representative: {
		name: 'Nguyễn Thị Ngọc Ẩn',
		title: 'GIÁM ĐỐC',
		idType: 'cccd',
		idNumber: '031085001234',
		idDate: '2021-05-10',
		idPlace: 'Cục Cảnh sát QLHC về TTXH',
	},
	oldCertificate: null,
	newCertificate: null,
};

const paths = (changed: Partial<DossierLetter>, kind: DossierKind = 'vnaccs-admin-password') =>
	checkLetter(kind, { ...letter, ...changed })
		.filter((problem) => problem.severity === 'error')
		.map(pathOf);

test('a filled letter has no errors', () => {
	expect(paths({})).toEqual([]);
});

test('problems come in the order of the screen and name the input where they are mended', () => {
	expect(paths({ reason: '', company: { ...letter.company, phone: '0225 312' }, number: '' })).toEqual([
		'number',
		'reason',
		'company.phone',
	]);
});

test('a bare number without a short name is mended in the number', () => {
	expect(paths({ number: '12' })).toEqual(['number']);
});

test('decomposed letters leave the form composed', () => {
	const typed = { ...letter, place: 'Hải Phòng'.normalize('NFD') };
	expect(normalLetter(typed).place).toBe('Hải Phòng');
});

const certificate = { serial: '5404FFFEB703', provider: 'VNPT-CA', notBefore: '2026-01-01', notAfter: '2028-01-01' };
const updatePaths = (changed: Partial<DossierLetter>) => paths(changed, 'vnaccs-certificate-update');

test('a certificate update needs the new certificate, in the order of the screen', () => {
	const empty = { serial: '', provider: '', notBefore: '', notAfter: '' };
	expect(updatePaths({ newCertificate: empty, number: '' })).toEqual([
		'number',
		'newCertificate.serial',
		'newCertificate.provider',
		'newCertificate.notBefore',
		'newCertificate.notAfter',
	]);
	expect(updatePaths({ newCertificate: certificate })).toEqual([]);
	expect(paths({ newCertificate: empty })).toEqual([]);
});

test('of an old certificate only the serial has to be known', () => {
	const known = { serial: '', provider: '', notBefore: '2026-01-01', notAfter: '2025-01-01' };
	expect(updatePaths({ newCertificate: certificate, oldCertificate: known })).toEqual([
		'oldCertificate.serial',
		'oldCertificate.notAfter',
	]);
});

test('a serial is shown in groups and leaves the form without them', () => {
	const shown = formOf({ ...letter, newCertificate: certificate });
	expect(shown.newCertificate?.serial).toBe('5404 FFFE B703');
	expect(shown.oldCertificate).toBeNull();
	expect(normalLetter(shown).newCertificate).toEqual(certificate);
});

test('who brings the dossier is asked for last, and only by hand', () => {
	expect(paths({ route: 'post' })).toEqual([]);
	expect(paths({ route: 'hand', reason: '' })).toEqual([
		'reason',
		'introduction.number',
		'introduction.name',
		'introduction.title',
		'introduction.idType',
		'introduction.idNumber',
		'introduction.validUntil',
	]);
	expect(paths({ addressees: ['x'.repeat(301)] })).toEqual(['addressees']);
});
