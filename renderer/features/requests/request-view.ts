import type { RequestEventRow, RequestRow } from '../../../shared/contracts/requests-contract.ts';
import {
	effectiveFrom,
	holding,
	nags,
	type PortalRequest,
	type RequestState,
	replay,
	requestState,
} from '../../../shared/domain/account-life/portal-request.ts';

/** A request as the screens show it at an instant. */
export type RequestView = {
	row: RequestRow;
	status: PortalRequest['status'];
	state: RequestState;
	/** When it takes or took effect (ISO); null before approval. */
	from: string | null;
	/** The events that hold, oldest first. */
	events: RequestEventRow[];
	/** Nothing is at customs yet. */
	unsent: boolean;
	/** Whole days since it was last touched. */
	idleDays: number;
};

/** `now` is an ISO instant. */
export function viewOf(row: RequestRow, now: string): RequestView {
	const request = replay(row.kind, row.endsOn, row.events);
	const from = effectiveFrom(request);
	const events = holding(row.events);
	const touched = Date.parse(events.at(-1)?.at ?? row.createdAt);
	return {
		row,
		status: request.status,
		state: requestState(request, Date.parse(now)),
		from: from === null ? null : new Date(from).toISOString(),
		events,
		unsent: nags(request),
		idleDays: Math.max(0, Math.floor((Date.parse(now) - touched) / 86_400_000)),
	};
}

/** The requests that ask for an act of the user: not sent, refused, or at customs without a recorded answer. */
export function isOpen({ status }: Pick<RequestView, 'status'>): boolean {
	return status !== 'approved' && status !== 'deleted';
}

/** Saved on the portal a day ago and still not sent: this is what is forgotten. */
export function isForgotten({ status, idleDays }: Pick<RequestView, 'status' | 'idleDays'>): boolean {
	return status === 'saved' && idleDays >= 1;
}
