import { expect, test } from 'vitest';
import { instantText } from './instant-text.ts';

test('an instant is shown on the clock of Viet Nam, whatever the PC says', () => {
	expect(instantText('2026-11-22T17:30:05.123Z')).toBe('00:30 23/11/2026');
	expect(instantText('2026-11-22T08:04:05Z', true)).toBe('15:04:05 22/11/2026');
});
