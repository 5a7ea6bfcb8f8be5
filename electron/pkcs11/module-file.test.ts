import { describe, expect, test } from 'vitest';
import { isLocalAbsolute, libraryKinds, moduleName, neededKind } from './module-file.ts';

function elf(bits: 1 | 2, machine: number): Buffer {
	const file = Buffer.alloc(64);
	file.set([0x7f, 0x45, 0x4c, 0x46, bits, 1]);
	file.writeUInt16LE(machine, 18);
	return file;
}

function pe(machine: number): Buffer {
	const file = Buffer.alloc(256);
	file.write('MZ');
	file.writeUInt32LE(128, 0x3c);
	file.write('PE\0\0', 128);
	file.writeUInt16LE(machine, 132);
	return file;
}

function machO(cpu: number): Buffer {
	const file = Buffer.alloc(64);
	file.writeUInt32LE(0xfeedfacf, 0);
	file.writeUInt32LE(cpu, 4);
	return file;
}

function fat(...cpus: number[]): Buffer {
	const file = Buffer.alloc(128);
	file.writeUInt32BE(0xcafebabe, 0);
	file.writeUInt32BE(cpus.length, 4);
	cpus.forEach((cpu, index) => {
		file.writeUInt32BE(cpu, 8 + index * 20);
	});
	return file;
}

describe('the kind of a library', () => {
	test.each([
		['ELF for x64', elf(2, 62), ['Linux x64 (64-bit)']],
		['ELF for x86', elf(1, 3), ['Linux x86 (32-bit)']],
		['ELF for ARM64', elf(2, 183), ['Linux ARM64 (64-bit)']],
		['ELF for another machine', elf(2, 243), ['Linux machine 243 (64-bit)']],
		['PE for x64', pe(0x8664), ['Windows x64 (64-bit)']],
		['PE for x86', pe(0x14c), ['Windows x86 (32-bit)']],
		['PE for ARM64', pe(0xaa64), ['Windows ARM64 (64-bit)']],
		['Mach-O for ARM64', machO(0x0100000c), ['macOS ARM64 (64-bit)']],
		['Mach-O for both', fat(0x01000007, 0x0100000c), ['macOS x64 (64-bit)', 'macOS ARM64 (64-bit)']],
		['a Java class', Buffer.from(fat().fill(65, 4, 8)), []],
		['text', Buffer.from('#!/bin/sh\n'.repeat(10)), []],
		['an MZ program without PE header', Buffer.alloc(256, 'MZ'), []],
		['a short file', Buffer.from([0x7f, 0x45, 0x4c, 0x46]), []],
		['an empty file', Buffer.alloc(0), []],
	])('%s', (_, file, kinds) => {
		expect(libraryKinds(file)).toEqual(kinds);
	});

	test.each([
		['linux', 'x64', elf(2, 62)],
		['linux', 'arm64', elf(2, 183)],
		['win32', 'x64', pe(0x8664)],
		['win32', 'ia32', pe(0x14c)],
		['win32', 'arm64', pe(0xaa64)],
		['darwin', 'x64', machO(0x01000007)],
		['darwin', 'arm64', machO(0x0100000c)],
	] as const)('what %s on %s needs is named as the file is', (platform, arch, file) => {
		expect(libraryKinds(file)).toEqual([neededKind(platform, arch)]);
	});
});

test.each([
	['linux', '/usr/lib/viettel-ca_v6.so', true],
	['linux', '/home/Nguyễn Văn Đức/x.so', true],
	['linux', 'viettel-ca_v6.so', false],
	['linux', './x.so', false],
	['linux', '//server/share/x.so', false],
	['linux', '/x\0.so', false],
	['linux', '', false],
	['win32', 'C:\\Windows\\System32\\vnptca_p11_v8.dll', true],
	['win32', 'd:/driver.dll', true],
	['win32', '\\\\server\\share\\x.dll', false],
	['win32', '//server/share/x.dll', false],
	['win32', '\\x.dll', false],
	['win32', 'C:x.dll', false],
	['win32', 'x.dll', false],
] as const)('on %s, "%s" is an absolute local path: %s', (platform, path, answer) => {
	expect(isLocalAbsolute(path, platform)).toBe(answer);
});

test('errors name the file, never its folder, whichever way the slashes go', () => {
	expect(moduleName('C:\\Users\\Nguyễn Văn Đức\\x.dll')).toBe('x.dll');
	expect(moduleName('/home/đức/x.so')).toBe('x.so');
});
