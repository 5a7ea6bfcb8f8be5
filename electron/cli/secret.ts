import type { ReadStream } from 'node:tty';

const longest = 1024;

/**
 * The first line of `input` as bytes, without its line end; empty when there is none. On a terminal `prompt` is
 * shown through `show` and what is typed stays invisible. The copies made on the way are overwritten.
 */
export async function readSecretLine(
	input: NodeJS.ReadStream,
	show: (text: string) => void,
	prompt: string,
): Promise<Uint8Array> {
	return input.isTTY ? readHidden(input, show, prompt) : readFirstLine(input);
}

async function readFirstLine(input: AsyncIterable<unknown>): Promise<Uint8Array> {
	const line = new Uint8Array(longest);
	let length = 0;
	for await (const chunk of input) {
		const bytes = chunk as Buffer;
		const end = bytes.indexOf(0x0a);
		const part = bytes.subarray(0, end < 0 ? bytes.length : end);
		line.set(part.subarray(0, longest - length), length);
		length = Math.min(longest, length + part.length);
		bytes.fill(0);
		if (end >= 0 || length === longest) break;
	}
	return takeLine(line, length);
}

async function readHidden(input: ReadStream, show: (text: string) => void, prompt: string): Promise<Uint8Array> {
	const line = new Uint8Array(longest);
	let length = 0;
	show(prompt);
	input.setRawMode(true);
	try {
		for await (const chunk of input) {
			for (const byte of chunk as Buffer) {
				if (byte === 0x03) return takeLine(line, 0);
				if (byte === 0x0d || byte === 0x0a || byte === 0x04) return takeLine(line, length);
				if (byte === 0x7f || byte === 0x08) length = Math.max(0, length - 1);
				else if (length < longest) line[length++] = byte;
			}
			(chunk as Buffer).fill(0);
		}
		return takeLine(line, length);
	} finally {
		input.setRawMode(false);
		show('\n');
	}
}

/** A copy of the used part without a byte order mark (PowerShell writes one) and carriage return. */
function takeLine(line: Uint8Array, length: number): Uint8Array {
	const start = length >= 3 && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? 3 : 0;
	const end = length > start && line[length - 1] === 0x0d ? length - 1 : length;
	const taken = line.slice(start, end);
	line.fill(0);
	return taken;
}
