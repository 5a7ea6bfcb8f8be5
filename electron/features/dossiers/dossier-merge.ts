import type { dossiersContract, Paper } from '../../../shared/contracts/dossiers-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { signedOriginals } from '../../../shared/domain/signed-attachments.ts';
import { Fault, ok, unwrap } from '../../../shared/result.ts';
import type { CompanyPictures } from './company-pictures.ts';
import type { DossierFiles } from './dossier-files.ts';
import type { DossierRecords } from './dossier-records.ts';
import { letterProblems, letterRequest, missingPapers, outputName, partsOf, stampOf } from './dossier-state.ts';
import type { Attachment, BuildLetter, DocumentPort } from './dossiers-port.ts';

export type DossierMerge = Handlers<Pick<typeof dossiersContract, 'merge' | 'cancelMerge'>>;

type Parts = {
	records: DossierRecords;
	files: DossierFiles;
	logos: CompanyPictures;
	buildLetter: BuildLetter;
	documents: DocumentPort;
	/** The bookmark of a paper in the merged file. */
	paperName: (paper: Paper) => string;
	/** Hears how far a merge is. */
	onMerging: (progress: { id: string; place: number; of: number }) => void;
};

/** Letter and papers become one PDF; a dossier on paper gets its letter alone, to be printed. */
export function createDossierMerge({ records, files, logos, documents, ...parts }: Parts): DossierMerge {
	const { timestamp, store, changing } = records;
	const merging = new Map<string, AbortController>();
	/** The pages as they are sent. */
	const pagesOf = (id: string, { id: own, name, reduced }: Attachment) => ({
		path: reduced?.inUse ? files.smallPages(id, own) : files.pages(id, own),
		name,
	});

	return {
		merge: ({ id, attachSigned = false }) =>
			changing(id, async (record) => {
				const { kind, state } = record;
				if (letterProblems(record).length > 0) throw new Fault('DOSSIER_STEP', { step: 'letter' });
				const missing = missingPapers(state);
				if (missing.length > 0) throw new Fault('DOSSIER_PAPER_MISSING', { papers: missing.join(', ') });
				const options = { preview: false, logo: await logos.bytesOf(record.companyId) };
				const letter = unwrap(await parts.buildLetter(letterRequest(kind, state.letter), options));
				if (routeOf(state.letter) !== 'email') {
					await files.write(id, 'merged', letter.pdf);
					const at = timestamp();
					const fileName = outputName(kind, state.letter, dateInVietnam(at));
					const merged = { fileName, pages: letter.pages, bytes: letter.pdf.byteLength, at };
					return store(record, { ...state, merged, savedPath: null });
				}
				const scans = partsOf(state.pages).map(({ attachmentId, rotation, paper, pageIndices }) => ({
					...pagesOf(id, state.attachments.find((one) => one.id === attachmentId)!),
					...(paper !== 'other' && { title: parts.paperName(paper) }),
					rotate: rotation,
					pages: pageIndices,
					attachSigned,
				}));
				await files.createFolder(id);
				const order = { letter: letter.pdf, parts: scans, output: files.own(id, 'merged') };
				const stop = new AbortController();
				merging.set(id, stop);
				const onFile = (place: number, of: number) => parts.onMerging({ id, place, of });
				const assembled = await documents.assemble(order, { onFile, signal: stop.signal });
				merging.delete(id);
				const { pages, bytes } = unwrap(assembled);
				const at = timestamp();
				const fileName = outputName(kind, state.letter, dateInVietnam(at));
				const originals = attachSigned ? signedOriginals(state).length : 0;
				const stamp = stampOf(state);
				// Its page may be gone.
				const place = stamp.place && stamp.place.page <= pages ? stamp.place : null;
				return store(record, {
					...state,
					stamp: { ...stamp, place },
					merged: { fileName, pages, bytes, at, originals },
				});
			}),

		// Not in its turn: it is for the act that has the turn.
		cancelMerge: async ({ id }) => {
			merging.get(id)?.abort();
			return ok(null);
		},
	};
}
