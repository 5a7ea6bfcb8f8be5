import { searchFold } from '../search-fold.ts';

export const searchKinds = [
	'command',
	'company',
	'account',
	'terminal',
	'certificate',
	'dossier',
	'errorCode',
] as const;
export type SearchKind = (typeof searchKinds)[number];

export type SearchEntry = {
	kind: SearchKind;
	/** The record, the code or the command it leads to. */
	id: string;
	/** Null: belongs to no company. */
	companyId: string | null;
	title: string;
	sub: string;
	/** Further words it is found by, beside title and sub. */
	words: string;
};

export type SearchGroup = { kind: SearchKind; hits: SearchEntry[]; more: boolean };

/** All lines of one kind in one string: a scan of it is one call of the engine's own search. */
type Shelf = { kind: SearchKind; entries: SearchEntry[]; text: string; starts: Int32Array };

export type SearchIndex = { find(query: string, perKind: number): SearchGroup[] };

/**
 * Finds entries in which every word of the query occurs, folded: without Vietnamese marks, in any case, separators
 * inside numbers left out ("0201234567-001", "54:04:FF"). Hits where a word begins so come first (among the first 500), else the given order.
 */
export function createSearchIndex(entries: readonly SearchEntry[]): SearchIndex {
	const shelves = searchKinds.map((kind) =>
		shelf(
			kind,
			entries.filter((one) => one.kind === kind),
		),
	);
	return {
		find(query, perKind) {
			const words = queryWords(query);
			if (words.length === 0) return [];
			return shelves.flatMap((one) => {
				const found = search(one, words, perKind + 1);
				const hits = found.slice(0, perKind).map((place) => one.entries[place]!);
				return hits.length === 0 ? [] : [{ kind: one.kind, hits, more: found.length > perKind }];
			});
		},
	};
}

function shelf(kind: SearchKind, entries: SearchEntry[]): Shelf {
	const starts = new Int32Array(entries.length + 1);
	const lines: string[] = [];
	let length = 0;
	for (const [place, { title, sub, words }] of entries.entries()) {
		const line = ` ${joinNumbers(searchFold(`${title} ${sub} ${words}`).replace(/\s+/g, ' '))}\n`;
		starts[place] = length;
		length += line.length;
		lines.push(line);
	}
	starts[entries.length] = length;
	return { kind, entries, text: lines.join(''), starts };
}

function queryWords(query: string): string[] {
	const words = joinNumbers(searchFold(query)).split(/\s+/);
	// The longest word is the rarest: it is looked for, the others are checked where it stands.
	return [...new Set(words.filter((word) => word !== ''))].sort((one, other) => other.length - one.length);
}

/** `0201234567-001` and `54:04:ff` as one number each. */
function joinNumbers(folded: string): string {
	return folded.replace(/(?<=\d)[-.:](?=\d)|(?<=\b[\da-f]{2})[:-](?=[\da-f]{2})/g, '');
}

/** So many hits are looked at before the best are taken: a word of two letters is in every line. */
const mostLookedAt = 500;

/** Places of at most `limit` entries. */
function search({ text, starts }: Shelf, words: readonly string[], limit: number): number[] {
	const [first = '', ...others] = words;
	const beginning: number[] = [];
	const within: number[] = [];
	let at = text.indexOf(first);
	while (at >= 0 && beginning.length < limit && beginning.length + within.length < mostLookedAt) {
		const place = lineAt(starts, at);
		const end = starts[place + 1]!;
		const line = text.slice(starts[place], end);
		if (others.every((word) => line.includes(word))) {
			(line.includes(` ${first}`) ? beginning : within).push(place);
		}
		at = text.indexOf(first, end);
	}
	return [...beginning, ...within].slice(0, limit);
}

/** The line that holds a position of the text. */
function lineAt(starts: Int32Array, at: number): number {
	let low = 0;
	let high = starts.length - 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (starts[middle]! <= at) low = middle;
		else high = middle;
	}
	return low;
}
