/** Damage of the kinds that disks, mail programs and attackers do to a PDF; the same for the same numbers. */

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

type Mutation = (file: Buffer, random: () => number) => Buffer;

const pick = <T>(items: readonly T[], random: () => number): T => items[Math.floor(random() * items.length)]!;
const spot = (file: Buffer, random: () => number): number => Math.floor(random() * file.length);

const numbers = [
	'0',
	'1',
	'-1',
	'2',
	'3',
	'7',
	'255',
	'65535',
	'999999',
	'1000001',
	'2147483648',
	'99999999999',
	'1e9',
	'0.5',
	'.',
];

/** Replaces one of the places that `pattern` finds. */
function replaceOne(file: Buffer, pattern: RegExp, random: () => number, by: (found: string) => string): Buffer {
	const text = file.toString('latin1');
	const found = [...text.matchAll(pattern)];
	if (found.length === 0) return file;
	const { 0: old, index } = pick(found, random);
	return Buffer.from(text.slice(0, index) + by(old) + text.slice(index + old.length), 'latin1');
}

export const mutations: Record<string, Mutation> = {
	'byte flips': (file, random) => {
		const damaged = Buffer.from(file);
		for (let left = 1 + Math.floor(random() * 20); left > 0; left--)
			damaged[spot(file, random)]! ^= 1 << (random() * 8);
		return damaged;
	},
	'a cut end': (file, random) => file.subarray(0, spot(file, random)),
	'a cut beginning': (file, random) => file.subarray(Math.floor(random() * Math.min(200, file.length))),
	'a lost piece': (file, random) => {
		const at = spot(file, random);
		return Buffer.concat([file.subarray(0, at), file.subarray(at + Math.floor(random() * 300))]);
	},
	'a piece twice': (file, random) => {
		const at = spot(file, random);
		const piece = file.subarray(at, at + Math.floor(random() * 2000));
		return Buffer.concat([file.subarray(0, at), piece, file.subarray(at)]);
	},
	'NULs in place of a sector': (file, random) => {
		const at = Math.floor(spot(file, random) / 512) * 512;
		return Buffer.concat([file.subarray(0, at), Buffer.alloc(512), file.subarray(at + 512)]);
	},
	'another number': (file, random) => replaceOne(file, /\d+/g, random, () => pick(numbers, random)),
	'another count, length or size': (file, random) =>
		replaceOne(
			file,
			/\/(Count|Length|Size|N|First|Prev|XRefStm|Index ?\[|W ?\[|Columns|Predictor|P|V|R)\s*\d+/g,
			random,
			(old) => old.replace(/\d+$/, () => pick(numbers, random)),
		),
	'a reference to another object': (file, random) =>
		replaceOne(file, /\d+ 0 R/g, random, () => `${Math.floor(random() * 30)} 0 R`),
	'an object of another number': (file, random) =>
		replaceOne(file, /\d+ 0 obj/g, random, () => `${Math.floor(random() * 30)} 0 obj`),
	'another key': (file, random) =>
		replaceOne(file, /\/[A-Za-z]+/g, random, () =>
			pick(
				['/Kids', '/Parent', '/Length', '/Type', '/Contents', '/Annots', '/Filter', '/First', '/Next', '/AP', '/X'],
				random,
			),
		),
	'deep nesting': (file, random) => {
		const open = pick(['[', '<</A', '<</Kids[', '('], random);
		return replaceOne(file, /<<|\[/g, random, (old) => old + open.repeat(10 ** (1 + Math.floor(random() * 4))));
	},
	'another start of the table': (file, random) =>
		replaceOne(file, /startxref\s+\d+/g, random, () => `startxref\n${spot(file, random)}`),
	'a table that names itself as older': (file, random) =>
		replaceOne(file, /trailer\s*<</g, random, (old) => `${old}/Prev ${file.lastIndexOf('xref\n')} `),
	'other bytes in a stream': (file, random) => {
		const damaged = Buffer.from(file);
		const start = file.indexOf('stream', spot(file, random));
		if (start >= 0) for (let i = 0; i < 8; i++) damaged[Math.min(file.length - 1, start + 8 + i)] = random() * 256;
		return damaged;
	},
};

/** One to three kinds of damage, and their names. */
export function mutate(file: Buffer, random: () => number): { damaged: Buffer; how: string } {
	const names = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(Object.keys(mutations), random));
	return {
		damaged: names.reduce((now, name) => (now.length ? mutations[name]!(now, random) : now), file),
		how: names.join(' + '),
	};
}
