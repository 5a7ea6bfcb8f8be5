import { z } from 'zod';
import { call } from './contract.ts';

const id = z.uuid();
/** The text of a page or its source. */
const paste = z.string().max(300_000);

const change = z.strictObject({
	key: z.string(),
	kind: z.enum(['user', 'terminal']),
	code: z.string(),
	action: z.enum(['same', 'add', 'change', 'missing']),
	id: id.nullable(),
	stored: z.string(),
	pasted: z.string(),
	fields: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
	ticked: z.boolean(),
});

export const oe4002Contract = {
	/** Reads what was pasted and compares it with the company's records; nothing is written, no stored secret answered. */
	compare: call(
		z.strictObject({ companyId: id, text: paste }),
		z.strictObject({
			users: z.number().int(),
			terminals: z.number().int(),
			/** Serials that stand with no User ID. */
			certificates: z.array(z.string()),
			/** A tax code in the paste that is not the company's, or null. */
			otherTaxCode: z.string().nullable(),
			unknown: z.array(z.strictObject({ line: z.number().int(), text: z.string() })),
			changes: z.array(change),
		}),
		{ needs: 'unlocked', errors: ['STORE_RECORD_MISSING'], maxBytes: 1024 * 1024 },
	),
	/** Writes the chosen changes as one act; `id` is the company. */
	apply: call(
		z.strictObject({ id, text: paste, keys: z.array(z.string().max(40)).max(5000) }),
		z.strictObject({ written: z.number().int() }),
		{
			needs: 'unlocked',
			audited: true,
			errors: ['STORE_RECORD_MISSING', 'STORE_DUPLICATE'],
			maxBytes: 1024 * 1024,
		},
	),
	/** Takes the last `apply` back while nothing of it has changed since. */
	undo: call(z.strictObject({ id }), z.null(), {
		needs: 'unlocked',
		audited: true,
		errors: ['TRANSFER_GONE', 'TRANSFER_STALE', 'STORE_RECORD_MISSING', 'STORE_DUPLICATE'],
	}),
	/** ISO instant of the last comparison that was saved, or null. */
	get: call(z.strictObject({ companyId: id }), z.strictObject({ comparedAt: z.string().nullable() })),
};

export type Oe4002Comparison = z.infer<typeof oe4002Contract.compare.answer>;
export type Oe4002Change = z.infer<typeof change>;
