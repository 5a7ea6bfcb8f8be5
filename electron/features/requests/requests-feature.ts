import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { RequestDraft, RequestRow, requestsContract } from '../../../shared/contracts/requests-contract.ts';
import { type CancellationTarget, consequences } from '../../../shared/domain/account-life/cancellation.ts';
import {
	advance,
	earliestEnd,
	effectiveFrom,
	holding,
	isCancellation,
	isSettled,
	type RequestEvent,
	replay,
} from '../../../shared/domain/account-life/portal-request.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { tidy, tidyDate } from '../../../shared/domain/entry-text.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import { capture, Fault } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { Ending, Registered, RequestStore } from './request-store-port.ts';

/** Requests to customs: begun here, sent by the user on the portal, recorded here. */
export function createRequestsFeature({
	store,
	user,
	now,
}: {
	store: RequestStore;
	/** Account of the operating system. */
	user: string;
	now: () => number;
}): Handlers<typeof requestsContract> {
	const instant = () => new Date(now()).toISOString();
	async function found(id: string): Promise<RequestRow> {
		const request = await store.find(id);
		if (!request) throw new Fault('STORE_RECORD_MISSING', { what: 'request' });
		return request;
	}

	/** The name of what is to be cancelled, when it may be. */
	async function cancelled(draft: RequestDraft): Promise<string> {
		const { companyId, kind, subjectId, endsOn } = draft;
		const all = await store.registered(companyId);
		const label = labelOf(draft, all);
		if (endsOn < earliestEnd(now()))
			throw new Fault('INPUT_FIELD', { field: 'endsOn', detail: 'DATE_BEFORE_TOMORROW' });
		const open = (await store.list(companyId)).some(
			(one) => one.kind === kind && one.subjectId === subjectId && !isSettled(replay(kind, one.endsOn, one.events)),
		);
		if (open) throw new Fault('STORE_DUPLICATE', { what: 'request', value: label });
		const active = <Row extends Registered['users'][number] | Registered['terminals'][number]>(row: Row) => ({
			...row,
			active: ['active', 'awaiting-effect'].includes(validityState(row, instant())),
		});
		const target = kind === 'cancel-user-code' ? { kind, userCode: label } : { kind, id: subjectId };
		const { lastUser } = consequences(target as CancellationTarget, all.users.map(active), all.terminals.map(active));
		if (lastUser && !draft.lastUserConsent) {
			throw new Fault('INPUT_FIELD', { field: 'lastUserConsent', detail: 'VALUE_EMPTY' });
		}
		return label;
	}

	return {
		list: ({ companyId }) => capture(() => store.list(companyId)),

		create: (typed) =>
			capture(async () => {
				const { lastUserConsent: _asked, ...draft } = typed;
				const cancels = isCancellation(draft.kind);
				const endsOn = cancels ? tidyDate('endsOn', draft.endsOn) : '';
				const label = cancels ? await cancelled({ ...typed, endsOn }) : tidy(draft.label);
				const request = {
					...draft,
					id: newId(now()),
					subjectId: cancels ? draft.subjectId : '',
					label,
					endsOn,
					note: tidy(draft.note),
					createdAt: instant(),
					who: user,
					events: [],
				};
				await store.add(request);
				return request;
			}),

		record: ({ id, type, at: said, note }) =>
			capture(async () => {
				const request = await found(id);
				const at = new Date(said).toISOString();
				const kept = holding(request.events);
				const last = kept.at(-1);
				if (Date.parse(at) > now()) throw new Fault('INPUT_FIELD', { field: 'at', detail: 'AT_FUTURE' });
				const before = replay(request.kind, request.endsOn, kept);
				if (type === 'undone') {
					if (!last) throw new Fault('REQUEST_ORDER', { status: before.status });
				} else {
					if (!advance(before, { type, at: Date.parse(at) } as RequestEvent)) {
						throw new Fault('REQUEST_ORDER', { status: before.status });
					}
					if (last && at < last.at) throw new Fault('INPUT_FIELD', { field: 'at', detail: 'DATE_BEFORE_LAST' });
				}
				const event = { id: newId(now()), type, at, who: user, recordedAt: instant(), note: tidy(note) };
				await store.record(id, event, endingOf(request, { ...event, undone: last?.type }));
				return found(id);
			}),
	};
}

/** STORE_RECORD_MISSING {what} when the company has no such thing. */
function labelOf({ kind, subjectId }: RequestDraft, all: Registered): string {
	const [label, what] =
		kind === 'cancel-user-code'
			? [all.userCodes.find((one) => one.id === subjectId)?.code, 'userCode']
			: kind === 'cancel-terminal'
				? [all.terminals.find((one) => one.id === subjectId)?.terminalId, 'terminal']
				: [all.users.find((one) => one.id === subjectId)?.userId, 'parameterSet'];
	if (label === undefined) throw new Fault('STORE_RECORD_MISSING', { what: what ?? '' });
	return label;
}

/**
 * What an event ends. Approved after its day, a cancellation takes effect a day later: the subject is not offered from
 * the beginning of that day on, which is never too late.
 */
function endingOf(
	{ kind, subjectId, endsOn }: RequestRow,
	event: { type: RequestRow['events'][number]['type']; at: string; undone: string | undefined },
): Ending | null {
	if (!isCancellation(kind)) return null;
	if (event.type === 'undone' && event.undone === 'approved') return { kind, subjectId, endsOn: '' };
	if (event.type !== 'approved') return null;
	const from = effectiveFrom({ kind, endsOn, status: 'approved', approvedAt: Date.parse(event.at) });
	return { kind, subjectId, endsOn: dateInVietnam(new Date(from ?? 0).toISOString()) };
}
