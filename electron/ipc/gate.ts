import type { Call } from '../../shared/contracts/contract.ts';
import { type Envelope, findCall } from '../../shared/contracts/contracts.ts';
import type { ErrorCode, ErrorParams } from '../../shared/errors/codes.ts';

/** The part of Electron's event that says who calls. */
export type CallEvent = { senderFrame: { url: string } | null; sender: unknown };

export type GateOptions = {
	/** True only for the main frame of our window at our address. */
	isTrusted: (event: CallEvent) => boolean;
	/** Answers a call whose request has been checked. */
	answer: (name: string, call: Call, request: unknown) => Promise<Envelope<unknown>>;
	/** Told about defects; the page only gets the support id. */
	report: (supportId: string, thrown: unknown) => void;
	supportId: () => string;
};

/**
 * The one door between page and processes. Order: who calls, how large, is it a known call with exactly its fields;
 * then the answering side (which looks at the vault and writes the audit row), then the answer's own schema.
 */
export function createGate(options: GateOptions) {
	return async (name: string, event: CallEvent, request: unknown): Promise<Envelope<unknown>> => {
		if (!options.isTrusted(event)) return refusal('IPC_SENDER_REFUSED');
		const call = findCall(name);
		if (!call) return refusal('IPC_BAD_REQUEST', { field: name });
		const size = sizeOf(request);
		if (size === null) return refusal('IPC_BAD_REQUEST', { field: '' });
		if (size > call.maxBytes) return refusal('IPC_TOO_LARGE', { limit: call.maxBytes });
		const parsed = call.request.safeParse(request);
		if (!parsed.success) {
			return refusal('IPC_BAD_REQUEST', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
		}
		try {
			const envelope = await options.answer(name, call, parsed.data);
			return envelope.ok ? { ok: true, value: call.answer.parse(envelope.value) } : envelope;
		} catch (thrown) {
			const supportId = options.supportId();
			options.report(supportId, thrown);
			return { ok: false, error: { code: 'INTERNAL_DEFECT', params: { supportId }, supportId } };
		}
	};
}

function refusal(code: ErrorCode, params: ErrorParams = {}): Envelope<never> {
	return { ok: false, error: { code, params } };
}

/** Bytes of the JSON form; null for what has none (a cycle, a BigInt). */
function sizeOf(request: unknown): number | null {
	try {
		return Buffer.byteLength(JSON.stringify(request) ?? '');
	} catch {
		return null;
	}
}
