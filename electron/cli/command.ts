import type { Result } from '../../shared/result.ts';
import type { TokenLimits } from '../pkcs11/token-hosts.ts';
import type { Texts } from './texts.ts';

export type OptionSpec = {
	type: 'string' | 'boolean';
	/** What stands for the value in the help: `PDF`, `PATH`. */
	value?: string;
	/** May be given more than once. */
	multiple?: boolean;
	/** Takes all plain words that follow it: `--attach a.jpg b.pdf`. */
	several?: boolean;
	required?: boolean;
};

export type Command = {
	words: readonly string[];
	/** Names of the plain words, in order; the last one of `many` takes all that are left, at least one. */
	positionals: readonly string[];
	many?: boolean;
	options: Readonly<Record<string, OptionSpec>>;
	/** Loaded only when the command runs: `check params` must not wait for the PDF parts. */
	load: () => Promise<Run>;
};

export type CommandInput = {
	positionals: readonly string[];
	/** Values as typed, by option name; a boolean option that is set has one empty value. */
	options: ReadonlyMap<string, readonly string[]>;
};

export type CommandContext = {
	texts: Texts;
	/** The folder with fonts, letters and locales. */
	resources: string;
	/** Path as the user typed it, against the folder the user stands in. */
	path: (typed: string) => string;
	/** The file of another entry of this application. */
	sibling: (name: 'token-host' | 'document-worker') => string;
	/** One line on standard error. */
	progress: (line: string) => void;
	/** The first line of standard input as bytes; empty when there is none. `prompt` is shown on a terminal only. */
	readSecret: (prompt: string) => Promise<Uint8Array>;
	now: Date;
	/** Shorter than usual only where a test has a driver that hangs. */
	tokenLimits?: TokenLimits;
};

/**
 * `value` is the JSON answer, `lines` the same for people. `status` 1: the answer is negative; 3: a driver that was asked
 * for by name does not work, while the answer about the others stands.
 */
export type Outcome = { value: unknown; lines: string[]; status?: 0 | 1 | 3 };

export type Run = (input: CommandInput, context: CommandContext) => Promise<Result<Outcome>>;
