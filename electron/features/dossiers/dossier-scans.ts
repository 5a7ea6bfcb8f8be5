import { rm, writeFile } from 'node:fs/promises';
import type { dossiersContract } from '../../../shared/contracts/dossiers-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { type ReductionLevel, reductionDpi } from '../../../shared/contracts/scans-contract.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { Fault, unwrap } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import { addAttachments, type Source } from './add-attachments.ts';
import type { DossierFiles } from './dossier-files.ts';
import type { DossierRecords } from './dossier-records.ts';
import type { Attachment, DocumentPort, DossierRecord, DossierState } from './dossiers-port.ts';

/** Files of the scanner's folder, by the ids the page knows. */
export type OfferedFilesPort = {
	pathsOf: (ids: readonly string[]) => string[];
	taken: (paths: readonly string[]) => Promise<void>;
};

type Calls = 'addPaths' | 'addProtected' | 'addOffered' | 'reduce' | 'chooseReduced' | 'flattenPage';
type Added = Handlers<Pick<typeof dossiersContract, 'addPaths'>>['addPaths'];

export type DossierScans = Handlers<Pick<typeof dossiersContract, Calls>> & {
	/** A picture of the clipboard as PNG; `name` with `{number}`. */
	addPicture: (request: { id: string; png: Uint8Array; name: string }) => ReturnType<Added>;
};

/** JPEG quality, 1 to 100. */
const qualityOf: Record<ReductionLevel, number> = { medium: 60, strong: 45 };

/** What is not at least a tenth smaller is not worth its loss. */
const worthwhile = 0.9;

/** How papers come into a dossier, and how their bytes become fewer. */
export function createDossierScans({
	records,
	files,
	documents,
	offered,
	now,
}: {
	records: DossierRecords;
	files: DossierFiles;
	documents: DocumentPort;
	offered: OfferedFilesPort;
	now: () => number;
}): DossierScans {
	const { changing, store } = records;
	const own = { files, documents, now };
	/** Files that wait for their password. */
	const locked = new Map<string, { dossierId: string; path: string }>();

	/** What is added, and what is to be told of the rest. */
	const add = async (record: DossierRecord, sources: readonly Source[]) => {
		const { state, refused } = await addAttachments(record, sources, own);
		const told = refused.map(({ path, name, error }) => {
			if (error.code !== 'PDF_PASSWORD_NEEDED') return { name, error };
			const protectedId = newId(now());
			locked.set(protectedId, { dossierId: record.id, path });
			return { name, error, protectedId };
		});
		return { dossier: await store(record, state), refused: told };
	};

	/** The state with other attachments; the merged file is of the former ones. */
	const withAttachments = (state: DossierState, change: (one: Attachment) => Attachment) => ({
		...state,
		attachments: state.attachments.map(change),
	});

	return {
		addPaths: ({ id, paths }) =>
			changing(id, (record) => {
				if (paths.length === 0) throw new Fault('DROP_EMPTY');
				return add(
					record,
					paths.map((path) => ({ path })),
				);
			}),

		addProtected: ({ id, protectedId, password }) =>
			changing(id, async (record) => {
				const waiting = locked.get(protectedId);
				if (waiting?.dossierId !== id) throw new Fault('STORE_RECORD_MISSING', { what: 'file' });
				const { state, refused } = await addAttachments(record, [{ path: waiting.path }], own, password);
				if (refused[0]) throw new Fault(refused[0].error.code as ErrorCode, refused[0].error.params);
				locked.delete(protectedId);
				return await store(record, state);
			}),

		addOffered: ({ id, fileIds }) =>
			changing(id, async (record) => {
				const paths = offered.pathsOf(fileIds);
				const added = await add(
					record,
					paths.map((path) => ({ path })),
				);
				// A refused one stays on offer: its name stands in the message.
				const names = new Set(added.refused.map(({ name }) => name));
				await offered.taken(paths.filter((path) => !names.has(path.normalize('NFC').split(/[\\/]/).at(-1) ?? '')));
				return added;
			}),

		addPicture: ({ id, png, name }) =>
			changing(id, async (record) => {
				await files.createFolder(id);
				const temp = files.temporary(id);
				try {
					await writeFile(temp, png);
					return await add(record, [{ path: temp, name: freeName(name, record.state.attachments) }]);
				} finally {
					await rm(temp, { force: true });
				}
			}),

		reduce: ({ id, level }) =>
			changing(id, async (record) => {
				const reduction = { dpi: reductionDpi[level], quality: qualityOf[level] };
				const made = new Map<string, number>();
				for (const { id: one, name, bytes, pageBytes = bytes } of used(record.state)) {
					const part = { path: files.pages(id, one), name, reduce: reduction };
					const small = unwrap(await documents.assemble({ parts: [part], output: files.smallPages(id, one) }));
					if (small.bytes < pageBytes * worthwhile) made.set(one, small.bytes);
				}
				const state = withAttachments(record.state, ({ reduced: _, ...one }) => {
					const bytes = made.get(one.id);
					return bytes === undefined ? one : { ...one, reduced: { bytes, inUse: false, flattened: [] } };
				});
				const wasInUse = record.state.attachments.some(({ reduced }) => reduced?.inUse);
				return store(record, wasInUse ? { ...state, merged: null } : state);
			}),

		chooseReduced: ({ id, use }) =>
			changing(id, (record) => {
				const state = withAttachments(record.state, (one) =>
					one.reduced ? { ...one, reduced: { ...one.reduced, inUse: use } } : one,
				);
				return store(record, { ...state, merged: null });
			}),

		flattenPage: ({ id, attachmentId, pageIndex, jpeg }) =>
			changing(id, async (record) => {
				const attachment = record.state.attachments.find((one) => one.id === attachmentId);
				if (!attachment || pageIndex >= attachment.pages) throw new Fault('STORE_RECORD_MISSING', { what: 'page' });
				const { name, reduced, pages } = attachment;
				const output = files.smallPages(id, attachmentId);
				const path = reduced ? output : files.pages(id, attachmentId);
				const temp = files.temporary(id);
				try {
					await writeFile(temp, Buffer.from(jpeg, 'base64'));
					const range = (from: number, to: number) => {
						const indices = Array.from({ length: to - from }, (_, i) => from + i);
						return indices.length > 0 ? [{ path, name, pages: indices }] : [];
					};
					const parts = [...range(0, pageIndex), { path: temp, name }, ...range(pageIndex + 1, pages)];
					// Written to a name of its own: the output may be one of the inputs.
					const next = files.temporary(id);
					const { bytes } = unwrap(await documents.assemble({ parts, output: next }));
					await files.moveInto(next, output);
					const flattened = [...new Set([...(reduced?.flattened ?? []), pageIndex])];
					const now = { bytes, inUse: reduced?.inUse ?? false, flattened };
					const state = withAttachments(record.state, (one) =>
						one.id === attachmentId ? { ...one, reduced: now } : one,
					);
					return await store(record, now.inUse ? { ...state, merged: null } : state);
				} finally {
					await rm(temp, { force: true });
				}
			}),
	};
}

function used({ attachments, pages }: DossierState): Attachment[] {
	return attachments.filter(({ id }) => pages.some(({ attachmentId }) => attachmentId === id));
}

/** `Ảnh dán 1`, with the first number that no file of the dossier has. */
function freeName(pattern: string, attachments: readonly Attachment[]): string {
	for (let number = 1; ; number++) {
		const name = pattern.replace('{number}', String(number)).normalize('NFC');
		if (!attachments.some((one) => one.name === name)) return name;
	}
}
