import { expect, test } from 'vitest';
import { filterOf } from './audit-screen.tsx';

const words = { vault: { unlock: 'Mở khóa', lock: 'Khóa' }, companies: { save: 'Ghi doanh nghiệp' } };
const nothing = { text: '', kind: '', from: '', to: '' } as const;

test('an empty filter asks for everything', () => {
	expect(filterOf(nothing, words)).toEqual({});
});

test('words of acts are found without accents, and the text goes along in NFC', () => {
	expect(filterOf({ ...nothing, text: ' mo khoa ' }, words)).toEqual({ text: 'mo khoa', actions: ['vault.unlock'] });
	expect(filterOf({ ...nothing, text: 'Đức'.normalize('NFD') }, words)).toEqual({ text: 'Đức', actions: [] });
});

test('a date counts once it is one', () => {
	expect(filterOf({ ...nothing, from: '2026-11-22', to: '31/02', kind: 'access' }, words)).toEqual({
		from: '2026-11-22',
		kind: 'access',
	});
});
