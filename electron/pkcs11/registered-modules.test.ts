import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeConsole, modulesBeside, providerLibraries } from './registered-modules.ts';

/** In the form reg.exe prints: keys at the start of a line, values below them with four spaces between the columns. */
const output = async (key: string) => {
	const name = key.includes('Defaults\\Provider') ? 'reg-query-csp.txt' : 'reg-query-ksp.txt';
	return decodeConsole(await readFile(join(import.meta.dirname, '../../tests/fixtures/registry', name)));
};

test('the libraries of all CSPs and key storage providers are read from the registry, and nothing else', async () => {
	expect(await providerLibraries(output)).toEqual([
		'%SystemRoot%\\system32\\basecsp.dll',
		'%SystemRoot%\\system32\\rsaenh.dll',
		'C:\\Program Files\\Bkav Corporation\\BkavCA Token Manager\\st3csp.dll',
		'viettel-ca_v6_s.dll',
		'\\\\server\\share\\evil_s.dll',
		'scksp.dll',
		'C:\\Chương trình\\vnptca_p11_v8_s.dll',
	]);
});

test('a registry without the keys gives no library', async () => {
	expect(await providerLibraries(async () => '')).toEqual([]);
});

test('beside a CSP lie its twin without _s and modules of known names, each folder asked once', () => {
	expect(modulesBeside(['C:\\CA\\x_S.DLL', 'C:\\CA\\y.dll', 'D:\\Z\\z.dll'], ['known.dll'])).toEqual([
		'C:\\CA\\x.DLL',
		'C:\\CA\\known.dll',
		'D:\\Z\\known.dll',
	]);
});

test('the output of a Vietnamese code page is read as well as UTF-8', () => {
	const path = 'C:\\Chữ ký số\\ca_s.dll';
	expect(decodeConsole(new TextEncoder().encode(path))).toBe(path);
	// Windows-1258 writes ữ as ư and a combining tilde, í as one letter.
	expect(decodeConsole(Uint8Array.of(0x43, 0x68, 0xfd, 0xde, 0x20, 0xed))).toBe('Chữ í');
});
