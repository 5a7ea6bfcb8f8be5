import { z } from 'zod';
import { requestEventTypes, requestKinds } from '../domain/account-life/portal-request.ts';
import { call } from './contract.ts';
import { text } from './record-shapes.ts';

/** How the company signs (document of the declaration software's maker): said once, when it registers. */
export const signatureKinds = ['usb-token', 'smart-card', 'hsm', 'remote'] as const;

const event = z.strictObject({
	/** `undone`: the event before it had been recorded by mistake. */
	type: z.enum([...requestEventTypes, 'undone']),
	/** When it happened, as the user says (ISO). */
	at: z.string(),
	/** Account of the operating system of whoever recorded it, and when (ISO). */
	who: z.string(),
	recordedAt: z.string(),
	note: text,
});

/** A request to customs through the registration portal, as it was recorded; see `portal-request.ts`. */
const request = z.strictObject({
	id: z.uuid(),
	companyId: z.uuid(),
	kind: z.enum(requestKinds),
	/** Id of the User code, terminal or User ID to be cancelled; empty for the others. */
	subjectId: z.string().max(100),
	/** What the user calls it; stays when the subject is gone. */
	label: text,
	/** "Ngày hết hiệu lực" of a cancellation, YYYY-MM-DD; else empty. */
	endsOn: z.string().max(10),
	note: text,
	/** Of a registration; else empty. */
	signatureKind: z.enum([...signatureKinds, '']),
	createdAt: z.string(),
	who: z.string(),
	/** Oldest first. */
	events: z.array(event),
});

const created = request
	.pick({ companyId: true, kind: true, subjectId: true, label: true, endsOn: true, note: true, signatureKind: true })
	// Agreed that no active User ID is left.
	.extend({ lastUserConsent: z.boolean() });

const changes = { needs: 'unlocked', audited: true } as const;

export const requestsContract = {
	/** Of one company or of all, newest first. Readable while locked: no secret in it. */
	list: call(z.strictObject({ companyId: z.uuid().optional() }), z.array(request)),
	/**
	 * Begins a request. A cancellation takes its label from its subject, ends tomorrow at the earliest (INPUT_FIELD
	 * endsOn), is the only open one of its subject (STORE_DUPLICATE) and needs `lastUserConsent` when no active User ID
	 * is left (INPUT_FIELD lastUserConsent).
	 */
	create: call(created, request, { ...changes, errors: ['STORE_RECORD_MISSING', 'STORE_DUPLICATE', 'INPUT_FIELD'] }),
	/**
	 * Records what happened. An approved cancellation ends its subject on its day. INPUT_FIELD `at`: neither in the
	 * future nor before the event before it.
	 */
	record: call(
		z.strictObject({
			id: z.uuid(),
			type: event.shape.type,
			at: z.iso.datetime({ offset: true }),
			note: text,
		}),
		request,
		{ ...changes, errors: ['STORE_RECORD_MISSING', 'REQUEST_ORDER', 'INPUT_FIELD'] },
	),
};

export type RequestRow = z.infer<typeof request>;
export type RequestDraft = z.infer<typeof created>;
export type RequestEventRow = z.infer<typeof event>;
