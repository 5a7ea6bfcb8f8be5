import { expect, test } from 'vitest';
import { momentText } from './moment-text.ts';

test('a moment is told in the time of Viet Nam', () => {
	expect(momentText('2026-11-16T01:41:59.000Z')).toBe('08:41 16/11/2026');
	expect(momentText('2026-11-16T17:00:00.000Z')).toBe('00:00 17/11/2026');
});
