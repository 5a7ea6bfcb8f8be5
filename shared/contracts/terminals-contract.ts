import { z } from 'zod';
import { call } from './contract.ts';
import { text, typedSecret, validity } from './record-shapes.ts';

/** Mã số máy trạm of a company, without its access key. Several User IDs may use one. */
const terminal = z.strictObject({
	id: z.uuid(),
	companyId: z.uuid(),
	/** Mã số máy trạm, 6 characters. */
	terminalId: text,
	/** Máy tính sử dụng: the PC that this terminal stands for. */
	computer: text,
	...validity,
	hasAccessKey: z.boolean(),
	updatedAt: z.string(),
});

export const terminalsContract = {
	/** Readable while locked: no secret in it. */
	list: call(z.strictObject({ companyId: z.uuid() }), z.array(terminal)),
	/** Creates without `id`, changes with it; content that breaks a rule of VNACCS is kept all the same. */
	save: call(
		terminal.omit({ hasAccessKey: true, updatedAt: true }).extend({ id: z.uuid().optional(), accessKey: typedSecret }),
		terminal,
		{ needs: 'unlocked', audited: true, errors: ['STORE_RECORD_MISSING', 'INPUT_FIELD'] },
	),
	/** The User IDs that used it have none then. */
	remove: call(z.strictObject({ id: z.uuid() }), z.null(), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING'],
	}),
};

export type TerminalRow = z.infer<typeof terminal>;
export type TerminalDraft = z.infer<typeof terminalsContract.save.request>;
