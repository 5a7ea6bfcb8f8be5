/**
 * The text of a file of the user: UTF-8, or UTF-16 with its mark as Windows' Notepad may write it. Undefined when it is
 * neither: an old Vietnamese code page, in which no two programs agree.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
	const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
	try {
		return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}
