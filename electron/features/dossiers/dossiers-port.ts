import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type {
	Dossier,
	DossierKind,
	DossierLetter,
	DossierPage,
	DossierStep,
	Paper,
} from '../../../shared/contracts/dossiers-contract.ts';
import type { Sending } from '../../../shared/contracts/sending-contract.ts';
import type { StampChoice } from '../../../shared/contracts/stamp-contract.ts';
import type { LetterRequest } from '../../../shared/domain/letter/letter-request.ts';
import type { PageCheck } from '../../../shared/domain/scans/page-notes.ts';
import type { StampPlace } from '../../../shared/domain/stamp-layout.ts';
import type { ErrorParams } from '../../../shared/errors/codes.ts';
import type { Result } from '../../../shared/result.ts';

export type Attachment = Dossier['attachments'][number];

/** What changes while a dossier is worked on; stored as one JSON value. */
export type DossierState = {
	letter: DossierLetter;
	attachments: Attachment[];
	pages: DossierPage[];
	/** On paper: the certified copies that lie ready. */
	copies?: Paper[];
	merged: Dossier['merged'];
	signed: Dossier['signed'];
	/** Dossiers of earlier versions have none. */
	stamp?: StampChoice;
	/** Where the user saved the signed file, or null. */
	savedPath: string | null;
	/** What is being written outside the data folder just now; after a power cut the next start removes it. */
	unfinished?: string;
	/** The step that was on screen, and the first unfinished one at that time. */
	place?: { on: DossierStep; at: DossierStep };
	/** Steps 5 and 6; absent while nothing of them is recorded. */
	sending?: Sending;
	/** ISO instants; absent or null where it is not so. */
	archivedAt?: string | null;
	trashedAt?: string | null;
};

export type DossierRecord = {
	id: string;
	companyId: string;
	/** HS-2026-001 */
	number: string;
	kind: DossierKind;
	createdAt: string;
	updatedAt: string;
	state: DossierState;
};

export interface DossierRepository {
	/** Newest first. */
	list(companyId: string | undefined): Promise<DossierRecord[]>;
	get(id: string): Promise<DossierRecord | undefined>;
	/** Gives the dossier the next number of `year`. Fault STORE_RECORD_MISSING when the company is not there. */
	create(dossier: Omit<DossierRecord, 'number'>, year: number, step: DossierStep): Promise<DossierRecord>;
	update(dossier: DossierRecord, step: DossierStep): Promise<void>;
	/** For ever; its number is not given again. */
	remove(id: string): Promise<void>;
}

export type Warning = { code: string; params: ErrorParams };

/** A file, or some of its pages (from 0), turned clockwise. */
export type DocumentPart = {
	path: string;
	name: string;
	/** Its bookmark; the name where it has none. */
	title?: string;
	pages?: readonly number[];
	rotate?: 0 | 90 | 180 | 270;
	password?: string;
	/** A signed PDF also goes in as it is. */
	attachSigned?: boolean;
	/** Its pictures no finer than so many dots per inch, as JPEG of a quality from 1 to 100. */
	reduce?: { dpi: number; quality: number };
};

type PagePlace = { path: string; index: number };
/** Pages of our PDFs, from 0, to be compared. */
export type PagePair = readonly [PagePlace, PagePlace];

/** Opening foreign PDFs and images; lives where it can be killed. */
export interface DocumentPort {
	/** What a file is by its content, not its name; refused when it cannot become part of a dossier. */
	inspect(
		path: string,
		password?: string,
	): Promise<Result<{ kind: string; bytes: number; pages: unknown[]; warnings: Warning[] }>>;
	/**
	 * Writes one PDF of the letter and all parts to `output`, complete or not at all. Images become pages of A4. `onFile` hears
	 * which of how many files is begun, from 1; after `signal` the answer is DOSSIER_MERGE_CANCELLED.
	 */
	assemble(
		order: { letter?: Uint8Array; parts: readonly DocumentPart[]; output: string },
		options?: { onFile?: (place: number, of: number) => void; signal?: AbortSignal },
	): Promise<Result<{ pages: number; bytes: number }>>;
	/** What can be seen of each page of a PDF of ours. */
	checkPages(path: string): Promise<Result<PageCheck[]>>;
	/** For each pair whether both pages show the same. */
	comparePages(pairs: readonly PagePair[]): Promise<Result<boolean[]>>;
	/** Makes a company's picture from a PNG or JPEG file and writes it to `output`, complete or not at all. */
	companyPicture(order: { path: string; use: PictureUse; output: string }): Promise<Result<null>>;
}

/** Seal or signature in stamps; the sign of the company at the head of letters. */
export type PictureUse = 'seal' | 'logo';

/** Where the stamp of a file goes when nobody places it. */
export type AutomaticStamp = (file: string) => Promise<Result<StampPlace>>;

/** The letter as PDF; a preview marks missing values, otherwise they are refused. */
export type BuildLetter = (
	request: LetterRequest,
	options: { preview: boolean; logo: Uint8Array | undefined },
) => Promise<Result<{ pdf: Uint8Array; pages: number }>>;

export interface CompanyLookup {
	get(id: string): Promise<Company | undefined>;
}
