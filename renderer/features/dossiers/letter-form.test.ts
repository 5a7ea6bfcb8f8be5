import { expect, test } from 'vitest';
import type { DossierLetter } from '../../../shared/contracts/dossiers-contract.ts';
import { checkLetter, normalLetter, pathOf } from './letter-form.ts';

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

const paths = (changed: Partial<DossierLetter>) =>
	checkLetter('vnaccs-admin-password', { ...letter, ...changed })
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
