import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeLetter, type LetterWordings, plain } from '../../../shared/domain/letter/compose-letter.ts';
import { letterKinds } from '../../../shared/domain/letter/letter-request.ts';
import { sampleRequest } from '../../../shared/domain/letter/letter-samples.ts';
import type { OriginalWordings } from '../../../shared/domain/letter/wording.ts';
import { ok, unwrap } from '../../../shared/result.ts';
import { createLettersFeature } from './letters-feature.ts';

const read = (name: string) =>
	JSON.parse(readFileSync(new URL(`../../../resources/letters/${name}.json`, import.meta.url), 'utf8'));
const shipped: OriginalWordings = {
	common: read('common'),
	addressee: read('addressee'),
	introduction: read('introduction'),
	kinds: Object.fromEntries(letterKinds.map((kind) => [kind, read(kind)])) as OriginalWordings['kinds'],
};
const kind = 'nsw-password';

let folder: string;
let kept: Map<string, string>;
let built: LetterWordings[];

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'vnk-letters-'));
	kept = new Map();
	built = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The feature on the same settings, with what came with some version of the application. */
const open = (originals = shipped) =>
	createLettersFeature({
		originals,
		settings: { get: async (key) => kept.get(key), set: async (key, value) => void kept.set(key, value) },
		buildLetter: async (request, wordings) => {
			built.push(wordings);
			return ok({ pdf: Buffer.from(composeLetter(request, wordings).body.map(plain).join('\n')), pages: 1 });
		},
		folder: path.join(folder, 'letters'),
	});
const shown = async (letters = open()) => unwrap(await letters.handlers.get({}));
const ofKind = async (letters = open()) => (await shown(letters)).kinds.find((one) => one.kind === kind)!;

const changed = async () => {
	const { wording } = await ofKind();
	return { ...wording, subject: 'đề nghị cấp lại mật khẩu', reasons: ['Đổi người'.normalize('NFD')] };
};

test('at first every kind and the address are as they came, with their sources', async () => {
	const { kinds, addressee } = await shown();
	expect(kinds.map((one) => one.kind)).toEqual([...letterKinds]);
	for (const one of kinds) {
		expect(one).toMatchObject({ state: 'original', source: shipped.kinds[one.kind].source });
		expect(one.wording).toEqual(one.original);
	}
	expect(addressee).toMatchObject({ state: 'original', source: shipped.addressee.source });
	expect((await open().wordings()).addressee).toMatchObject({ email: 'bophanhotro@customs.gov.vn' });
});

test('a changed wording is what letters are written with, also after a start, until it is reset', async () => {
	unwrap(await open().handlers.saveWording({ kind, wording: await changed() }));
	expect(await ofKind()).toMatchObject({ state: 'own', wording: { reasons: ['Đổi người'] } });
	const letter = composeLetter({ ...sampleRequest, kind }, await open().wordings());
	expect(plain(letter.subject)).toBe('V/v đề nghị cấp lại mật khẩu');
	expect((await open().wordings()).kinds['vnaccs-admin-password'].subject).toBe(
		shipped.kinds['vnaccs-admin-password'].subject,
	);
	unwrap(await open().handlers.resetWording({ kind }));
	expect(await ofKind()).toMatchObject({ state: 'original' });
	expect((await open().wordings()).kinds[kind].subject).toBe(shipped.kinds[kind].subject);
});

test('saving the original is no change of one’s own', async () => {
	const { original } = await ofKind();
	unwrap(await open().handlers.saveWording({ kind, wording: await changed() }));
	unwrap(await open().handlers.saveWording({ kind, wording: original }));
	expect(await ofKind()).toMatchObject({ state: 'original' });
});

test('a placeholder that does not exist is refused, and nothing is kept', async () => {
	const wording = { ...(await changed()), subject: 'đề nghị {công ty}' };
	expect(await open().handlers.saveWording({ kind, wording })).toEqual({
		ok: false,
		error: { code: 'INPUT_FIELD', params: { field: 'wording', detail: 'PLACEHOLDER_UNKNOWN' } },
	});
	expect(await open().handlers.preview({ kind, wording, sample: 'complete' })).toMatchObject({ ok: false });
	expect(kept.size).toBe(0);
});

test('when the original changes, the user’s copy stays and the difference is told until it is kept again', async () => {
	const wording = await changed();
	unwrap(await open().handlers.saveWording({ kind, wording }));
	const newer = {
		...shipped,
		kinds: { ...shipped.kinds, [kind]: { ...shipped.kinds[kind], subject: 'đề nghị khác', source: 'nguồn mới' } },
	};
	expect(await ofKind(open(newer))).toMatchObject({
		state: 'outdated',
		wording: { subject: wording.subject },
		original: { subject: 'đề nghị khác' },
		source: 'nguồn mới',
	});
	unwrap(await open(newer).handlers.saveWording({ kind, wording }));
	expect(await ofKind(open(newer))).toMatchObject({ state: 'own', wording: { subject: wording.subject } });
});

test('a newer source or date alone is no difference', async () => {
	unwrap(await open().handlers.saveWording({ kind, wording: await changed() }));
	const newer = { ...shipped, kinds: { ...shipped.kinds, [kind]: { ...shipped.kinds[kind], date: '2030-01-01' } } };
	expect(await ofKind(open(newer))).toMatchObject({ state: 'own', date: '2030-01-01' });
});

test('a copy that cannot be filled in any more is not used and says so', async () => {
	kept.set(
		`letter.wording.${kind}`,
		JSON.stringify({ value: { ...(await changed()), subject: 'đề nghị {company.gone}' }, original: '' }),
	);
	expect(await ofKind()).toMatchObject({ state: 'unusable', own: { subject: 'đề nghị {company.gone}' } });
	expect((await open().wordings()).kinds[kind].subject).toBe(shipped.kinds[kind].subject);
});

test('the preview is the letter of the typed wording and invented data', async () => {
	const letters = open();
	const wording = await changed();
	const { fileId, pages } = unwrap(await letters.handlers.preview({ kind, wording, sample: 'complete' }));
	expect(pages).toBe(1);
	expect(built[0]?.kinds[kind].subject).toBe(wording.subject);
	expect(readFileSync(letters.resolveFile(fileId)!, 'utf8')).toContain('Lý do đề nghị: Đổi người.');
	expect(letters.resolveFile('other')).toBeUndefined();
	expect(kept.size).toBe(0);
});

test('a changed address is where letters and mails go, until it is reset', async () => {
	const { value } = (await shown()).addressee;
	const address = { ...value, unit: 'Ban mới', email: 'moi@customs.gov.vn', answerWorkingDays: 4 };
	unwrap(await open().handlers.saveAddressee(address));
	expect((await shown()).addressee).toMatchObject({ state: 'own', value: address, original: value });
	expect(await open().addressee()).toMatchObject({ email: 'moi@customs.gov.vn' });
	expect(await open().terms()).toEqual({ email: 4, post: 5, hand: 5 });
	expect(composeLetter(sampleRequest, await open().wordings()).addressees).toEqual(['Cục Hải quan (Ban mới)']);
	expect(await open().handlers.saveAddressee({ ...address, email: 'moi' })).toMatchObject({
		error: { code: 'INPUT_FIELD', params: { field: 'addressee', detail: 'EMAIL_SHAPE' } },
	});
	unwrap(await open().handlers.resetAddressee({}));
	expect(await open().addressee()).toMatchObject(value);
});
