export type PartKind = 'pdf' | 'jpeg' | 'png' | 'tiff' | 'webp' | 'heic';

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/**
 * What a file is, by its content; names lie (a photo saved as `.pdf`, a PDF named `.jpg`). A PDF may have foreign
 * bytes before its header, within the first 1024 (ISO 32000-1, Annex H, note 13).
 */
export function kindOf(bytes: Uint8Array): PartKind | undefined {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024));
	const text = head.toString('latin1');
	if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
	if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
	if (/^(II[*+]\0|MM\0[*+])/.test(text)) return 'tiff';
	if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp';
	if (text.startsWith('ftyp', 4) && heicBrands.has(text.slice(8, 12))) return 'heic';
	if (text.includes('%PDF-')) return 'pdf';
	return undefined;
}
