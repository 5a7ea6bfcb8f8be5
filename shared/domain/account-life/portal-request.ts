import { dateInVietnam } from '../dates.ts';

/**
 * A request to customs through the registration portal. "Ghi" only stores it there; customs sees it once it is sent
 * ("Đăng ký tới Hải quan"). What is approved takes effect a day later; a cancellation on its day, if that is later.
 */
export const requestKinds = [
	'registration',
	/** OE2102 "Sửa thông tin chung và người sử dụng". */
	'correction',
	'cancel-user-code',
	'cancel-terminal',
	'cancel-user-id',
] as const;
export type RequestKind = (typeof requestKinds)[number];

export type PortalRequest = {
	kind: RequestKind;
	status: 'draft' | 'saved' | 'sent' | 'approved' | 'rejected' | 'deleted';
	/** "Ngày hết hiệu lực" of a cancellation, YYYY-MM-DD; empty for the others. */
	endsOn: string;
	/** When customs approved it, milliseconds since 1970; null before. */
	approvedAt: number | null;
};

export type RequestEvent =
	/** "Ghi" on the portal. */
	| { type: 'saved' }
	/** Sent to customs, with "Hủy sau phê duyệt" or "Sửa sau phê duyệt" chosen. */
	| { type: 'sent' }
	| { type: 'approved'; at: number }
	| { type: 'rejected' }
	/** "Xóa" in "Tra cứu thông tin đăng ký", before it is sent. */
	| { type: 'deleted' }
	/** Corrected after a refusal: written anew. */
	| { type: 'reopened' };

export const requestEventTypes = ['saved', 'sent', 'approved', 'rejected', 'deleted', 'reopened'] as const;

const transitions: Record<PortalRequest['status'], Partial<Record<RequestEvent['type'], PortalRequest['status']>>> = {
	draft: { saved: 'saved', deleted: 'deleted' },
	saved: { sent: 'sent', deleted: 'deleted' },
	sent: { approved: 'approved', rejected: 'rejected' },
	approved: {},
	rejected: { reopened: 'draft' },
	deleted: {},
};

/** The request after an event; null when the event cannot happen to it. */
export function advance(request: PortalRequest, event: RequestEvent): PortalRequest | null {
	const status = transitions[request.status][event.type];
	if (status === undefined) return null;
	return { ...request, status, approvedAt: event.type === 'approved' ? event.at : null };
}

/** What was recorded of a request: an event, or that the event before it had been recorded by mistake. `at` is ISO. */
export type RecordedEvent = { type: RequestEvent['type'] | 'undone'; at: string };

/** The recorded events that hold: what was recorded by mistake is gone together with its correction. */
export function holding<Recorded extends RecordedEvent>(events: readonly Recorded[]): Recorded[] {
	const kept: Recorded[] = [];
	for (const event of events) {
		if (event.type === 'undone') kept.pop();
		else kept.push(event);
	}
	return kept;
}

/** The request as its recorded events, oldest first, have left it. */
export function replay(kind: RequestKind, endsOn: string, events: readonly RecordedEvent[]): PortalRequest {
	const begun: PortalRequest = { kind, endsOn, status: 'draft', approvedAt: null };
	return holding(events).reduce(
		(request, { type, at }) => advance(request, { type, at: Date.parse(at) } as RequestEvent) ?? request,
		begun,
	);
}

const day = 24 * 3_600_000;

/** When an approved request takes effect, milliseconds since 1970; null before approval. */
export function effectiveFrom({ kind, endsOn, approvedAt }: PortalRequest): number | null {
	if (approvedAt === null) return null;
	const approved = approvedAt + day;
	if (!isCancellation(kind) || endsOn === '') return approved;
	// Whether the named day itself still counts is not known: the safe reading is that it is over when the day begins (UTC+7).
	return Math.max(approved, Date.parse(`${endsOn}T00:00:00+07:00`));
}

export type RequestState = PortalRequest['status'] | 'awaiting-effect' | 'effective';

/** What the user sees at `now`: an approved request waits for its day first. */
export function requestState(request: PortalRequest, now: number): RequestState {
	if (request.status !== 'approved') return request.status;
	const from = effectiveFrom(request);
	return from !== null && from <= now ? 'effective' : 'awaiting-effect';
}

/** Saved on the portal and not sent: customs knows nothing of it, and it nags until it is sent or deleted. */
export function nags({ status }: Pick<PortalRequest, 'status'>): boolean {
	return status === 'draft' || status === 'saved';
}

export function isCancellation(kind: RequestKind): boolean {
	return kind.startsWith('cancel-');
}

/** Whether nothing more is to be recorded: approved, or taken back on the portal. */
export function isSettled({ status }: Pick<PortalRequest, 'status'>): boolean {
	return status === 'approved' || status === 'deleted';
}

/** The first day that can be written as "Ngày hết hiệu lực": tomorrow in Viet Nam, as YYYY-MM-DD. */
export function earliestEnd(now: number): string {
	return dateInVietnam(new Date(now + day).toISOString());
}
