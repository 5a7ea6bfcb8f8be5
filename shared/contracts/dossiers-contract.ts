import { z } from 'zod';
import { type LetterKind, type LetterRoute, letterKinds, letterRoutes } from '../domain/letter/letter-request.ts';
import { call } from './contract.ts';
import { letter } from './dossier-letter-contract.ts';
import { acceptedNotes, attachment, dossierScanCalls } from './scans-contract.ts';
import { outcomes, sending, sendingCalls, shelfCalls } from './sending-contract.ts';
import { pictureCalls, stampChoice, stampPlace } from './stamp-contract.ts';

/** By e-mail all but `print`; on paper `letter`, `scans` (its certified copies), `print`, `track`. */
export const dossierSteps = ['letter', 'scans', 'merge', 'sign', 'mail', 'print', 'track'] as const;
const stepsOnPaper: readonly DossierStep[] = ['letter', 'scans', 'print', 'track'];
const stepsByMail: readonly DossierStep[] = dossierSteps.filter((step) => step !== 'print');

/** The steps of a way of sending, in their order. */
export function stepsOf(route: LetterRoute): readonly DossierStep[] {
	return route === 'email' ? stepsByMail : stepsOnPaper;
}

/** Kind of paper a page belongs to. */
export const papers = ['business-registration', 'tax-registration', 'representative-id', 'other'] as const;

const page = z.strictObject({
	/** The added file this page comes from. */
	attachmentId: z.uuid(),
	/** 0-based page of that file. */
	pageIndex: z.number().int().nonnegative(),
	/** Clockwise turn added by the user. */
	rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
	paper: z.enum(papers),
	accepted: acceptedNotes,
});

const warning = z.strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

const dossier = z.strictObject({
	id: z.uuid(),
	companyId: z.uuid(),
	/** HS-2026-001 */
	number: z.string(),
	kind: z.enum(letterKinds),
	/** The first step that is not finished. */
	step: z.enum(dossierSteps),
	/** The step to open it at: where the work was left. */
	place: z.enum(dossierSteps),
	letter,
	/** Problems of the letter; empty when it can be built. */
	letterProblems: z.array(z.strictObject({ field: z.string(), code: z.string() })),
	attachments: z.array(attachment),
	pages: z.array(page),
	/** On paper: the certified copies that lie ready. */
	copies: z.array(z.enum(papers)),
	/** Required papers that no page, on paper no copy, covers yet. */
	missingPapers: z.array(z.enum(papers)),
	merged: z
		.strictObject({
			fileName: z.string(),
			pages: z.number().int(),
			bytes: z.number().int(),
			at: z.string(),
			/** Signed originals attached inside the file. */
			originals: z.number().int().optional(),
		})
		.nullable(),
	signed: z
		.strictObject({
			fileName: z.string(),
			bytes: z.number().int(),
			at: z.string(),
			signer: z.string(),
			serial: z.string(),
			level: z.string(),
			warnings: z.array(warning),
		})
		.nullable(),
	stamp: stampChoice,
	/** Base name of the copy the user saved, or null. */
	savedAs: z.string().nullable(),
	sending,
	archivedAt: z.string().nullable(),
	trashedAt: z.string().nullable(),
	updatedAt: z.string(),
});

const added = z.strictObject({
	dossier,
	/** `protectedId`: the file opens with a password; `addProtected` takes both, until the application is closed. */
	refused: z.array(z.strictObject({ name: z.string(), error: warning, protectedId: z.uuid().optional() })),
});

const id = z.strictObject({ id: z.uuid() });

const changeErrors = ['STORE_RECORD_MISSING', 'DOSSIER_SIGNED', 'DOSSIER_SENT'] as const;

