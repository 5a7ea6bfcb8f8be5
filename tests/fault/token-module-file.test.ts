import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TokenHosts } from '../../electron/pkcs11/token-hosts.ts';
import { nodeSpawn } from '../../electron/platform/node-link.ts';
import { compile } from './scripted-driver.ts';

const entry = join(import.meta.dirname, '../../electron/token-host.ts');
const needed = `Linux ${process.arch === 'arm64' ? 'ARM64' : 'x64'} (64-bit)`;
const hosts = new TokenHosts(nodeSpawn({ execPath: process.execPath, entry }));
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'Nguyễn Văn Đức '));
});
afterAll(async () => {
	hosts.close();
	await rm(folder, { recursive: true });
});

async function errorOf(path: string) {
	const [listing] = await hosts.list([path]);
	expect(listing?.tokens).toEqual([]);
	return listing?.error;
}

async function source(name: string, text: string): Promise<string> {
	const file = join(folder, name);
	await writeFile(file, text);
	return file;
}

/** The beginning of a library for a system that is not this one. */
function header(kind: 'elf32' | 'pe32'): Buffer {
	const file = Buffer.alloc(512);
	if (kind === 'elf32') {
		file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1]);
		file.writeUInt16LE(3, 18);
	} else {
		file.write('MZ');
		file.writeUInt32LE(128, 0x3c);
		file.write('PE\0\0', 128);
		file.writeUInt16LE(0x14c, 132);
	}
	file.write('C_GetFunctionList\0', 300);
	return file;
}

test('a file that does not exist', async () => {
	const params = { module: 'viettel-ca_v6.so' };
	expect(await errorOf(join(folder, 'viettel-ca_v6.so'))).toEqual({ code: 'TOKEN_MODULE_NOT_FOUND', params });
	expect(await errorOf('/etc/hostname/viettel-ca_v6.so')).toEqual({ code: 'TOKEN_MODULE_NOT_FOUND', params });
});

test.each(['libsofthsm2.so', './libsofthsm2.so', '//server/share/libsofthsm2.so'])('the path %s', async (path) => {
	expect(await errorOf(path)).toEqual({ code: 'TOKEN_MODULE_PATH', params: { module: 'libsofthsm2.so' } });
});

test.each([
	['elf32', 'Linux x86 (32-bit)'],
	['pe32', 'Windows x86 (32-bit)'],
] as const)('a library of the kind %s', async (kind, found) => {
	await writeFile(join(folder, 'fptca_v4.so'), header(kind));
	const params = { module: 'fptca_v4.so', found, needed };
	expect(await errorOf(join(folder, 'fptca_v4.so'))).toEqual({ code: 'TOKEN_MODULE_WRONG_ARCH', params });
});

test('a folder, a text and an empty file are no driver', async () => {
	await mkdir(join(folder, 'thư mục.so'));
	await writeFile(join(folder, 'text.so'), 'C_GetFunctionList\0 '.repeat(20));
	await writeFile(join(folder, 'empty.so'), '');
	for (const module of ['thư mục.so', 'text.so', 'empty.so']) {
		expect(await errorOf(join(folder, module))).toEqual({ code: 'TOKEN_MODULE_NOT_PKCS11', params: { module } });
	}
});

test('a library without C_GetFunctionList is refused before its code runs', async () => {
	const mark = join(folder, 'ran');
	const text = `#include <stdio.h>
__attribute__((constructor)) static void run(void) { fclose(fopen(${JSON.stringify(mark)}, "w")); }`;
	const module = compile(join(folder, 'other.so'), await source('other.c', text));
	expect(await errorOf(module)).toEqual({ code: 'TOKEN_MODULE_NOT_PKCS11', params: { module: 'other.so' } });
	await expect(rm(mark)).rejects.toThrow('ENOENT');
});

test('a library that only mentions C_GetFunctionList is no driver either', async () => {
	const module = compile(join(folder, 'says.so'), await source('says.c', 'const char *name = "C_GetFunctionList";'));
	expect(await errorOf(module)).toEqual({ code: 'TOKEN_MODULE_NOT_PKCS11', params: { module: 'says.so' } });
});

test('a driver that misses a part of its own tells the reason without any folder', async () => {
	const text = 'void missing_part(void); int C_GetFunctionList(void **l) { missing_part(); *l = 0; return 0; }';
	// -z now: the missing part is noticed when the library is loaded, as on Windows.
	const module = compile(join(folder, 'broken.so'), await source('broken.c', text), '-Wl,-z,now');
	const error = await errorOf(module);
	expect(error).toMatchObject({ code: 'TOKEN_MODULE_LOAD_FAILED', params: { module: 'broken.so' } });
	expect(error?.params.reason).toContain('missing_part');
	expect(JSON.stringify(error)).not.toContain(folder);
});

test.each([
	['refuses to give its functions', 'refuses.so', '*l = 0; return 6;', 'TOKEN_DRIVER_FAULT', { ckr: '0x00000006' }],
	['gives no functions', 'empty-list.so', '*l = 0; return 0;', 'TOKEN_MODULE_NOT_PKCS11', { module: 'empty-list.so' }],
])('a driver that %s', async (_, name, body, code, params) => {
	const text = `unsigned long C_GetFunctionList(void **l) { ${body} }`;
	const module = compile(join(folder, name), await source(`${name}.c`, text));
	expect(await errorOf(module)).toEqual({ code, params });
});
