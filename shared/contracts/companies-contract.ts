import { z } from 'zod';
import { call } from './contract.ts';

const line = z.string().max(300);

export const representative = z.strictObject({
	name: line,
	title: line,
	idType: z.enum(['cccd', 'cmnd', 'passport']),
	idNumber: z.string().max(30),
	/** YYYY-MM-DD or empty. */
	idDate: z.string().max(10),
	idPlace: line,
});

const company = z.strictObject({
	id: z.uuid(),
	/** Digits only, branch digits behind (10, 12 or 13). */
	taxCode: z.string(),
	name: z.string(),
	shortName: z.string(),
	address: z.string(),
	phone: z.string(),
	email: z.string(),
	/** Town written before the date of a letter, such as "Hải Phòng". */
	place: z.string(),
	representative,
});

export const companiesContract = {
	list: call(z.strictObject({}), z.array(company)),
	/** Creates without `id`, changes with it. */
	save: call(
		company.extend({
			taxCode: line,
			name: line,
			shortName: line,
			address: line,
			phone: line,
			email: line,
			place: line,
			id: z.uuid().optional(),
		}),
		company,
		{
			needs: 'unlocked',
			audited: true,
			errors: ['INPUT_FIELD', 'STORE_DUPLICATE', 'STORE_RECORD_MISSING'],
		},
	),
};

export type Company = z.infer<typeof company>;
export type CompanyDraft = z.infer<typeof companiesContract.save.request>;
