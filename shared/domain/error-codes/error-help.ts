import { z } from 'zod';
import { searchFold } from '../search-fold.ts';

const texts = z.strictObject({ title: z.string(), meaning: z.string(), action: z.string() });

/** One code of VNACCS, of the declaration software or a literal message of the portal, with meaning and remedy. */
export const errorHelp = z.strictObject({
	/** `A0003`, or the message itself where the portal shows no code. */
	code: z.string().max(100),
	/** Empty: the same in every service. S0001 and U0001 mean different things per service. */
	service: z.string().max(40),
	/** The parameters it concerns, by their field names. */
	fields: z.array(z.string().max(40)),
	vi: texts,
	en: texts,
	source: z.string(),
});

export const errorHelpFile = z.strictObject({
	about: z.string(),
	reviewed: z.iso.date(),
	entries: z.array(errorHelp),
});

export type ErrorHelp = z.infer<typeof errorHelp>;

/**
 * What a code means in a service: the service's own entry, else the one for every service. Without `service` a code
 * that only single services have answers the first of them. Letter case, spaces and Vietnamese marks do not matter, and
 * a letter O among the digits counts as 0.
 */
export function findErrorHelp(
	entries: readonly ErrorHelp[],
	code: string,
	service?: string,
): { found: ErrorHelp; others: ErrorHelp[] } | undefined {
	const same = entries.filter((one) => plain(one.code) === plain(code));
	const own = service === undefined ? undefined : same.find((one) => fold(one.service) === fold(service));
	const found = own ?? same.find((one) => one.service === '') ?? (service === undefined ? same[0] : undefined);
	return found && { found, others: same.filter((one) => one !== found) };
}

/** The codes that concern one parameter. */
export function errorHelpFor(entries: readonly ErrorHelp[], field: string): ErrorHelp[] {
	return entries.filter((one) => one.fields.includes(field));
}

function plain(code: string): string {
	const text = fold(code);
	return /^[a-z][\do]+$/.test(text) ? text[0] + text.slice(1).replaceAll('o', '0') : text;
}

function fold(text: string): string {
	return searchFold(text).replace(/\s/g, '');
}
