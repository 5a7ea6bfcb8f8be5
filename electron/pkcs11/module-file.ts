import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Fault } from '../../shared/result.ts';

/** The largest file taken for a driver; the largest seen are below 20 MB. */
const maxBytes = 256 * 1024 * 1024;

/** Names of kinds of programs as they are shown, e.g. "Windows x86 (32-bit)". */
const elfMachines: Record<number, string> = { 3: 'x86', 40: 'ARM', 62: 'x64', 183: 'ARM64' };
const peMachines: Record<number, string> = {
	332: 'x86 (32-bit)',
	452: 'ARM (32-bit)',
	34404: 'x64 (64-bit)',
	43620: 'ARM64 (64-bit)',
};
const machCpus: Record<number, string> = {
	7: 'x86 (32-bit)',
	12: 'ARM (32-bit)',
	16777223: 'x64 (64-bit)',
	16777228: 'ARM64 (64-bit)',
};

/** Which systems a shared library was built for, from its first bytes; empty when it is no library at all. */
export function libraryKinds(file: Buffer): string[] {
	if (file.length < 64) return [];
	if (file.readUInt32BE(0) === 0x7f454c46) {
		const bits = file[4] === 1 ? 32 : 64;
		const machine = file[5] === 2 ? file.readUInt16BE(18) : file.readUInt16LE(18);
		return [`Linux ${elfMachines[machine] ?? `machine ${machine}`} (${bits}-bit)`];
	}
	if (file.toString('latin1', 0, 2) === 'MZ') {
		const header = file.readUInt32LE(0x3c);
		if (header + 6 > file.length || file.toString('latin1', header, header + 4) !== 'PE\0\0') return [];
		const machine = file.readUInt16LE(header + 4);
		return [`Windows ${peMachines[machine] ?? `machine ${machine}`}`];
	}
	const cpuName = (cpu: number) => `macOS ${machCpus[cpu] ?? `cpu ${cpu}`}`;
	const magic = file.readUInt32BE(0);
	if (magic === 0xcffaedfe || magic === 0xcefaedfe) return [cpuName(file.readUInt32LE(4))];
	if (magic === 0xcafebabe) {
		const count = file.readUInt32BE(4);
		// Java class files begin with the same four bytes; their "count" is a version above 40.
		if (count > 16 || 8 + count * 20 > file.length) return [];
		return Array.from({ length: count }, (_, index) => cpuName(file.readUInt32BE(8 + index * 20)));
	}
	return [];
}

/** The kind of library that a process of this platform and architecture (Node's names) can load. */
export function neededKind(platform: NodeJS.Platform, arch: string): string {
	const system = platform === 'win32' ? 'Windows' : platform === 'darwin' ? 'macOS' : 'Linux';
	const bits = arch === 'ia32' || arch === 'arm' ? 32 : 64;
	const machine = { x64: 'x64', ia32: 'x86', arm64: 'ARM64', arm: 'ARM' }[arch] ?? arch;
	return `${system} ${machine} (${bits}-bit)`;
}

/** Only an absolute path on this computer names a driver: no current folder, no network share. */
export function isLocalAbsolute(path: string, platform: NodeJS.Platform): boolean {
	if (path.includes('\0')) return false;
	return platform === 'win32' ? /^[A-Za-z]:[\\/]/.test(path) : /^\/(?!\/)/.test(path);
}

/** The file's name alone: errors never carry a folder, which may name the user. */
export function moduleName(path: string): string {
	return basename(path.replaceAll('\\', '/'));
}

/**
 * Looks at a driver file without running it. Throws TOKEN_MODULE_PATH, TOKEN_MODULE_NOT_FOUND,
 * TOKEN_MODULE_WRONG_ARCH or TOKEN_MODULE_NOT_PKCS11 as Fault.
 */
export async function inspectModule(path: string, platform = process.platform, arch = process.arch): Promise<void> {
	const module = moduleName(path);
	if (!isLocalAbsolute(path, platform)) throw new Fault('TOKEN_MODULE_PATH', { module });
	const file = await readModule(path, module);
	const kinds = libraryKinds(file);
	if (kinds.length === 0) throw new Fault('TOKEN_MODULE_NOT_PKCS11', { module });
	const needed = neededKind(platform, arch);
	if (!kinds.includes(needed)) {
		throw new Fault('TOKEN_MODULE_WRONG_ARCH', { module, found: kinds.join(', '), needed });
	}
	// Every PKCS#11 library exports this one name (PKCS #11 v2.40, section 5.4); the export tables hold it as text.
	if (!file.includes('C_GetFunctionList\0')) throw new Fault('TOKEN_MODULE_NOT_PKCS11', { module });
}

async function readModule(path: string, module: string): Promise<Buffer> {
	try {
		const file = await readFile(path);
		if (file.length > maxBytes) throw new Fault('TOKEN_MODULE_NOT_PKCS11', { module });
		return file;
	} catch (thrown) {
		if (thrown instanceof Fault) throw thrown;
		const reason = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
		if (reason === 'ENOENT' || reason === 'ENOTDIR') throw new Fault('TOKEN_MODULE_NOT_FOUND', { module }, thrown);
		if (reason === 'EISDIR') throw new Fault('TOKEN_MODULE_NOT_PKCS11', { module }, thrown);
		throw new Fault('TOKEN_MODULE_LOAD_FAILED', { module, reason }, thrown);
	}
}
