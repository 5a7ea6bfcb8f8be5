import { z } from 'zod';
import type { StampPlace } from '../domain/stamp-layout.ts';
import { call } from './contract.ts';

export const stampPlace = z.strictObject({
	page: z.number().int().min(1),
	x: z.number(),
	y: z.number(),
	width: z.number().positive(),
	height: z.number().positive(),
}) satisfies z.ZodType<StampPlace>;

/** How the signature is shown on paper. */
export const stampChoice = z.strictObject({
	/** Null for the automatic place: under the signer's title, or beside an earlier signature there. */
	place: stampPlace.nullable(),
	/** With the company's picture of seal or signature, when it has one. */
	picture: z.boolean(),
});

/** A picture of the company, re-encoded when it was taken in. */
const picture = z
	.strictObject({
		/** The page shows it from `app://keyring/files/<fileId>?<at>`. */
		fileId: z.string(),
		width: z.number().int(),
		height: z.number().int(),
		at: z.string(),
	})
	.nullable();

const company = z.strictObject({ companyId: z.uuid() });

const choose = call(company, picture, {
	answeredBy: 'main',
	needs: 'unlocked',
	audited: true,
	errors: [
		'STORE_RECORD_MISSING',
		'FILE_NOT_FOUND',
		'FILE_UNREADABLE',
		'FILE_TOO_LARGE',
		'FILE_TYPE_UNSUPPORTED',
		'FILE_WRITE_DENIED',
		'FILE_DISK_FULL',
		'IMAGE_UNREADABLE',
		'IMAGE_TOO_LARGE',
		'PDF_UNREADABLE',
		'PDF_TIMEOUT',
		'PDF_MEMORY',
	],
});
const remove = call(company, z.null(), { needs: 'unlocked', audited: true, errors: ['FILE_WRITE_DENIED'] });

/** Calls about the pictures of a company; part of `dossiers`, which alone use them. */
export const pictureCalls = {
	/** Seal or signature in the stamps. */
	seal: call(company, picture),
	/** The user picks a PNG or JPEG file; answers the old picture when cancelled. */
	chooseSeal: choose,
	removeSeal: remove,
	/** At the head of the letters. */
	logo: call(company, picture),
	chooseLogo: choose,
	removeLogo: remove,
};

export type CompanyPicture = NonNullable<z.infer<typeof picture>>;
export type StampChoice = z.infer<typeof stampChoice>;
