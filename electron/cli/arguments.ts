import { parseArgs } from 'node:util';
import type { ErrorParams } from '../../shared/errors/codes.ts';
import type { Command, CommandInput, OptionSpec } from './command.ts';

/** Wrong use: `key` names its sentence in `cli.json`, `usage`. */
export class UsageError extends Error {
	readonly key: string;
	readonly params: ErrorParams;

	constructor(key: string, params: ErrorParams = {}) {
		super(key);
		this.key = key;
		this.params = params;
	}
}

/** A plain word, or the value of an option: `after` is the option it belongs to. */
type Word = { text: string; after: string | undefined };

export type CommandLine =
	| { kind: 'help'; words: readonly string[] }
	| { kind: 'run'; command: Command; input: CommandInput };

/**
 * Sorts a command line into command, plain words and options; options may stand anywhere. Throws a UsageError.
 *
 * A plain word behind an option that takes several values is such a value, unless it is needed as the last missing
 * plain word: `dossier build --attach a.jpg REQUEST` means what it says.
 */
export function readArguments(
	args: readonly string[],
	commands: readonly Command[],
	common: Readonly<Record<string, OptionSpec>>,
): CommandLine {
	const known = new Map<string, OptionSpec>(
		[common, ...commands.map((command) => command.options)].flatMap((options) => Object.entries(options)),
	);
	const { words, given } = tokens(args, known);
	const leading = words.filter((word) => word.after === undefined).map((word) => word.text);
	const matching = commands.find((command) => command.words.every((word, place) => leading[place] === word));
	if (given.has('help')) {
		const group = commands.some((command) => command.words.length > 1 && command.words[0] === leading[0]);
		return { kind: 'help', words: matching?.words ?? (group ? leading.slice(0, 1) : []) };
	}
	if (!matching) {
		if (leading.length === 0) throw new UsageError('commandMissing');
		const group = commands.filter((command) => command.words.length > 1 && command.words[0] === leading[0]);
		if (group.length > 0 && leading.length === 1) {
			throw new UsageError('subcommandMissing', {
				command: leading[0]!,
				known: group.map((command) => command.words[1]).join(', '),
			});
		}
		throw new UsageError('commandUnknown', { command: leading.slice(0, group.length > 0 ? 2 : 1).join(' ') });
	}
	for (const name of given.keys()) {
		if (!Object.hasOwn(matching.options, name) && !Object.hasOwn(common, name)) {
			throw new UsageError('optionForeign', { option: `--${name}`, command: matching.words.join(' ') });
		}
	}
	const rest = words.slice();
	for (const word of matching.words) {
		rest.splice(
			rest.findIndex((one) => one.after === undefined && one.text === word),
			1,
		);
	}
	const positionals = takePositionals(matching, rest);
	const options = new Map(
		[...given].map(([name, values]) => [name, values.filter((one) => one.after !== undefined).map((one) => one.text)]),
	);
	for (const [name, option] of Object.entries({ ...common, ...matching.options })) {
		const count = options.get(name)?.length ?? 0;
		if (option.required && count === 0) throw new UsageError('optionMissing', { option: optionText(name, option) });
		if (count > 1 && !option.multiple && option.type === 'string') {
			throw new UsageError('optionTwice', { option: `--${name}` });
		}
	}
	return { kind: 'run', command: matching, input: { positionals, options } };
}

/** `--out PDF`, as the help and the messages write it. */
export function optionText(name: string, option: OptionSpec): string {
	return option.value === undefined ? `--${name}` : `--${name} ${option.value}`;
}

function tokens(
	args: readonly string[],
	known: Map<string, OptionSpec>,
): { words: Word[]; given: Map<string, Word[]> } {
	const parsed = parseArgs({
		args: [...args],
		strict: false,
		allowPositionals: true,
		tokens: true,
		options: {
			...Object.fromEntries([...known].map(([name, { type }]) => [name, { type, multiple: true }])),
			help: { type: 'boolean', short: 'h' },
		},
	});
	const words: Word[] = [];
	const given = new Map<string, Word[]>();
	const add = (name: string, value: Word) => given.set(name, [...(given.get(name) ?? []), value]);
	let after: string | undefined;
	for (const token of parsed.tokens) {
		if (token.kind === 'option-terminator') {
			after = undefined;
		} else if (token.kind === 'positional') {
			const word = { text: token.value, after };
			words.push(word);
			if (after !== undefined) add(after, word);
		} else {
			const option = known.get(token.name);
			if (!option) throw new UsageError('optionUnknown', { option: token.rawName });
			add(token.name, { text: optionValue(token, option), after: token.name });
			after = option.several ? token.name : undefined;
		}
	}
	return { words, given };
}

function optionValue(
	token: { name: string; value: string | undefined; inlineValue: boolean | undefined },
	option: OptionSpec,
): string {
	if (option.type === 'boolean') {
		if (token.value !== undefined) throw new UsageError('optionNoValue', { option: `--${token.name}` });
		return '';
	}
	// parseArgs takes the next word whatever it is: `--out --json` is a forgotten value, not a file named "--json".
	const swallowed = !token.inlineValue && token.value?.startsWith('-');
	if (!token.value || swallowed) {
		throw new UsageError('optionValueMissing', { option: optionText(token.name, option) });
	}
	return token.value;
}

function takePositionals(command: Command, words: Word[]): string[] {
	const { positionals: names, many } = command;
	const free = (): Word[] => words.filter((word) => word.after === undefined);
	for (let missing = names.length - free().length; missing > 0; missing--) {
		const last = words.findLast((word) => word.after !== undefined);
		if (!last) break;
		last.after = undefined;
	}
	const texts = free().map((word) => word.text);
	const absent = names[texts.length];
	if (absent !== undefined) throw new UsageError('wordMissing', { word: absent });
	const extra = texts[names.length];
	if (extra !== undefined && !many) throw new UsageError('wordExtra', { word: extra });
	if (texts.includes('')) throw new UsageError('wordMissing', { word: names.at(-1) ?? '' });
	return texts;
}