export const dossiersContract = {
	list: call(
		z.strictObject({ companyId: z.uuid().optional() }),
		z.array(
			dossier
				.pick({ id: true, companyId: true, number: true, kind: true, step: true, updatedAt: true })
				.extend({
					signedAt: z.string().nullable(),
					/** Number and sign of the letter as typed. */
					letterNumber: z.string(),
					route: z.enum(letterRoutes),
					version: z.number().int(),
					sentAt: z.string().nullable(),
					outcome: z.enum(outcomes).nullable(),
					/** When the new password or serial was entered. */
					enteredAt: z.string().nullable(),
				})
				.extend(dossier.pick({ archivedAt: true, trashedAt: true }).shape),
		),
	),
	get: call(id, dossier, { errors: ['STORE_RECORD_MISSING'] }),
	/** A new dossier, its letter filled from the company. */
	create: call(
		z.strictObject({ companyId: z.uuid(), kind: z.enum(letterKinds), route: z.enum(letterRoutes).optional() }),
		dossier,
		{ audited: true, errors: ['STORE_RECORD_MISSING', 'INPUT_FIELD'] },
	),
	/** The step on screen, for the next opening; no change of the dossier. */
	keepPlace: call(id.extend({ place: z.enum(dossierSteps) }), z.null(), { errors: ['STORE_RECORD_MISSING'] }),
	saveLetter: call(id.extend({ letter }), dossier, { changes: true, maxBytes: 64 * 1024, errors: changeErrors }),
	/**
	 * The real letter of what is typed, missing values marked. The page reads the bytes from
	 * `app://keyring/files/<fileId>`; a file id is valid until the next preview of the same dossier.
	 */
	preview: call(id.extend({ letter }), z.strictObject({ fileId: z.string(), pages: z.number().int() }), {
		maxBytes: 64 * 1024,
		errors: ['STORE_RECORD_MISSING'],
	}),
	/** The user picks files in a dialog of the system; one entry per refused file. */
	addFiles: call(id, added, { answeredBy: 'main', errors: changeErrors }),
	/**
	 * Files dropped on the window. Only the preload script calls it: it turns dropped files into paths,
	 * which never reach the page.
	 */
	addPaths: call(id.extend({ paths: z.array(z.string().max(4096)).max(100) }), added, {
		changes: true,
		maxBytes: 512 * 1024,
		errors: [...changeErrors, 'DROP_EMPTY'],
	}),
	/** A refused file with the password that opens it. The dossier keeps a copy without protection, the password nowhere. */
	addProtected: call(id.extend({ protectedId: z.uuid(), password: z.string().min(1).max(127) }), dossier, {
		changes: true,
		errors: [
			...changeErrors,
			'PDF_PASSWORD_INCORRECT',
			'PDF_UNREADABLE',
			'PDF_TOO_MANY_PAGES',
			'PDF_TIMEOUT',
			'PDF_MEMORY',
			'PDF_CRASHED',
			'FILE_NOT_FOUND',
			'FILE_DISK_FULL',
			'FILE_WRITE_DENIED',
		],
	}),
	...dossierScanCalls(dossier, added),
	/** Order, rotation, removal and kind of paper of all pages in one act (so undo is one act, too). */
	setPages: call(id.extend({ pages: z.array(page).max(500) }), dossier, {
		changes: true,
		maxBytes: 256 * 1024,
		errors: changeErrors,
	}),
	/** On paper: which certified copies lie ready. */
	setCopies: call(id.extend({ copies: z.array(z.enum(papers)).max(papers.length) }), dossier, {
		changes: true,
		errors: changeErrors,
	}),
	/** On paper: the letters to print, without papers. `attachSigned`: signed PDFs among the papers also go in as they came. How far it is comes as the event `merging`. */
	merge: call(id.extend({ attachSigned: z.boolean().optional() }), dossier, {
		audited: true,
		errors: [
			...changeErrors,
			'DOSSIER_STEP',
			'DOSSIER_PAPER_MISSING',
			'PDF_UNREADABLE',
			'PDF_TIMEOUT',
			'PDF_MEMORY',
			'PDF_CRASHED',
			'DOSSIER_MERGE_CANCELLED',
			'FILE_DISK_FULL',
			'FILE_WRITE_DENIED',
		],
	}),
	/** Stops `merge`, which then answers DOSSIER_MERGE_CANCELLED; nothing where none runs. */
	cancelMerge: call(id, z.null()),
	setStamp: call(id.extend({ stamp: stampChoice }), dossier, { changes: true, errors: ['STORE_RECORD_MISSING'] }),
	/** Where the stamp goes in the merged file when nobody places it. */
	automaticStamp: call(id, stampPlace, {
		errors: ['STORE_RECORD_MISSING', 'DOSSIER_STEP', 'FILE_NOT_FOUND', 'FILE_UNREADABLE', 'PDF_UNREADABLE'],
	}),
	...pictureCalls,
	/**
	 * Asks for the PIN in a window of its own, signs, verifies. A signed dossier is signed anew from the merged file: the
	 * old signed file stays until the new one takes its place.
	 */
	sign: call(
		id.extend({
			moduleId: z.string(),
			slot: z.number().int(),
			certificateSha256: z.string(),
			/** Show the signature on paper, as the dossier's `stamp` says. */
			stamp: z.boolean(),
		}),
		dossier,
		{
			needs: 'unlocked',
			audited: true,
			errors: [
				'STORE_RECORD_MISSING',
				'DOSSIER_STEP',
				'DOSSIER_SENT',
				'TOKEN_ABSENT',
				'TOKEN_NOT_RECOGNIZED',
				'TOKEN_MODULE_CHANGED',
				'TOKEN_REMOVED',
				'TOKEN_HOST_CRASHED',
				'TOKEN_TIMEOUT',
				'TOKEN_TIMEOUT_LOGIN',
				'TOKEN_CRASHED_LOGIN',
				'TOKEN_DRIVER_FAULT',
				'TOKEN_MECHANISM_UNSUPPORTED',
				'TOKEN_SESSION_STALE',
				'TOKEN_CANCELLED',
				'TOKEN_MEMORY',
				'TOKEN_MODULE_NOT_FOUND',
				'PIN_INCORRECT',
				'PIN_LOCKED',
				'PIN_EXPIRED',
				'PIN_LENGTH',
				'PIN_FINAL_TRY',
				'PIN_CANCELLED',
				'CERT_NOT_FOUND',
				'CERT_EXPIRED',
				'CERT_NOT_YET_VALID',
				'CERT_WRONG_TAX_CODE',
				'CERT_NO_PRIVATE_KEY',
				'CERT_KEY_USAGE',
				'CERT_WEAK_KEY',
				'CERT_CHANGED',
				'CERT_REVOKED',
				'P12_PASSWORD_INCORRECT',
				'SIGN_P12_UNSUPPORTED',
				'FILE_NOT_FOUND',
				'SIGN_OUTPUT_INVALID',
				'SIGN_NOT_ALLOWED',
				'SIGN_STAMP_PLACE',
				'FILE_NOT_FOUND',
				'IMAGE_UNREADABLE',
				'FILE_DISK_FULL',
				'FILE_WRITE_DENIED',
			],
		},
	),
	/** The user says where; answers the dossier, `savedAs` unchanged when cancelled. */
	saveAs: call(id, dossier, {
		answeredBy: 'main',
		audited: true,
		errors: [
			'STORE_RECORD_MISSING',
			'DOSSIER_STEP',
			'FILE_WRITE_DENIED',
			'FILE_DISK_FULL',
			'FILE_FOLDER_MISSING',
			'FILE_NOT_FOUND',
		],
	}),
	showInFolder: call(id, z.null(), {
		answeredBy: 'main',
		errors: ['STORE_RECORD_MISSING', 'DOSSIER_STEP', 'FILE_NOT_FOUND'],
	}),
	...sendingCalls(dossier),
	...shelfCalls(dossier),
};

export type Dossier = z.infer<typeof dossier>;
export type DossierRow = z.infer<typeof dossiersContract.list.answer>[number];
export type { DossierLetter, DossierLetterCertificate } from './dossier-letter-contract.ts';
export type DossierPage = z.infer<typeof page>;
export type DossierKind = LetterKind;
export type DossierStep = (typeof dossierSteps)[number];
export type Paper = (typeof papers)[number];
