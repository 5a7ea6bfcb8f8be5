import { beforeEach, expect, test, vi } from 'vitest';
import { callNames } from '../../shared/contracts/call-names.ts';
import type { Envelope } from '../../shared/contracts/contracts.ts';
import { createGate } from './gate.ts';

const trusted = { senderFrame: { url: 'app://keyring/app/index.html' }, sender: 'window' };
const answer = vi.fn<() => Promise<Envelope<unknown>>>();
const report = vi.fn();
const gate = createGate({ isTrusted: (event) => event === trusted, answer, report, supportId: () => 'VK-1' });

beforeEach(() => {
	answer.mockReset();
	report.mockReset();
});

test('a stranger is refused on every call and no handler runs', async () => {
	for (const name of callNames) {
		for (const event of [
			{ senderFrame: null, sender: 'window' },
			{ ...trusted, senderFrame: { url: 'https://evil' } },
		]) {
			const envelope = await gate(name, event, {});
			expect(envelope).toEqual({ ok: false, error: { code: 'IPC_SENDER_REFUSED', params: {} } });
		}
	}
	expect(answer).not.toHaveBeenCalled();
});

test('an unknown field, a wrong type and an oversized request are refused on every call', async () => {
	for (const name of callNames) {
		for (const request of [{ surplus: 1 }, 'text', null, 7, [], undefined]) {
			const envelope = await gate(name, trusted, request);
			expect(envelope.ok ? 'ok' : envelope.error.code, `${name} ${JSON.stringify(request)}`).toBe('IPC_BAD_REQUEST');
		}
		const envelope = await gate(name, trusted, { text: 'x'.repeat(1024 * 1024) });
		expect(envelope.ok ? 'ok' : envelope.error.code, name).toBe('IPC_TOO_LARGE');
	}
	expect(answer).not.toHaveBeenCalled();
});

test('what has no JSON form is refused', async () => {
	const cycle: Record<string, unknown> = {};
	cycle.self = cycle;
	for (const request of [cycle, { big: 1n }]) {
		const envelope = await gate('vault.status', trusted, request);
		expect(envelope.ok ? 'ok' : envelope.error.code).toBe('IPC_BAD_REQUEST');
	}
});

test('a good request reaches the answering side and its answer comes back', async () => {
	answer.mockResolvedValue({ ok: true, value: { state: 'locked', waitSeconds: 0 } });
	expect(await gate('vault.status', trusted, {})).toEqual({ ok: true, value: { state: 'locked', waitSeconds: 0 } });
	expect(answer).toHaveBeenCalledOnce();
});

test('an answer that breaks its schema, and a handler that throws, become a defect without details', async () => {
	answer.mockResolvedValueOnce({ ok: true, value: { state: 'open', secret: 'P@ss' } });
	answer.mockRejectedValueOnce(new Error('/home/user/keyring.db: disk I/O error'));
	for (let i = 0; i < 2; i++) {
		const envelope = await gate('vault.status', trusted, {});
		expect(envelope).toEqual({
			ok: false,
			error: { code: 'INTERNAL_DEFECT', params: { supportId: 'VK-1' }, supportId: 'VK-1' },
		});
	}
	expect(report).toHaveBeenCalledTimes(2);
});
