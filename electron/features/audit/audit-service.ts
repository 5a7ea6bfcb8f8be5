import { capture, type Result } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import { createChainCheck, hashOf, nextRow } from './audit-chain.ts';
import type { AuditStore, KnownHead } from './audit-store-port.ts';

export type AuditLog = {
	/**
	 * Does `work` and leaves exactly one row for it. The intention is on disk before `work` starts: when it cannot be
	 * written, nothing happens; when the row cannot be, the answer of `work` does not leave and the next start writes it.
	 * The subject is the `id` of the request or else of the answer.
	 */
	record<T>(action: string, request: unknown, work: () => Promise<Result<T>>): Promise<Result<T>>;
	/** Writes the rows of acts that a crash cut short, outcome `interrupted`. Once, before anything else. */
	settleInterrupted(): Promise<Result<null>>;
	/** Checks the whole log; `firstBad` is the first counter that does not fit. MACs only while unlocked. */
	verify(): Promise<Result<AuditVerdict>>;
};

export type AuditVerdict = {
	entries: number;
	firstBad: number | null;
	macsChecked: boolean;
	/** With how many heads kept outside, in backups, the log was compared. */
	compared: number;
	/** The newest row. */
	head: KnownHead | null;
};

const page = 1000;

/** `now` in milliseconds since 1970, `elapsed` in milliseconds since the start; `key` null while locked. */
export function createAuditLog({
	store,
	key,
	user,
	now,
	elapsed,
	knownHeads = async () => [],
}: {
	store: AuditStore;
	key: () => Buffer | null;
	user: string;
	now: () => number;
	elapsed: () => number;
	/** Newest rows that the log once had, as backups remember them: a log that was cut or put back contradicts them. */
	knownHeads?: () => Promise<KnownHead[]>;
}): AuditLog {
	async function finish(begunId: string, action: string, subject: string, outcome: string): Promise<void> {
		const at = new Date(now()).toISOString();
		const entry = { at, elapsedMs: Math.round(elapsed()), user, action, subject, outcome };
		const macKey = key();
		await store.append(begunId, macKey !== null, (end) => nextRow(end, entry, macKey));
		macKey?.fill(0);
	}

	return {
		async record(action, request, work) {
			const act = { id: newId(now()), action, subject: idOf(request) };
			const begun = await capture(() => store.begin(act));
			if (!begun.ok) return begun;
			let result: Awaited<ReturnType<typeof work>>;
			try {
				result = await work();
			} catch (defect) {
				// The defect is what must be told; a row that cannot be written now is written at the next start.
				await capture(() => finish(act.id, action, act.subject, 'INTERNAL_DEFECT'));
				throw defect;
			}
			const subject = act.subject || (result.ok ? idOf(result.value) : '');
			const written = await capture(() => finish(act.id, action, subject, result.ok ? 'ok' : result.error.code));
			return written.ok ? result : written;
		},

		settleInterrupted: () =>
			capture(async () => {
				for (const { id, action, subject } of await store.begun()) await finish(id, action, subject, 'interrupted');
				return null;
			}),

		verify: () =>
			capture(async () => {
				const macKey = key();
				const check = createChainCheck(macKey);
				const heads = await knownHeads();
				const expected = new Map(heads.map(({ counter, hash }) => [counter, hash]));
				let entries = 0;
				let firstBad: number | null = null;
				let head: KnownHead | null = null;
				for (let at = 0; firstBad === null; ) {
					const rows = await store.after(at, page);
					// A long log must not keep other calls waiting.
					await new Promise(setImmediate);
					for (const row of rows) {
						firstBad ??= check.badCounter(row);
						const hash = expected.get(row.counter);
						if (hash !== undefined && hash !== hashOf(row).toString('hex')) firstBad ??= row.counter;
					}
					entries += rows.length;
					const last = rows.at(-1);
					if (!last) break;
					at = last.counter;
					head = { counter: at, hash: hashOf(last).toString('hex') };
				}
				firstBad ??= check.end(await store.head());
				if (firstBad === null && heads.some(({ counter }) => counter > (head?.counter ?? 0))) {
					firstBad = (head?.counter ?? 0) + 1;
				}
				macKey?.fill(0);
				return { entries, firstBad, macsChecked: macKey !== null, compared: heads.length, head };
			}),
	};
}

function idOf(value: unknown): string {
	return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : '';
}
