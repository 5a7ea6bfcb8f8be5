import { Parser } from 'htmlparser2';

const cells = new Set(['td', 'th']);
const blocks = new Set(['tr', 'p', 'div', 'li', 'br', 'h1', 'h2', 'h3', 'h4', 'fieldset', 'legend', 'table', 'option']);
const unseen = new Set(['script', 'style', 'head', 'title', 'select', 'template']);

/** Whether a paste is the source of a page and not its text. */
export function isHtml(text: string): boolean {
	return /<(table|tr|td|html|body|div|input)[\s>]/i.test(text);
}

/**
 * The text of an HTML page as a browser would copy it: a line per row or block, a tab between cells, and the value of a
 * form field where the page shows it in one. Nothing in it runs or is fetched; password fields are left out.
 */
export function htmlText(html: string): string {
	let text = '';
	let hidden = 0;
	/** Cells that are open. */
	let depth = 0;
	const write = (part: string) => {
		if (hidden === 0) text += part;
	};
	const line = () => {
		if (!/(^|\n)$/.test(text)) write('\n');
	};
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				if (unseen.has(name)) hidden += 1;
				else if (cells.has(name)) {
					if (!/(^|\n)$/.test(text)) write('\t');
				} else if (blocks.has(name)) {
					// A block inside a cell must not break the row.
					if (depth === 0 || name === 'tr') line();
				} else if (name === 'input' && /^(text|)$/i.test(attributes.type ?? '')) write(` ${attributes.value ?? ''} `);
				if (cells.has(name)) depth += 1;
			},
			ontext: (part) => write(part.replace(/\s+/g, ' ')),
			onclosetag(name) {
				if (unseen.has(name)) hidden = Math.max(0, hidden - 1);
				if (cells.has(name)) depth = Math.max(0, depth - 1);
				if (blocks.has(name) && depth === 0) line();
			},
		},
		{ decodeEntities: true },
	);
	parser.end(html);
	return text.replace(/ *([\t\n]) */g, '$1').trim();
}
