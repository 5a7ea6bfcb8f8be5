import { createHash } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import { capture } from '../../../shared/result.ts';
import { passwordKey } from '../../platform/password-key.ts';
import { isHandover, openHandover, sealHandover } from './handover-file.ts';

vi.mock('../../platform/password-key.ts', { spy: true });

const password = 'con cò lặn lội bờ sông';
const content = JSON.stringify({ mật: 'khẩu', password: 'MATKHAU1' });
let file: Buffer;
beforeAll(async () => {
	file = await sealHandover(content, password);
});

const codeOf = async (bytes: Buffer, typed = password) => {
	const result = await capture(() => openHandover(bytes, typed, 'tệp.vnkr'));
	return result.ok ? 'opened' : result.error.code;
};
/** With its checksum made right again, as one who alters a file on purpose would. */
const resummed = (bytes: Buffer) => {
	const body = bytes.subarray(0, -32);
	return Buffer.concat([body, createHash('sha256').update(body).digest()]);
};
const flipped = (at: number) => {
	const bytes = Buffer.from(file);
	bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
	return bytes;
};

test('what was sealed opens with the password, composed or decomposed', async () => {
	expect(await openHandover(file, password.normalize('NFD'), '')).toBe(content);
	expect(isHandover(file)).toBe(true);
	expect(file.includes('MATKHAU1')).toBe(false);
});

test('a wrong password is told apart from a damaged file', async () => {
	expect(await codeOf(file, 'con cò bay lả bay la')).toBe('HANDOVER_WRONG_PASSWORD');
	for (const at of [12, 20, 40, 50, 70, file.length - 40, file.length - 1]) {
		expect(await codeOf(flipped(at)), `byte ${at}`).toBe('HANDOVER_DAMAGED');
	}
	expect(await codeOf(file.subarray(0, -5))).toBe('HANDOVER_DAMAGED');
	expect(await codeOf(Buffer.alloc(0))).toBe('HANDOVER_DAMAGED');
});

test('an altered content with a new checksum is refused', async () => {
	expect(await codeOf(resummed(flipped(70)))).toBe('HANDOVER_DAMAGED');
	expect(await codeOf(resummed(flipped(50)))).toBe('HANDOVER_DAMAGED');
});

test('a newer version says so before anything else', async () => {
	const newer = Buffer.from(file);
	newer.writeUInt16BE(2, 8);
	expect(await codeOf(newer)).toBe('HANDOVER_NEWER');
});

test.each([
	['1 KiB of memory', 10, 1],
	['4 TiB of memory', 10, 0xffffffff],
])('a header that asks for %s is refused before work starts', async (_name, at, value) => {
	const cheap = Buffer.from(file);
	cheap.writeUInt32BE(value, at);
	vi.mocked(passwordKey).mockClear();
	expect(await codeOf(resummed(cheap))).toBe('HANDOVER_DAMAGED');
	expect(passwordKey).not.toHaveBeenCalled();
});

test('a short password is refused', async () => {
	const result = await capture(() => sealHandover(content, 'ngắn'));
	expect(result).toMatchObject({ ok: false, error: { code: 'HANDOVER_PASSWORD_WEAK' } });
});

test('the same content never gives the same file twice', async () => {
	expect((await sealHandover(content, password)).equals(file)).toBe(false);
});
