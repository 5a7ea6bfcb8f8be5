import { expect, test } from 'vitest';
import { findResources } from '../platform/resources.ts';
import { runCli } from './run.ts';

const run = (...words: string[]) =>
	runCli(words, {
		resources: findResources(),
		path: (typed) => typed,
		sibling: (name) => name,
		progress: () => {},
		readSecret: async () => new Uint8Array(),
		now: new Date('2026-11-22T05:00:00Z'),
	});

test('a known code answers meaning, remedy and source', async () => {
	const { status, stdout } = await run('explain', 'a0018', '--json');
	expect(status).toBe(0);
	expect(JSON.parse(stdout)).toEqual({
		ok: true,
		value: {
			code: 'A0018',
			title: 'Khóa truy cập không hợp lệ',
			meaning: expect.stringContaining('máy trạm'),
			action: expect.stringContaining('OE4002'),
			source: expect.stringContaining('VNACCS'),
			service: '',
		},
	});
});

test('people read sentences in their language, and that another service means something else', async () => {
	const { stdout } = await run('explain', 'U0001', '--lang', 'en');
	expect(stdout).toContain('What to do: Call customs support');
	expect(stdout).toContain('another meaning in the service NACCS-PASSWORD');
	expect((await run('explain', 'U0001', '--service', 'NACCS-PASSWORD')).stdout).toContain('Đổi mật khẩu');
});

test('an unknown code is an error that names it', async () => {
	const { status, stdout } = await run('explain', 'A9999', '--json');
	expect(status).toBe(2);
	expect(JSON.parse(stdout)).toMatchObject({
		ok: false,
		error: { code: 'INPUT_CODE_UNKNOWN', message: expect.stringContaining('A9999') },
	});
});
