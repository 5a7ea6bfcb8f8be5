/** The few calls of fontkit (which ships no types) that we use. */
declare module 'fontkit' {
	export interface Font {
		readonly unitsPerEm: number;
		layout(text: string): { advanceWidth: number };
		hasGlyphForCodePoint(codePoint: number): boolean;
	}
	export function create(bytes: Uint8Array): Font;
}
