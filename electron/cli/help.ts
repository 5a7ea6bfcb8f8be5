import { optionText } from './arguments.ts';
import type { Command, OptionSpec } from './command.ts';
import type { Texts } from './texts.ts';

const program = 'vnaccs-keyring';

/** The help for the whole program, for one group (`token`) or for one command, as lines. */
export function helpText(
	words: readonly string[],
	commands: readonly Command[],
	common: Readonly<Record<string, OptionSpec>>,
	texts: Texts,
): string[] {
	const below = commands.filter((command) => words.every((word, place) => command.words[place] === word));
	const one = below.length === 1 && below[0]?.words.length === words.length ? below[0] : undefined;
	const sharedOptions = section(texts.cli('help.commonOptions'), optionRows(common, texts));
	if (one) {
		return [
			`${texts.cli('help.usage')}: ${program} ${usage(one)}`,
			'',
			texts.cli(`commands.${key(one)}.summary`),
			texts.cli(`commands.${key(one)}.detail`),
			...section(texts.cli('help.options'), optionRows(one.options, texts)),
			...sharedOptions,
		];
	}
	return [
		`${texts.cli('help.usage')}: ${[program, ...words, texts.cli('help.command')].join(' ')} …`,
		...section(
			texts.cli('help.commands'),
			below.map((command) => [command.words.join(' '), texts.cli(`commands.${key(command)}.summary`)]),
		),
		...sharedOptions,
		'',
		texts.cli('help.more', { program }),
	];
}

/** `dossier build REQUEST --attach FILE… --out PDF` */
function usage(command: Command): string {
	const words = command.positionals.map((name) => (command.many ? `${name}…` : name));
	const options = Object.entries(command.options).map(([name, option]) => {
		const text = optionText(name, option) + (option.several ? '…' : '');
		return option.required ? text : `[${text}]${option.multiple ? '…' : ''}`;
	});
	return [...command.words, ...words, ...options].join(' ');
}

function optionRows(options: Readonly<Record<string, OptionSpec>>, texts: Texts): string[][] {
	return Object.entries(options).map(([name, option]) => [optionText(name, option), texts.cli(`options.${name}`)]);
}

function section(title: string, rows: string[][]): string[] {
	if (rows.length === 0) return [];
	const width = Math.max(...rows.map(([left = '']) => left.length));
	return ['', `${title}:`, ...rows.map(([left = '', right]) => `  ${left.padEnd(width)}  ${right}`)];
}

function key(command: Command): string {
	return command.words.join('-');
}
