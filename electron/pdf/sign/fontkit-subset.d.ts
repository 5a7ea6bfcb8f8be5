/// <reference path="../fontkit.d.ts" />

/** What making a subset needs beyond measuring text. */
declare module 'fontkit' {
	interface Font {
		readonly postscriptName: string;
		readonly ascent: number;
		readonly descent: number;
		readonly capHeight: number;
		readonly italicAngle: number;
		readonly bbox: { minX: number; minY: number; maxX: number; maxY: number };
		glyphForCodePoint(codePoint: number): { id: number; advanceWidth: number };
		createSubset(): { includeGlyph(id: number): number; encode(): Uint8Array };
	}
}
