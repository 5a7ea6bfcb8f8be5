import { type Paragraph, plain, type Segment } from '../../../shared/domain/letter/compose-letter.ts';
import { balanceLines, type Measure } from './text-width.ts';

/** Behind what is missing or faulty in a preview. */
const markColor = '#FFF1B8';

/**
 * The pieces pdfmake gets of a paragraph `width` points wide. It stretches every border between two pieces of a justified
 * line, so a piece must end where a space stands: otherwise a gap opens before the comma behind a value. For the same
 * reason a word with a hyphen or slash inside stays whole. Punctuation takes the kind of the word it touches.
 */
export function inlines(paragraph: Paragraph, width: number, measure: Measure): Inline[] {
	const words: Segment[] = [];
	for (const segment of paragraph) {
		for (const text of segment.whole ? [segment.text] : segment.text.split(/(?<= )/)) {
			const open = words.at(-1);
			if (open && !open.text.endsWith(' ')) {
				open.text += text;
				open.whole ||= segment.whole;
				open.marked ||= segment.marked;
			} else {
				words.push({ ...segment, text });
			}
		}
	}
	for (const word of words) {
		const fits = measure(word.text) <= width;
		word.whole = fits && (word.whole || /[^\p{L}\p{N}][\p{L}\p{N}]/u.test(word.text));
	}
	const pieces: Segment[] = [];
	for (const word of words) {
		const last = pieces.at(-1);
		if (last && !last.whole && !word.whole && last.marked === word.marked) last.text += word.text;
		else pieces.push({ ...word });
	}
	return pieces.map(inline);
}

/** A run of text as pdfmake takes it. */
type Inline = { text: string; background?: string; noWrap?: boolean };

export function inline({ text, marked, whole }: Segment): Inline {
	return { text, ...(marked && { background: markColor }), ...(whole && { noWrap: true }) };
}

/**
 * A centred heading with balanced lines; a marked one is left to pdfmake, it is a draft anyway. The wording may hold
 * words together with no-break spaces; they are printed as ordinary ones so that a search finds them.
 */
export function heading(paragraph: Paragraph, width: number, measure: Measure): { lines: string[]; content: Inline[] } {
	if (paragraph.some((segment) => segment.marked)) {
		return {
			lines: [plain(paragraph)],
			content: paragraph.map((segment) => inline({ ...segment, text: plainSpaces(segment.text) })),
		};
	}
	const lines = balanceLines(plain(paragraph), width, measure).map(plainSpaces);
	return { lines, content: [{ text: lines.join('\n') }] };
}

function plainSpaces(text: string): string {
	return text.replaceAll('\u00a0', ' ');
}
