import { z } from 'zod';
import { certificateChangeReasons } from '../domain/account-life/certificate-change.ts';
import { call } from './contract.ts';
import { certificate, text } from './record-shapes.ts';

const known = z.strictObject(certificate);

const place = z.strictObject({
	place: z.enum(['registration', 'user-id', 'single-window']),
	/** Id of the administrator account, the User ID or the account of the National Single Window. */
	id: z.uuid(),
	name: text,
	/** The serial stored for it. */
	serial: text,
	/** See `certificate-change.ts`. */
	state: z.enum(['to-do', 'done', 'foreign']),
	/** When it was ticked (ISO); null when it was not. */
	doneAt: z.string().nullable(),
});

/** A certificate being replaced: where the old one stands and what has been updated. */
const change = z.strictObject({
	id: z.uuid(),
	companyId: z.uuid(),
	reason: z.enum(certificateChangeReasons),
	oldTokenAtHand: z.boolean(),
	oldCertificate: known,
	/** Null until it is read. */
	newCertificate: known.nullable(),
	/** When the portal said "Thông tin đã cập nhật trước đó, không thể cập nhật lại" (ISO); null when it did not. */
	refusedAt: z.string().nullable(),
	/** In the order in which to update them. */
	places: z.array(place),
	startedAt: z.string(),
	closedAt: z.string().nullable(),
});

const id = z.uuid();
const changes = { needs: 'unlocked', audited: true } as const;

export const certificateChangesContract = {
	/** Open ones first, newest first. Readable while locked: no secret in it. */
	list: call(z.strictObject({ companyId: z.uuid().optional() }), z.array(change)),
	/** The open change of that certificate, begun when there is none. STORE_RECORD_MISSING: it stands nowhere. */
	start: call(
		change.pick({ companyId: true, reason: true, oldTokenAtHand: true }).extend({ oldSerial: text }),
		change,
		{ ...changes, errors: ['STORE_RECORD_MISSING'] },
	),
	/** INPUT_FIELD certificateSerial: empty, or the serial of the old one. */
	setNew: call(z.strictObject({ id, certificate: known }), change, {
		...changes,
		errors: ['STORE_RECORD_MISSING', 'INPUT_FIELD'],
	}),
	/** Says that the portal knows the new certificate there, which is then the stored one; `done` false takes it back. */
	tick: call(z.strictObject({ id, placeId: z.uuid(), done: z.boolean() }), change, {
		...changes,
		errors: ['STORE_RECORD_MISSING', 'INPUT_FIELD'],
	}),
	/** Whether the portal refused the update. */
	refuse: call(z.strictObject({ id, refused: z.boolean() }), change, { ...changes, errors: ['STORE_RECORD_MISSING'] }),
	close: call(z.strictObject({ id }), z.null(), { ...changes, errors: ['STORE_RECORD_MISSING'] }),
};

export type CertificateChange = z.infer<typeof change>;
export type KnownCertificate = z.infer<typeof known>;
