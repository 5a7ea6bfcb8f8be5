import { describe, expect, it } from 'vitest';
import { balanceLines } from './text-width.ts';

const measure = (text: string) => text.length;

describe('balanced headings', () => {
	it('stay on one line when they fit', () => {
		expect(balanceLines('CÔNG TY A', 20, measure)).toEqual(['CÔNG TY A']);
	});

	it('leave no lonely last word and use no more lines than needed', () => {
		expect(balanceLines('aaaa bbbb cccc dddd', 15, measure)).toEqual(['aaaa bbbb', 'cccc dddd']);
	});

	it('give a word wider than the column its own line', () => {
		expect(balanceLines('a bbbbbbbbbbbb c', 5, measure)).toEqual(['a', 'bbbbbbbbbbbb', 'c']);
	});
});
