import { expect, test } from 'vitest';
import { lettersOf } from './application-password.ts';

test('letters are counted as a reader counts them, however the typing tool composed them', () => {
	expect(lettersOf('cập bến'.normalize('NFD'))).toEqual([...'cập bến'.normalize('NFC')]);
	expect(lettersOf('👩‍💻a')).toHaveLength(2);
});
