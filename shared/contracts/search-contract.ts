import { z } from 'zod';
import { errorHelp } from '../domain/error-codes/error-help.ts';
import { searchKinds } from '../domain/search/search-index.ts';
import { call } from './contract.ts';

const hit = z.strictObject({
	kind: z.enum(searchKinds),
	/** The record, or code and service of an error code. */
	id: z.string(),
	companyId: z.uuid().nullable(),
	title: z.string(),
	sub: z.string(),
});

export const searchContract = {
	/** The best hits of each kind. Nothing secret is searched: readable while locked. */
	find: call(
		z.strictObject({ query: z.string().max(200), language: z.enum(['vi', 'en']) }),
		z.array(z.strictObject({ kind: z.enum(searchKinds), hits: z.array(hit), more: z.boolean() })),
	),
};

export const helpContract = {
	/** Every VNACCS error code with its remedy. */
	list: call(z.strictObject({}), z.array(errorHelp)),
};

export type SearchHit = z.infer<typeof hit>;
