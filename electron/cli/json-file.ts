import { type FileHandle, open } from 'node:fs/promises';
import { Fault } from '../../shared/result.ts';
import { decodeText } from '../platform/decode-text.ts';
import { asReadFault } from '../platform/read-fault.ts';
import type { Texts } from './texts.ts';

const limitMb = 16;

/** The JSON value in a file of the user. Faults FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE, INPUT_JSON. */
export async function readJsonFile(file: string, texts: Texts): Promise<unknown> {
	const bytes = await readSmallFile(file);
	const text = decodeText(bytes);
	if (text === undefined) throw new Fault('INPUT_JSON', { file, detail: texts.cli('json.encoding') });
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// The parser's own message quotes the text around the fault, which may hold a password.
		const before = text.slice(0, faultOffset(text)).split('\n');
		const place = { line: before.length, column: before.at(-1)!.length + 1 };
		throw new Fault('INPUT_JSON', { file, detail: texts.cli('json.place', place) });
	}
}

async function readSmallFile(file: string): Promise<Buffer> {
	let handle: FileHandle | undefined;
	try {
		handle = await open(file, 'r');
		const { size } = await handle.stat();
		if (size > limitMb * 1024 * 1024) throw new Fault('FILE_TOO_LARGE', { file, limitMb });
		return await handle.readFile();
	} catch (thrown) {
		if (thrown instanceof Fault) throw thrown;
		throw asReadFault(thrown, file);
	} finally {
		await handle?.close();
	}
}

const lexeme =
	/[ \t\r\n]*([{}[\],:]|"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

/** Where a text stops being JSON, as the start of the first word that does not fit. */
function faultOffset(text: string): number {
	let offset = 0;
	let start = 0;
	const next = (): string | undefined => {
		lexeme.lastIndex = offset;
		const found = lexeme.exec(text)?.[1];
		start = offset + (/^[ \t\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
		if (found !== undefined) offset = start + found.length;
		return found;
	};
	/** What may come next; `}` and `]` are only there while the object or list is still empty. */
	let expected: 'value' | 'value]' | 'name' | 'name}' | 'colon' | 'more' = 'value';
	const open: string[] = [];
	for (let word = next(); word !== undefined; word = next()) {
		const closes = word === '}' || word === ']';
		if (closes) {
			const fits = expected === 'more' || expected === (word === '}' ? 'name}' : 'value]');
			if (!fits || open.pop() !== word) return start;
			expected = 'more';
		} else if (expected === 'colon') {
			if (word !== ':') return start;
			expected = 'value';
		} else if (expected === 'more') {
			if (word !== ',' || open.length === 0) return start;
			expected = open.at(-1) === '}' ? 'name' : 'value';
		} else if (expected === 'name' || expected === 'name}') {
			if (!word.startsWith('"')) return start;
			expected = 'colon';
		} else if (word === '{' || word === '[') {
			open.push(word === '{' ? '}' : ']');
			expected = word === '{' ? 'name}' : 'value]';
		} else {
			if (word === ',' || word === ':') return start;
			expected = 'more';
		}
	}
	return start;
}
