import { expect, test } from 'vitest';
import type { SigningSettings } from '../../../shared/contracts/signing-contract.ts';
import { capture } from '../../../shared/result.ts';
import { readSigningSettings, saveSigningSettings } from './signing-settings.ts';

function empty() {
	const stored = new Map<string, string>();
	return {
		get: async (key: string) => stored.get(key),
		set: async (key: string, value: string) => void stored.set(key, value),
	};
}
const wanted: SigningSettings = { level: 'B-T', tsaUrl: ' https://tsa.vn/ts ', scheme: 'pss', network: true };

test('until somebody chooses, nothing leaves this computer', async () => {
	expect(await readSigningSettings(empty())).toEqual({ level: 'B-B', tsaUrl: '', scheme: 'pkcs1', network: false });
});

test('what was chosen is kept, blanks around the address gone', async () => {
	const settings = empty();
	expect(await saveSigningSettings(settings, wanted)).toEqual({ ...wanted, tsaUrl: 'https://tsa.vn/ts' });
	expect(await readSigningSettings(settings)).toEqual({ ...wanted, tsaUrl: 'https://tsa.vn/ts' });
});

test.each([
	['VALUE_EMPTY', '  '],
	['URL_INVALID', 'tsa.vn'],
	['URL_INVALID', 'file:///etc/passwd'],
	['URL_INVALID', 'https://name:secret@tsa.vn'],
])('%s: the address "%s" is refused and nothing kept', async (detail, tsaUrl) => {
	const settings = empty();
	expect(await capture(() => saveSigningSettings(settings, { ...wanted, tsaUrl }))).toEqual({
		ok: false,
		error: { code: 'INPUT_FIELD', params: { field: 'tsaUrl', detail } },
	});
	expect((await readSigningSettings(settings)).level).toBe('B-B');
});

test('at B-B the address may be missing', async () => {
	expect(await saveSigningSettings(empty(), { ...wanted, level: 'B-B', tsaUrl: '' })).toMatchObject({ tsaUrl: '' });
});
