import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readSecretLine } from './secret.ts';

const read = async (...chunks: (string | Uint8Array)[]) => {
	const input = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
	const secret = await readSecretLine(input as unknown as NodeJS.ReadStream, () => {}, '');
	return Buffer.from(secret).toString('utf8');
};

test.each([
	[['123456\n'], '123456'],
	[['123456'], '123456'],
	[['123456\r\nmore\n'], '123456'],
	[['12', '34', '56\nrest'], '123456'],
	[['\ufeff123456\n'], '123456'],
	[[' 12 34 \n'], ' 12 34 '],
	[['mật khẩu\n'], 'mật khẩu'],
	[['\n123456\n'], ''],
	[[], ''],
])('%j gives %j', async (chunks, secret) => {
	expect(await read(...chunks)).toBe(secret);
});

test('a line without end is cut off instead of filling the memory', async () => {
	expect((await read('x'.repeat(5000), 'y'.repeat(5000))).length).toBe(1024);
});

test('what was read is overwritten', async () => {
	const chunk = Buffer.from('123456\n');
	await readSecretLine(Readable.from([chunk]) as unknown as NodeJS.ReadStream, () => {}, '');
	expect(chunk.every((byte) => byte === 0)).toBe(true);
});

test('on a terminal nothing typed is shown, the backspace works, and Ctrl-C gives nothing', async () => {
	const onTerminal = async (typed: string) => {
		const shown: string[] = [];
		const raw: boolean[] = [];
		const input = Object.assign(Readable.from([Buffer.from(typed)]), {
			isTTY: true,
			setRawMode: (on: boolean) => void raw.push(on),
		});
		const secret = await readSecretLine(
			input as unknown as NodeJS.ReadStream,
			(text) => void shown.push(text),
			'PIN: ',
		);
		expect({ raw, shown }).toEqual({ raw: [true, false], shown: ['PIN: ', '\n'] });
		return Buffer.from(secret).toString('utf8');
	};
	expect(await onTerminal('12x\u007f34\r')).toBe('1234');
	expect(await onTerminal('\u007f\u007f1234\n')).toBe('1234');
	expect(await onTerminal('1234\u0003')).toBe('');
});
