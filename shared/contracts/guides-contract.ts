import { z } from 'zod';
import { guideNames, portalNames } from '../domain/account-life/guides.ts';
import { call } from './contract.ts';

/** One carrying out of a guide, kept until it is closed: it survives a restart. */
const run = z.strictObject({
	id: z.uuid(),
	companyId: z.uuid(),
	guide: z.enum(guideNames),
	/** Id of the account or request it is about. */
	subject: z.string().max(100),
	/** ISO instant by id of a ticked step. */
	ticks: z.record(z.string().max(50), z.string()),
	/** The row of the password history whose value is to be typed on the page; null when there is none yet. */
	preparedId: z.uuid().nullable(),
	startedAt: z.string(),
});

const id = z.uuid();
const changes = { audited: true, errors: ['STORE_RECORD_MISSING'] } as const;

export const guidesContract = {
	/** The open runs, of one company or of all; newest first. */
	list: call(z.strictObject({ companyId: z.uuid().optional() }), z.array(run)),
	/** The open run of that guide and subject, begun anew when there is none. */
	start: call(run.pick({ companyId: true, guide: true, subject: true }), run, changes),
	/** `done` false takes the tick away. */
	tick: call(z.strictObject({ id, step: z.string().max(50), done: z.boolean() }), run, changes),
	/** Names the password that the run takes to the page. */
	attach: call(z.strictObject({ id, preparedId: z.uuid() }), run, { changes: true, errors: ['STORE_RECORD_MISSING'] }),
	close: call(z.strictObject({ id, outcome: z.enum(['done', 'dropped']) }), z.null(), changes),
	/** Opens a page of `resources/portals/portals.json` in the user's browser. */
	openPortal: call(z.strictObject({ portal: z.enum(portalNames) }), z.null(), {
		answeredBy: 'main',
		errors: ['PORTAL_NOT_OPENED'],
	}),
};

export type GuideRun = z.infer<typeof run>;
