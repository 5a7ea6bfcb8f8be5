import { z } from 'zod';
import { pageNotes } from '../domain/scans/page-notes.ts';
import { call } from './contract.ts';

const seen = z.literal(true).optional();
const warning = z.strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

/** What the reader of the files saw on a page; see PageCheck. */
const pageCheck = z.strictObject({
	bytes: z.number().int().optional(),
	dpi: z.number().int().optional(),
	blank: seen,
	lying: seen,
	text: seen,
	print: z.string().max(200).optional(),
	sameAs: z.string().max(60).optional(),
});

/** What the user knows of and keeps all the same. */
export const acceptedNotes = z.array(z.enum(pageNotes)).max(pageNotes.length).optional();

export const attachment = z.strictObject({
	id: z.uuid(),
	/** Base name of the original file. */
	name: z.string(),
	pages: z.number().int(),
	/** Of the original file. */
	bytes: z.number().int(),
	/** Of its pages as they go into the dossier; absent in dossiers of earlier versions. */
	pageBytes: z.number().int().optional(),
	warnings: z.array(warning),
	/** One entry a page; absent where the file could not be looked at. */
	checks: z.array(pageCheck).optional(),
	/** A smaller copy of its pages; `flattened` are those that became pictures, from 0. */
	reduced: z
		.strictObject({ bytes: z.number().int(), inUse: z.boolean(), flattened: z.array(z.number().int()) })
		.optional(),
});

/** How strongly pictures are reduced. */
export const reductions = ['medium', 'strong'] as const;
export type ReductionLevel = (typeof reductions)[number];

/**
 * As finely as each level keeps pictures, in dots per inch: 200 is the scan standard of Nghị định 30/2020, 150 the least at
 * which print of 10 points is clear.
 */
export const reductionDpi: Record<ReductionLevel, number> = { medium: 200, strong: 150 };

const id = z.strictObject({ id: z.uuid() });
const writeErrors = ['STORE_RECORD_MISSING', 'DOSSIER_SIGNED', 'FILE_DISK_FULL', 'FILE_WRITE_DENIED'] as const;
const readErrors = ['PDF_UNREADABLE', 'PDF_TIMEOUT', 'PDF_MEMORY', 'PDF_CRASHED', 'FILE_NOT_FOUND'] as const;

/** The calls of step 2 beside files chosen and dropped. */
export function dossierScanCalls<D extends z.ZodType, A extends z.ZodType>(dossier: D, added: A) {
	return {
		/** The picture on the clipboard becomes a page; files copied there are added. */
		paste: call(id, added, {
			changes: true,
			answeredBy: 'main',
			errors: [...writeErrors, 'CLIPBOARD_EMPTY', 'IMAGE_TOO_LARGE'],
		}),
		/** Files of the scanner's folder, by their ids; gone ones are refused like unreadable ones. */
		addOffered: call(id.extend({ fileIds: z.array(z.uuid()).min(1).max(100) }), added, {
			changes: true,
			errors: writeErrors,
		}),
		/** Makes smaller copies of all files whose pages are used; nothing changes until `chooseReduced`. */
		reduce: call(id.extend({ level: z.enum(reductions) }), dossier, {
			changes: true,
			errors: [...writeErrors, ...readErrors],
		}),
		/** Puts the smaller copies in place of the pages, or the pages back. */
		chooseReduced: call(id.extend({ use: z.boolean() }), dossier, { changes: true, errors: writeErrors }),
		/** A page of the smaller copy becomes this picture (JPEG in base64, as the page was drawn): its text is lost. */
		flattenPage: call(
			id.extend({
				attachmentId: z.uuid(),
				pageIndex: z.number().int().nonnegative(),
				jpeg: z.base64().max(1_000_000),
			}),
			dossier,
			{ changes: true, maxBytes: 1_000_300, errors: [...writeErrors, ...readErrors, 'IMAGE_UNREADABLE'] },
		),
	};
}

const offered = z.strictObject({
	/** Name of the scanner's folder, or null where none is chosen; its path stays here. */
	folder: z.string().nullable(),
	/** The folder cannot be read now. */
	missing: z.boolean(),
	/** New files, newest last. */
	files: z.array(
		z.strictObject({
			id: z.uuid(),
			name: z.string(),
			bytes: z.number().int(),
			/** ISO instant. */
			modifiedAt: z.string(),
			/** Its size stands still; others are still being written. */
			ready: z.boolean(),
		}),
	),
});

/** The folder a scanner saves into. Only names, sizes and times are read there until the user takes a file. */
export const scansContract = {
	offered: call(z.strictObject({}), offered),
	/** The user picks the folder; unchanged when cancelled. */
	chooseFolder: call(z.strictObject({}), offered, { changes: true, answeredBy: 'main' }),
	forgetFolder: call(z.strictObject({}), offered, { changes: true }),
	/** These files are not offered again. */
	dismiss: call(z.strictObject({ ids: z.array(z.uuid()).max(100) }), offered, { changes: true }),
};

export type OfferedFiles = z.infer<typeof offered>;
