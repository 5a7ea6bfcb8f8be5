import { expect, test } from 'vitest';
import { serveTokens } from './serve-tokens.ts';

test('the token host overwrites the PIN it received, also when the module cannot be loaded', async () => {
	let receive: (message: unknown) => void = () => {};
	const answer = new Promise<unknown>((resolve) => {
		serveTokens({
			post: resolve,
			onMessage: (listener) => {
				receive = listener;
			},
		});
	});
	const pin = new TextEncoder().encode('12345678');
	const request = { module: '/nowhere/driver.so', slot: 0, certificateSha256: '', hash: 'sha256', scheme: 'pkcs1' };
	receive({ kind: 'call', id: 1, method: 'sign', params: { request, pin, allowFinalTry: false } });
	expect(await answer).toEqual({
		kind: 'answer',
		id: 1,
		value: { ok: false, error: { code: 'TOKEN_MODULE_NOT_FOUND', params: { module: 'driver.so' } } },
	});
	expect([...pin]).toEqual(Array(8).fill(0));
});
