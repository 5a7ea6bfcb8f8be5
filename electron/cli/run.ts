import { type AppError, exitStatus } from '../../shared/errors/codes.ts';
import { capture, fail, unwrap } from '../../shared/result.ts';
import { newSupportId } from '../platform/ids.ts';
import { type CommandLine, readArguments, UsageError } from './arguments.ts';
import type { CommandContext, Outcome } from './command.ts';
import { commands, commonOptions } from './commands.ts';
import { helpText } from './help.ts';
import { type Language, Texts } from './texts.ts';

/** The native parts are built for Node-API 10; an older Node ends without a word when it loads them. */
const neededNodeApi = 10;
const neededNode = '22.14';

/** What a run leaves: the texts for the two outputs and the exit status of the contract. */
export type Finished = { status: number; stdout: string; stderr: string };

/** Runs one command line; everything it prints at the end is in the answer. */
export async function runCli(args: readonly string[], surroundings: Omit<CommandContext, 'texts'>): Promise<Finished> {
	const json = beforeTerminator(args).includes('--json');
	const language = wantedLanguage(args);
	const texts = new Texts(surroundings.resources, language === 'en' ? 'en' : 'vi');
	const result = await run(args, language, { ...surroundings, texts });
	if (!('outcome' in result)) {
		const detail = result.defect ? `${texts.cli('defect')}\n${result.defect}\n` : '';
		const { message, advice } = texts.error(result.error);
		const status = exitStatus(result.error.code);
		if (json) {
			const error = { code: result.error.code, message, advice };
			return { status, stdout: document({ ok: false, error }), stderr: detail };
		}
		return { status, stdout: '', stderr: `${message}\n${advice}\n${detail}` };
	}
	const { value, lines, status = 0 } = result.outcome;
	return {
		status,
		stdout: json ? document({ ok: true, value }) : lines.map((line) => `${line}\n`).join(''),
		stderr: '',
	};
}

type Ended = { outcome: Outcome } | { error: AppError; defect?: string };

async function run(args: readonly string[], language: string, context: CommandContext): Promise<Ended> {
	const { texts } = context;
	try {
		const line = readLine(args, language);
		if (line.kind === 'help') {
			const help = helpText(line.words, commands, commonOptions, texts);
			return { outcome: { value: { help: help.join('\n') }, lines: help } };
		}
		if (Number(process.versions.napi) < neededNodeApi) {
			return { error: fail('RUNTIME_TOO_OLD', { found: process.versions.node, needed: neededNode }).error };
		}
		const work = await line.command.load();
		const result = await capture(async () => unwrap(await work(line.input, context)));
		return result.ok ? { outcome: result.value } : { error: result.error };
	} catch (thrown) {
		if (thrown instanceof UsageError) {
			return { error: fail('INPUT_USAGE', { detail: texts.cli(`usage.${thrown.key}`, thrown.params) }).error };
		}
		const supportId = newSupportId();
		return { error: fail('INTERNAL_DEFECT', { supportId }).error, defect: `${supportId} ${placeOf(thrown)}` };
	}
}

function readLine(args: readonly string[], language: string): CommandLine {
	const line = readArguments(args, commands, commonOptions);
	if (!isLanguage(language)) throw new UsageError('language', { language });
	return line;
}

/** Where a defect came from: the kind of exception and its places. The message stays out, it may quote the input. */
function placeOf(thrown: unknown): string {
	if (!(thrown instanceof Error)) return typeof thrown;
	const places = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	return [thrown.name, ...places].join('\n');
}

/** Needed before the options are read, because a wrong option must be answered in this language. */
function wantedLanguage(args: readonly string[]): string {
	const given = beforeTerminator(args);
	const place = given.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
	if (place < 0) return 'vi';
	const arg = given[place]!;
	return arg === '--lang' ? (given[place + 1] ?? '') : arg.slice('--lang='.length);
}

function isLanguage(language: string): language is Language {
	return language === 'vi' || language === 'en';
}

function beforeTerminator(args: readonly string[]): readonly string[] {
	const end = args.indexOf('--');
	return end < 0 ? args : args.slice(0, end);
}

function document(answer: unknown): string {
	return `${JSON.stringify(answer)}\n`;
}
