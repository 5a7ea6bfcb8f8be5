import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { DossierPage, dossiersContract, Paper } from '../../../shared/contracts/dossiers-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { routeOf, routesOf } from '../../../shared/domain/letter/letter-request.ts';
import { normalizeTaxCode } from '../../../shared/domain/tax-code.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import { refuseInputAsTarget, temporaryBeside, writeBeside } from '../../platform/atomic-file.ts';
import { newId } from '../../platform/ids.ts';
import type { SigningService } from '../signing/signing-service.ts';
import type { CompanyPictures } from './company-pictures.ts';
import { copyContent, type DossierFiles } from './dossier-files.ts';
import { createDossierMerge, type DossierMerge } from './dossier-merge.ts';
import { createDossierRecords, nfc } from './dossier-records.ts';
import { createDossierScans, type DossierScans, type OfferedFilesPort } from './dossier-scans.ts';
import { createDossierSending, type DossierSending, type MailParts } from './dossier-sending.ts';
import { createDossierShelf, type DossierShelf, type ExportNames } from './dossier-shelf.ts';
import { finalFile, letterRequest, newLetter, rowOf, stampOf, stepOf, viewDossier } from './dossier-state.ts';
import type {
	AutomaticStamp,
	BuildLetter,
	CompanyLookup,
	DocumentPort,
	DossierRecord,
	DossierRepository,
} from './dossiers-port.ts';

export type DossiersParts = {
	repository: DossierRepository;
	companies: CompanyLookup;
	files: DossierFiles;
	buildLetter: BuildLetter;
	documents: DocumentPort;
	/** The scanner's folder. */
	offered: OfferedFilesPort;
	seals: CompanyPictures;
	logos: CompanyPictures;
	automaticStamp: AutomaticStamp;
	signing: SigningService;
	/** The bookmark of a paper in the merged file. */
	paperName: (paper: Paper) => string;
	mail: MailParts;
	/** Names of what is exported. */
	exportNames: ExportNames;
	/** Hears how far a merge is. */
	onMerging: (progress: { id: string; place: number; of: number }) => void;
	/** Milliseconds since 1970. */
	now: () => number;
};

type Contract = typeof dossiersContract;
type StepCalls = 'keepPlace' | 'list' | 'get' | 'create' | 'saveLetter' | 'preview' | 'setPages';
type FileCalls = 'setCopies' | 'setStamp' | 'automaticStamp' | 'sign';
type PictureCalls = 'seal' | 'removeSeal' | 'logo' | 'removeLogo';
type AnsweredHere = Handlers<Pick<Contract, StepCalls | FileCalls | PictureCalls>>;

type Own = {
	setSeal: CompanyPictures['take'];
	setLogo: CompanyPictures['take'];
	/** Copies the file that is sent to a path the user chose. */
	saveTo: (id: string, target: string) => Promise<Result<null>>;
	/** The name to offer for a copy, and the file to show: the saved copy while it exists, else our own. */
	outputs: (id: string) => Promise<Result<{ fileName: string; shown: string }>>;
	/** The signed file in the data folder and the name it is known by. */
	signedFile: (id: string) => Promise<Result<{ fileName: string; path: string }>>;
	/** The file behind an id of the page. */
	resolveFile: (fileId: string) => string | undefined;
};

export type DossiersFeature = AnsweredHere & DossierMerge & DossierScans & DossierSending & DossierShelf & Own;

/**
 * A reset dossier from letter to signed file. Every change is stored at once; changes to one dossier run one after the
 * other. Any change before signing drops the merged file; after signing nothing changes but the stamp of a new signature.
 */
