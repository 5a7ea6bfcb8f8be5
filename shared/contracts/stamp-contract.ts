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

/** The company's picture of seal or signature, re-encoded when it was taken in. */
const seal = z
	.strictObject({
		/** The page shows it from `app://keyring/files/<fileId>?<at>`. */
		fileId: z.string(),
		width: z.number().int(),
		height: z.number().int(),
		at: z.string(),
	})
	.nullable();

const company = z.strictObject({ companyId: z.uuid() });

/** Calls about the picture in the stamps of a company; part of `dossiers`, which alone use it. */
export const sealCalls = {
	seal: call(company, seal),
	/** The user picks a PNG or JPEG file; answers the old picture when cancelled. */
	chooseSeal: call(company, seal, {
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
	}),
	removeSeal: call(company, z.null(), { needs: 'unlocked', audited: true, errors: ['FILE_WRITE_DENIED'] }),
};

export type Seal = NonNullable<z.infer<typeof seal>>;
export type StampChoice = z.infer<typeof stampChoice>;
