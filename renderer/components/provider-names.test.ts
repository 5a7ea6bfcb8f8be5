import { expect, test } from 'vitest';
import { providerNames } from './provider-names.ts';

test('providers already used come first and once', () => {
	const names = providerNames(['Nhà cung cấp riêng', '', 'FPT-CA'], '');
	expect(names.slice(0, 2)).toEqual(['Nhà cung cấp riêng', 'FPT-CA']);
	expect(names.filter((name) => name === 'FPT-CA')).toHaveLength(1);
});

test('typing narrows the list, a chosen name opens all of it', () => {
	expect(providerNames([], 'vn')).toEqual(['VNPT-CA']);
	expect(providerNames([], 'VNPT-CA').length).toBeGreaterThan(1);
});
