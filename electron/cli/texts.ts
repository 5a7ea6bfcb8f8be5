import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AppError, ErrorParams } from '../../shared/errors/codes.ts';

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

	/** The text under a dotted key of `<file>.json` with its `{names}` filled in; undefined when there is none. */
	find(file: string, key: string, params: ErrorParams = {}): string | undefined {
		const found = key
			.split('.')
			.reduce<string | Tree | undefined>(
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
	error({ code, params }: AppError): { message: string; advice: string } {
		const readable = this.#readable(code, params);
		const text = (part: string) => this.find('errors', `${code}.${part}`, readable) ?? '';
		const message = [text('title'), text('meaning')].filter(Boolean).join('. ');
		return { message: message || code, advice: text('advice') };
	}

	/** Some parameters are names of ours (a field, a step); the texts of the code may say how to call them. */
	#readable(code: string, params: ErrorParams): ErrorParams {
		const call = (name: string, value: string) => this.find('errors', `${code}.values.${name}.${value}`) ?? value;
		return Object.fromEntries(
			Object.entries(params).map(([name, value]) => [
				name,
				String(value)
					.split(', ')
					.map((part) => call(name, part))
					.join(', '),
			]),
		);
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

function fill(text: string, params: ErrorParams): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
		Object.hasOwn(params, name) ? String(params[name]) : whole,
	);
}
