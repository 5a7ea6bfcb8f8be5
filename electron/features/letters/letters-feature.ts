import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { letterAddressee, type lettersContract, letterWording } from '../../../shared/contracts/letters-contract.ts';
import type { LetterWordings } from '../../../shared/domain/letter/compose-letter.ts';
import {
	type LetterKind,
	type LetterRequest,
	type LetterRoute,
	letterKinds,
} from '../../../shared/domain/letter/letter-request.ts';
import {
	checkAddressee,
	checkWording,
	type EditableAddressee,
	type EditableWording,
	letterCases,
	type OriginalWordings,
	sampleLetter,
	tidyAddressee,
	tidyWording,
	type WordingProblem,
} from '../../../shared/domain/letter/wording.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import { asWriteFault, writeBeside } from '../../platform/atomic-file.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';

const previewId = 'letter-wording-preview';
const addresseeKey = 'letter.addressee';
const keyOf = (kind: LetterKind) => `letter.wording.${kind}`;

/** The user's words with the SHA-256 of the original they were made from; null after a reset. */
const storedWording = z.strictObject({ value: letterWording, original: z.string() }).nullable();
const storedAddressee = z.strictObject({ value: letterAddressee, original: z.string() }).nullable();

export type LettersFeature = {
	handlers: Handlers<typeof lettersContract>;
	/** What letters are written with now. */
	wordings: () => Promise<LetterWordings>;
	/** Where they go now. */
	addressee: () => Promise<EditableAddressee>;
	/** In how many working days customs answers what came each way. */
	terms: () => Promise<Record<LetterRoute, number>>;
	/** The path behind a file id of the page. */
	resolveFile: (fileId: string) => string | undefined;
};

/** The words of letters and the address of customs. What the user wrote stays the user's when the original changes. */
export function createLettersFeature({
	originals,
	settings,
	buildLetter,
	folder,
}: {
	originals: OriginalWordings;
	settings: SettingRepository;
	/** The letter as a preview, missing values marked. */
	buildLetter: (
		request: LetterRequest,
		wordings: LetterWordings,
	) => Promise<Result<{ pdf: Uint8Array; pages: number }>>;
	/** Where previews lie. */
	folder: string;
}): LettersFeature {
	const previewFile = path.join(folder, `${previewId}.pdf`);

	const stored = async (key: string): Promise<unknown> => JSON.parse((await settings.get(key)) ?? 'null');

	const wordingOf = async (kind: LetterKind) => {
		const { source, date, ...original } = originals.kinds[kind];
		const cases = letterCases(kind, originals.common);
		const check = (wording: EditableWording) => checkWording(wording, original, cases, originals.common.asking);
		const own = storedWording.parse(await stored(keyOf(kind)));
		const state = stateOf(own, original, check);
		const wording = own && state !== 'unusable' ? own.value : original;
		return { kind, state, wording, own: own?.value ?? null, original, source, date, cases, check };
	};

	const addresseeOf = async () => {
		const { source, date, ...original } = originals.addressee;
		const own = storedAddressee.parse(await stored(addresseeKey));
		const state = stateOf(own, original, checkAddressee);
		const value = own && state !== 'unusable' ? own.value : original;
		return { state, value, own: own?.value ?? null, original, source, date };
	};

	const wordings = async (): Promise<LetterWordings> => {
		const kinds: LetterWordings['kinds'] = { ...originals.kinds };
		for (const kind of letterKinds) kinds[kind] = (await wordingOf(kind)).wording;
		return { ...originals, kinds, addressee: { ...originals.addressee, ...(await addresseeOf()).value } };
	};

	/** A wording fit to be used. Fault INPUT_FIELD. */
	const usable = async (kind: LetterKind, typed: EditableWording) => {
		const wording = tidyWording(typed);
		const known = await wordingOf(kind);
		refuse('wording', known.check(wording));
		return { wording, original: known.original };
	};

	const keep = (key: string, value: object, original: object) =>
		settings.set(key, same(value, original) ? 'null' : JSON.stringify({ value, original: hashOf(original) }));

	return {
		wordings,
		addressee: async () => (await addresseeOf()).value,
		terms: async () => {
			const { answerWorkingDays: email, answerWorkingDaysOnPaper: paper } = (await addresseeOf()).value;
			return { email, post: paper, hand: paper };
		},
		resolveFile: (fileId) => (fileId === previewId ? previewFile : undefined),

		handlers: {
			get: () =>
				capture(async () => {
					const kinds = await Promise.all(letterKinds.map(wordingOf));
					return {
						kinds: kinds.map(({ check: _, ...shown }) => shown),
						addressee: await addresseeOf(),
						asking: originals.common.asking,
					};
				}),

			saveWording: ({ kind, wording: typed }) =>
				capture(async () => {
					const { wording, original } = await usable(kind, typed);
					await keep(keyOf(kind), wording, original);
					return null;
				}),

			resetWording: ({ kind }) =>
				capture(async () => {
					await settings.set(keyOf(kind), 'null');
					return null;
				}),

			preview: ({ kind, wording: typed, sample }) =>
				capture(async () => {
					const { wording } = await usable(kind, typed);
					const request = sampleLetter(kind, sample, wording.reasons[0]);
					if (!request) throw new Fault('INPUT_FIELD', { field: 'kind', detail: 'KIND_UNKNOWN' });
					const now = await wordings();
					const { pdf, pages } = unwrap(
						await buildLetter(request, { ...now, kinds: { ...now.kinds, [kind]: wording } }),
					);
					await mkdir(folder, { recursive: true, mode: 0o700 }).catch((thrown) => {
						throw asWriteFault(thrown, previewFile, folder);
					});
					unwrap(await writeBeside(previewFile, (temp) => writeFile(temp, pdf)));
					return { fileId: previewId, pages };
				}),

			saveAddressee: (typed) =>
				capture(async () => {
					const value = tidyAddressee(typed);
					refuse('addressee', checkAddressee(value));
					await keep(addresseeKey, value, (await addresseeOf()).original);
					return null;
				}),

			resetAddressee: () =>
				capture(async () => {
					await settings.set(addresseeKey, 'null');
					return null;
				}),
		},
	};
}

function refuse(what: 'wording' | 'addressee', problems: readonly WordingProblem[]): void {
	const first = problems.find(({ severity }) => severity === 'error');
	if (first) throw new Fault('INPUT_FIELD', { field: what, detail: first.code });
}

function stateOf<T extends object>(
	own: { value: T; original: string } | null,
	original: T,
	check: (value: T) => WordingProblem[],
): 'original' | 'own' | 'outdated' | 'unusable' {
	if (!own) return 'original';
	// Another version of the application may fill in other values.
	if (check(own.value).some(({ severity }) => severity === 'error')) return 'unusable';
	return own.original === hashOf(original) ? 'own' : 'outdated';
}

/** Independent of the order of keys. */
function hashOf(value: object): string {
	return createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex');
}

function same(one: object, other: object): boolean {
	return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

function sorted(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