export function createDossiersFeature(parts: DossiersParts): DossiersFeature {
	const { repository, files, documents, seals, logos } = parts;
	const records = createDossierRecords(repository, parts.now);
	const { inTurn, timestamp, find, store, note, outside, working, changing } = records;

	return {
		list: ({ companyId }) => capture(async () => (await repository.list(companyId)).map(rowOf)),

		get: ({ id }) => capture(async () => viewDossier(await find(id))),

		keepPlace: ({ id, place }) =>
			working(id, async (record) => {
				await note(record, { ...record.state, place: { on: place, at: stepOf(record) } });
				return null;
			}),

		create: ({ companyId, kind, route = 'email' }) =>
			capture(async () => {
				if (!routesOf(kind).includes(route))
					throw new Fault('INPUT_FIELD', { field: 'route', detail: 'ROUTE_UNKNOWN' });
				const company = await parts.companies.get(companyId);
				if (!company) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
				const at = timestamp();
				const today = dateInVietnam(at);
				const letter = newLetter(kind, company, today, route);
				const state = { letter, attachments: [], pages: [], merged: null, signed: null, savedPath: null };
				const dossier = { id: newId(parts.now()), companyId, kind, createdAt: at, updatedAt: at, state };
				await files.createFolder(dossier.id);
				const step = stepOf({ ...dossier, number: '' });
				return viewDossier(await repository.create(dossier, Number(today.slice(0, 4)), step));
			}),

		saveLetter: ({ id, letter }) =>
			changing(id, (record) => {
				const typed = nfc(letter);
				const same = JSON.stringify(typed) === JSON.stringify(record.state.letter);
				return same
					? Promise.resolve(viewDossier(record))
					: store(record, { ...record.state, letter: typed, merged: null, savedPath: null });
			}),

		preview: ({ id, letter }) =>
			inTurn(`${id} preview`, () =>
				capture(async () => {
					const { kind, companyId } = await find(id);
					const options = { preview: true, logo: await logos.bytesOf(companyId) };
					const { pdf, pages } = unwrap(await parts.buildLetter(letterRequest(kind, nfc(letter)), options));
					await files.write(id, 'letter-preview', pdf);
					return { fileId: `${id}.letter-preview`, pages };
				}),
			),

		setPages: ({ id, pages }) =>
			changing(id, (record) => {
				for (const { attachmentId, pageIndex } of pages) {
					const attachment = record.state.attachments.find((one) => one.id === attachmentId);
					if (!attachment || pageIndex >= attachment.pages) throw new Fault('STORE_RECORD_MISSING', { what: 'page' });
				}
				// What is only accepted changes nothing in the file.
				const same = JSON.stringify(pages.map(shown)) === JSON.stringify(record.state.pages.map(shown));
				return store(record, { ...record.state, pages, merged: same ? record.state.merged : null });
			}),

		setCopies: ({ id, copies }) => changing(id, (record) => store(record, { ...record.state, copies })),

		setStamp: ({ id, stamp }) => working(id, (record) => store(record, { ...record.state, stamp })),

		automaticStamp: ({ id }) =>
			capture(async () => {
				const record = await find(id);
				if (!record.state.merged) throw new Fault('DOSSIER_STEP', { step: stepOf(record) });
				return unwrap(await parts.automaticStamp(files.own(id, 'merged')));
			}),

		seal: seals.find,
		setSeal: seals.take,
		removeSeal: seals.remove,
		logo: logos.find,
		setLogo: logos.take,
		removeLogo: logos.remove,

		sign: ({ id, stamp: shown, ...chosen }) =>
			working(id, async (record) => {
				const { number, state } = record;
				const step = stepOf(record);
				if (state.sending?.sentAt) throw new Fault('DOSSIER_SENT');
				if (!state.merged || (step !== 'sign' && !state.signed)) throw new Fault('DOSSIER_STEP', { step });
				const input = files.own(id, 'merged');
				if (!(await exists(input))) {
					if (state.signed) throw new Fault('FILE_NOT_FOUND', { file: state.merged.fileName });
					await store(record, { ...state, merged: null });
					throw new Fault('DOSSIER_STEP', { step: 'merge' });
				}
				const output = files.own(id, 'signed');
				// The letter speaks for this company, so its certificate has to be this company's.
				const taxCode = normalizeTaxCode(state.letter.company.taxCode);
				const { place, picture } = stampOf(state);
				const stamp = shown && { place, picture: picture ? await seals.pathOf(record.companyId) : undefined };
				const order = { ...chosen, dossierId: id, stamp, input, output, taxCode, about: number };
				const signed = unwrap(await parts.signing.sign(order));
				const bytes = await files.size(id, 'signed');
				const { fileName } = state.merged;
				// A copy saved before is of the older signature.
				return store(record, { ...state, signed: { fileName, bytes, ...signed }, savedPath: null });
			}),

		saveTo: (id, target) =>
			working(id, async (record) => {
				const source = files.own(id, finalOf(record).own);
				const copy = async (temp: string) => {
					await refuseInputAsTarget(target, [source]);
					await copyContent(source, temp);
				};
				const temp = temporaryBeside(target);
				await outside(record, temp, async () => unwrap(await writeBeside(target, copy, temp)));
				await store(record, { ...record.state, savedPath: path.resolve(target) });
				return null;
			}),

		outputs: (id) =>
			capture(async () => {
				const record = await find(id);
				const { savedPath } = record.state;
				const { fileName, own } = finalOf(record);
				const places = [...(savedPath === null ? [] : [savedPath]), files.own(id, own)];
				for (const shown of places) {
					if (await exists(shown)) return { fileName, shown };
				}
				throw new Fault('FILE_NOT_FOUND', { file: fileName });
			}),

		signedFile: (id) =>
			capture(async () => {
				const { signed } = (await find(id)).state;
				if (!signed) throw new Fault('DOSSIER_STEP', { step: 'sign' });
				return { fileName: signed.fileName, path: files.own(id, 'signed') };
			}),
		...createDossierMerge({ records, ...parts }),
		...createDossierScans({ records, files, documents, offered: parts.offered, now: parts.now }),
		...createDossierSending({ records, files, mail: parts.mail, now: parts.now }),
		...createDossierShelf({ records, repository, files, exportNames: parts.exportNames, now: parts.now }),

		resolveFile: (fileId) => seals.resolve(fileId) ?? logos.resolve(fileId) ?? files.resolve(fileId),
	};
}

/** Fault DOSSIER_STEP while there is none. */
function finalOf({ state }: DossierRecord): { fileName: string; own: 'merged' | 'signed' } {
	const file = finalFile(state);
	if (!file) throw new Fault('DOSSIER_STEP', { step: routeOf(state.letter) === 'email' ? 'sign' : 'print' });
	return file;
}

/** A page as the merged file shows it. */
function shown({ accepted: _, ...page }: DossierPage): Omit<DossierPage, 'accepted'> {
	return page;
}

async function exists(file: string): Promise<boolean> {
	return stat(file).then(
		() => true,
		() => false,
	);
}
