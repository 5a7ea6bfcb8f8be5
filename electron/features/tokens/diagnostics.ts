import { release } from 'node:os';
import { fileNameOf } from '../../../shared/domain/file-name.ts';
import type { AppError } from '../../../shared/errors/codes.ts';
import type { ModuleDescription } from '../../pkcs11/token-port.ts';

/** What the text says of this computer, as Node names it: win32 10.0.19045 x64, versions of the programs. */
export type Computer = { system: string; versions: Record<string, string> };

export function thisComputer(): Computer {
	const { node, electron } = process.versions;
	return {
		system: `${process.platform} ${release()} ${process.arch}`,
		versions: { node, ...(electron && { electron }) },
	};
}

/**
 * Text for whoever helps with a token that is not seen: programs, driver files, libraries, readers, flags and errors.
 * Terms are those of PKCS #11 in both languages, because makers of drivers read it. Nothing of the certificates, their
 * owner or the folders of this computer is in it.
 */
export function diagnosticsText(computer: Computer, modules: readonly ModuleDescription[], now: Date): string {
	const versions = Object.entries(computer.versions).map(([name, version]) => `${name} ${version}`);
	const lines = [`VNACCS Keyring · ${now.toISOString()}`, `OS: ${computer.system}`, versions.join(', ')];
	if (modules.length === 0) lines.push('Drivers: none');
	return [...lines, ...modules.flatMap(moduleLines), ''].join('\n');
}

function moduleLines({ path, error, library, slots = [] }: ModuleDescription): string[] {
	return [
		`Driver: ${fileNameOf(path)}`,
		...(error ? [`  error: ${errorText(error)}`] : []),
		...(library
			? [
					`  library: ${library.manufacturer} · ${library.description} ${library.version} · PKCS#11 ${library.cryptoki}`,
					`  slots: ${slots.length}`,
				]
			: []),
		...slots.flatMap(({ slot, description, flags, token }) => [
			`  slot ${slot}: ${description} · flags 0x${flags.toString(16)}`,
			...(token ? [`    token: ${'error' in token ? errorText(token.error) : tokenText(token)}`] : []),
		]),
	];
}

function tokenText({ manufacturer, model, flags }: { manufacturer: string; model: string; flags: number }): string {
	return `${manufacturer} · ${model} · flags 0x${flags.toString(16)}`;
}

function errorText({ code, params }: AppError): string {
	return [code, ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join(' ');
}
