import type { z } from 'zod';
import type { Call } from '../../shared/contracts/contract.ts';
import { type Contracts, type Envelope, type FeatureName, findCall } from '../../shared/contracts/contracts.ts';
import type { Handlers } from '../../shared/contracts/handlers.ts';
import { capture, fail, type Result } from '../../shared/result.ts';
import type { AuditLog } from '../features/audit/audit-service.ts';
import { newSupportId } from '../platform/ids.ts';

/** What the core answers; the calls of the main process are missing. */
export type Features = { [F in FeatureName]?: Partial<Handlers<Contracts[F]>> };

/** A defect of ours, fit for a report: no message, because a message may carry what the user typed. */
export type DefectReport = { supportId: string; call: string; name: string; frames: string[] };

/** Calls that only main makes, by full name; see `coreContract`. */
export type InternalCalls = Record<string, { call: Call; handler: AnyHandler }>;

export type Dispatch = (name: string, request: unknown) => Promise<Envelope<unknown>>;

/**
 * The core's side of the border. Answers every call by its contract: request and answer fit their schemas, what needs
 * an open vault is refused without, what is audited leaves exactly one row, a defect leaves only its support id.
 */
export function createDispatcher({
	features,
	internal = {},
	isUnlocked,
	audit,
	report,
}: {
	features: Features;
	internal?: InternalCalls;
	isUnlocked: () => boolean;
	audit: Pick<AuditLog, 'record'>;
	report: (defect: DefectReport) => void;
}): Dispatch {
	async function answer(name: string, call: Call, handler: AnyHandler, request: unknown): Promise<Result<unknown>> {
		const parsed = call.request.safeParse(request);
		const work = async (): Promise<Result<unknown>> => {
			if (!parsed.success) return fail('IPC_BAD_REQUEST', { field: fieldOf(parsed.error) });
			if (call.needs === 'unlocked' && !isUnlocked()) return fail('VAULT_LOCKED');
			const result = await handler(parsed.data);
			if (!result.ok) return result;
			const checked = call.answer.safeParse(result.value);
			if (!checked.success) throw new AnswerMismatch(fieldOf(checked.error));
			return { ok: true, value: checked.data };
		};
		if (!call.audited) return work();
		const subject = parsed.success ? parsed.data : null;
		if (name !== 'vault.lock') return audit.record(name, subject, work);
		// A full disk must not keep the vault open: locking comes first.
		const locking = work();
		await Promise.allSettled([locking]);
		return audit.record(name, subject, () => locking);
	}

	return async (name, request) => {
		const own = Object.hasOwn(internal, name) ? internal[name] : undefined;
		const call = own?.call ?? findCall(name);
		if (call?.answeredBy !== 'core') return fail('IPC_BAD_REQUEST', { field: 'name' });
		try {
			const handler = own?.handler ?? findHandler(features, name);
			const result = await capture(() => answer(name, call, handler, request));
			return result.ok ? result.value : result;
		} catch (thrown) {
			const supportId = newSupportId();
			report({ supportId, call: name, ...describe(thrown) });
			return { ok: false, error: { code: 'INTERNAL_DEFECT', params: { supportId }, supportId } };
		}
	};
}

/** An answer of ours that its own contract does not allow; the name says which field. */
class AnswerMismatch extends Error {
	constructor(field: string) {
		super();
		this.name = `AnswerMismatch ${field}`;
	}
}

type AnyHandler = (request: unknown) => Promise<Result<unknown>>;

function findHandler(features: Features, name: string): AnyHandler {
	const [feature, method] = name.split('.') as [FeatureName, string];
	// The request has passed the schema of the same contract that typed the handler.
	const handler = (features[feature] as Record<string, AnyHandler> | undefined)?.[method];
	if (!handler) throw new Error(`${name} has no handler.`);
	return handler;
}

/** The first field that does not fit: its path, or the name of one that should not be there. */
function fieldOf(error: z.ZodError): string {
	const issue = error.issues[0];
	const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
	return path.map(String).join('.').slice(0, 100);
}

/** Name and stack frames; the message is cut out of the stack, where V8 repeats it. */
function describe(thrown: unknown): { name: string; frames: string[] } {
	if (!(thrown instanceof Error)) return { name: typeof thrown, frames: [] };
	const stack = thrown.stack ?? '';
	const behindMessage = stack.slice(stack.indexOf(thrown.message) + thrown.message.length);
	const frames = behindMessage.split('\n').filter((line) => /^\s+at /.test(line));
	return { name: thrown.name, frames: frames.map((line) => line.trim()) };
}
