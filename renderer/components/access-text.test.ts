import { expect, test } from 'vitest';
import { accessKeyOf } from './access-text.tsx';

test('the letter behind the sign is the access key', () => {
	expect(accessKeyOf('Hồ &sơ')).toEqual({ before: 'Hồ ', letter: 's', after: 'ơ', keys: 'Alt+S' });
});

test('a text without the sign has no access key', () => {
	expect(accessKeyOf('Đóng')).toEqual({ before: 'Đóng', letter: '', after: '', keys: '' });
});
