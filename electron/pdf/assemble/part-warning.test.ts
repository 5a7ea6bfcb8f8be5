import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { distinctWarnings, partWarningCodes } from './part-warning.ts';

describe('warnings about an attachment', () => {
	it('come once each in a fixed order, the lowest resolution kept', () => {
		const low = (dpi: number) => ({ code: 'low-resolution' as const, params: { dpi } });
		const script = { code: 'javascript-removed' as const, params: {} };
		expect(distinctWarnings([low(120), script, low(72), script, low(100)])).toEqual([script, low(72)]);
	});

	it('have a text in both languages', () => {
		for (const language of ['vi', 'en']) {
			const url = new URL(`../../../resources/locales/${language}/documents.json`, import.meta.url);
			const { warnings } = JSON.parse(readFileSync(url, 'utf8')) as { warnings: Record<string, string> };
			expect(Object.keys(warnings)).toEqual([...partWarningCodes]);
		}
	});
});
