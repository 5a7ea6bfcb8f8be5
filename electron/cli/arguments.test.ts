import { describe, expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';
import { commands, commonOptions } from './commands.ts';

function read(line: string | string[]) {
	const args = typeof line === 'string' ? line.split(' ').filter(Boolean) : line;
	const found = readArguments(args, commands, commonOptions);
	if (found.kind === 'help') return { help: found.words };
	return {
		command: found.command.words.join(' '),
		words: found.input.positionals,
		options: Object.fromEntries(found.input.options),
	};
}

function usageError(line: string): string {
	try {
		read(line);
	} catch (thrown) {
		if (thrown instanceof UsageError) return thrown.key;
		throw thrown;
	}
	throw new Error(`"${line}" was accepted`);
}

describe('a command line', () => {
	test('may have its options before, between and behind the words', () => {
		const expected = { command: 'letter build', words: ['r.json'], options: { out: ['o.pdf'], json: [''] } };
		expect(read('letter build r.json --out o.pdf --json')).toEqual(expected);
		expect(read('--json --out o.pdf letter build r.json')).toEqual(expected);
		expect(read('letter --out=o.pdf build --json r.json')).toEqual(expected);
	});

	test('takes several files behind one --attach and behind each of several, in their order', () => {
		const order = (line: string) => (read(line) as { options: Record<string, string[]> }).options.attach;
		expect(order('dossier build r.json --attach a b c --out o')).toEqual(['a', 'b', 'c']);
		expect(order('dossier build r.json --attach a b --attach c --out o')).toEqual(['a', 'b', 'c']);
		expect(order('dossier build r.json --attach a --out o --attach b c')).toEqual(['a', 'b', 'c']);
	});

	test('finds the request behind the attachments when it stands nowhere else', () => {
		for (const line of [
			'dossier build --attach a --attach b r.json --out o',
			'dossier build --attach a b r.json --out o',
			'dossier build --attach a b --out o r.json',
			'dossier build --attach a b --out o -- r.json',
		]) {
			expect(read(line), line).toMatchObject({ words: ['r.json'], options: { attach: ['a', 'b'] } });
		}
	});

	test('takes words that look like options behind two dashes', () => {
		expect(read('merge --out o -- --help a.pdf')).toMatchObject({ words: ['--help', 'a.pdf'] });
	});

	test('leaves a word that equals a command where it belongs', () => {
		expect(read('merge merge sign --out o')).toMatchObject({ command: 'merge', words: ['merge', 'sign'] });
	});

	test('asks for help on every level', () => {
		expect(read('--help')).toEqual({ help: [] });
		expect(read('-h')).toEqual({ help: [] });
		expect(read('token --help')).toEqual({ help: ['token'] });
		expect(read('token list --help')).toEqual({ help: ['token', 'list'] });
		expect(read('sign --module x -h')).toEqual({ help: ['sign'] });
	});

	test.each([
		['', 'commandMissing'],
		['--json', 'commandMissing'],
		['frobnicate', 'commandUnknown'],
		['token', 'subcommandMissing'],
		['token frobnicate', 'commandUnknown'],
		['toString', 'commandUnknown'],
		['letter build r --out o --frobnicate', 'optionUnknown'],
		['letter build r --out o -x', 'optionUnknown'],
		['letter build r --out o --constructor', 'optionUnknown'],
		['letter build r --out o --serial AA', 'optionForeign'],
		['letter build r', 'optionMissing'],
		['dossier build r --out o', 'optionMissing'],
		['letter build r --out', 'optionValueMissing'],
		['letter build r --out=', 'optionValueMissing'],
		['letter build r --out --json', 'optionValueMissing'],
		['letter build r --out o --out p', 'optionTwice'],
		['letter build r --out o --json=yes', 'optionNoValue'],
		['letter build --out o', 'wordMissing'],
		['dossier build --attach a --out o', 'wordMissing'],
		['merge --out o', 'wordMissing'],
		['letter build r s --out o', 'wordExtra'],
	])('"%s" is wrong use: %s', (line, key) => {
		expect(usageError(line)).toBe(key);
	});

	test('an empty word is no file name', () => {
		expect(() => read(['check', 'params', ''])).toThrow(UsageError);
	});
});
