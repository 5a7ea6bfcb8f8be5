/// <reference path="./fontkit-subset.d.ts" />
import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { type Dict, Name, type PdfObject, type Ref, Text } from '../read/objects.ts';
import type { Changes } from './revision.ts';

/** The characters of one text as an embedded part of a TrueType font. */
export type StampFont = {
	/** Width of a text in units of the font size. */
	width(text: string): number;
	/** Of the font, in units of the font size; the descent is negative. */
	ascent: number;
	descent: number;
	/** The text as the hexadecimal string operators of a content stream show. */
	show(text: string): string;
	/** Writes the font with the glyphs asked for by `show` so far. */
	embed(changes: Changes): Ref;
};

/** Opens a TrueType font file. */
export async function openStampFont(file: string): Promise<StampFont> {
	// Loaded only when somebody stamps: it takes longer than all the rest of signing.
	const { create } = await import('fontkit');
	const font = create(await readFile(file));
	const subset = font.createSubset();
	const used = new Map<number, { code: number; width: number }>();
	const scale = 1 / font.unitsPerEm;
	const known = (code: number) => (font.hasGlyphForCodePoint(code) ? code : '?'.charCodeAt(0));
	const codes = (text: string) => [...text].map((character) => known(character.codePointAt(0) ?? 0));

	return {
		width: (text) => codes(text).reduce((sum, code) => sum + font.glyphForCodePoint(code).advanceWidth * scale, 0),
		ascent: font.ascent * scale,
		descent: font.descent * scale,
		show(text) {
			const glyphs = codes(text).map((code) => {
				const glyph = font.glyphForCodePoint(code);
				const id = subset.includeGlyph(glyph.id);
				used.set(id, { code, width: Math.round(glyph.advanceWidth * scale * 1000) });
				return id.toString(16).padStart(4, '0');
			});
			return `<${glyphs.join('')}>`;
		},
		embed(changes) {
			const name = new Name(`VNKSIG+${font.postscriptName}`);
			const thousand = (units: number) => Math.round(units * scale * 1000);
			const program = subset.encode();
			const descriptor: Dict = new Map<string, PdfObject>([
				['Type', new Name('FontDescriptor')],
				['FontName', name],
				['Flags', 4], // symbolic: the glyphs are not those of a standard encoding
				['FontBBox', [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(thousand)],
				['ItalicAngle', font.italicAngle],
				['Ascent', thousand(font.ascent)],
				['Descent', thousand(font.descent)],
				['CapHeight', thousand(font.capHeight)],
				['StemV', 80],
				['FontFile2', packed(changes, program, new Map([['Length1', program.length]]))],
			]);
			const descendant: Dict = new Map<string, PdfObject>([
				['Type', new Name('Font')],
				['Subtype', new Name('CIDFontType2')],
				['BaseFont', name],
				[
					'CIDSystemInfo',
					new Map<string, PdfObject>([
						['Registry', new Text(Buffer.from('Adobe'))],
						['Ordering', new Text(Buffer.from('Identity'))],
						['Supplement', 0],
					]),
				],
				['FontDescriptor', changes.add(descriptor)],
				['CIDToGIDMap', new Name('Identity')],
				['W', [...used].flatMap(([id, { width }]): PdfObject[] => [id, [width]])],
			]);
			return changes.add(
				new Map<string, PdfObject>([
					['Type', new Name('Font')],
					['Subtype', new Name('Type0')],
					['BaseFont', name],
					['Encoding', new Name('Identity-H')],
					['DescendantFonts', [changes.add(descendant)]],
					['ToUnicode', packed(changes, Buffer.from(toUnicode(used), 'latin1'), new Map())],
				]),
			);
		},
	};
}

function packed(changes: Changes, data: Uint8Array, dict: Dict): Ref {
	return changes.addStream(new Map([...dict, ['Filter', new Name('FlateDecode')]]), deflateSync(data));
}

/** The map that makes the text searchable (ISO 32000-1, 9.10.3); one block holds at most 100 characters. */
function toUnicode(used: Map<number, { code: number }>): string {
	const rows = [...used].map(([id, { code }]) => {
		const utf16 = Buffer.from(String.fromCodePoint(code), 'utf16le').swap16().toString('hex');
		return `<${id.toString(16).padStart(4, '0')}> <${utf16}>`;
	});
	const blocks: string[] = [];
	for (let i = 0; i < rows.length; i += 100) {
		const block = rows.slice(i, i + 100);
		blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
	}
	return [
		'/CIDInit /ProcSet findresource begin',
		'12 dict begin',
		'begincmap',
		'/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
		'/CMapName /Adobe-Identity-UCS def',
		'/CMapType 2 def',
		'1 begincodespacerange',
		'<0000> <ffff>',
		'endcodespacerange',
		...blocks,
		'endcmap',
		'CMapName currentdict /CMap defineresource pop',
		'end',
		'end',
	].join('\n');
}
