import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

test.each([
	['/home/Nguyễn Văn Đức/hồ sơ.pdf', 'hồ sơ.pdf'],
	['C:\\Hồ sơ\\đã ký.pdf', 'đã ký.pdf'],
	['một tệp.pdf', 'một tệp.pdf'],
	['/a/ho\u0302\u0300 so\u031b.pdf', 'hồ sơ.pdf'.normalize('NFC')],
])('the name of %s is %s', (path, name) => {
	expect(fileNameOf(path)).toBe(name.normalize('NFC'));
});
