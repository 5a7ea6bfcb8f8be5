import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AppError, ErrorCode, ErrorParams } from '../../shared/errors/codes.ts';
import { type ErrorText, fill, messageOf } from '../../shared/text.ts';

export type Language = 'vi' | 'en';

type Tree = { [key: string]: string | Tree };

/** The texts of one language, read from `resources/locales/<language>` when first needed. */
export class Texts {
	readonly language: Language;
	readonly #folder: string;
	readonly #files = new Map<string, Tree>();

	constructor(resources: string, language: Language) {
		this.language = language;
		this.#folder = path.join(resources, 'locales', language);
	}

	/**
	 * The text under a dotted key (or the keys one by one, where they hold dots themselves) of `<file>.json` with its
	 * `{names}` filled in; undefined when there is none.
	 */
	find(file: string, key: string | readonly string[], params: ErrorParams = {}): string | undefined {
		const keys = typeof key === 'string' ? key.split('.') : key;
		const found = keys.reduce<string | Tree | undefined>(
			(tree, part) => (typeof tree === 'object' && Object.hasOwn(tree, part) ? tree[part] : undefined),
			this.#tree(file),
		);
		return typeof found === 'string' ? fill(found, params) : undefined;
	}

	/** A text of `cli.json`; a missing one is a defect. */
	cli(key: string, params: ErrorParams = {}): string {
		const text = this.find('cli', key, params);
		if (text === undefined) throw new Error(`no text ${key} in cli.json`);
		return text;
	}

	/** What happened and what it means in one line, and the next step. */
	error(error: AppError): { message: string; advice: string } {
		const { title, meaning, advice } = messageOf(this.#tree('errors') as Record<ErrorCode, ErrorText>, error);
		return { message: `${title}. ${meaning}`, advice };
	}

	#tree(file: string): Tree {
		let tree = this.#files.get(file);
		if (!tree) {
			tree = JSON.parse(readFileSync(path.join(this.#folder, `${file}.json`), 'utf8')) as Tree;
			this.#files.set(file, tree);
		}
		return tree;
	}
}
