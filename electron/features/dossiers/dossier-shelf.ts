import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Dossier, DossierKind, dossiersContract } from '../../../shared/contracts/dossiers-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { trashDays } from '../../../shared/contracts/sending-contract.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { phaseOf } from '../../../shared/domain/sending/phase.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import { asWriteFault, isTemporary, writeBeside } from '../../platform/atomic-file.ts';
import { newId } from '../../platform/ids.ts';
import { copyContent, type DossierFiles } from './dossier-files.ts';
import type { DossierRecords } from './dossier-records.ts';
import { rowOf, sendingOf, stepOf, viewDossier } from './dossier-state.ts';
import type { DossierRecord, DossierRepository } from './dossiers-port.ts';

/** Words in the names of exported files. */
export type ExportNames = {
	kinds: Record<DossierKind, string>;
	/** Before the name of the signed file, the merged one, the mails, an original and an answer. */
	signed: string;
	merged: string;
	/** The letters that went on paper. */
	printed: string;
	request: string;
	reminder: string;
	originals: string;
	answers: string;
	/** `{version}` */
	version: string;
};

/** Runs the removal of a dossier and leaves its row in the log. */
export type AuditedRemoval = (id: string, work: () => Promise<Result<null>>) => Promise<Result<null>>;

type Calls = 'duplicate' | 'setArchived' | 'setTrashed' | 'purge';

export type DossierShelf = Handlers<Pick<typeof dossiersContract, Calls>> & {
	/** A new folder in `parent` with every file of the dossier under a readable name; complete or not at all. */
	exportTo: (id: string, parent: string) => Promise<Result<{ folder: string }>>;
	/** At a start: what lay in the trash too long goes for ever, and what was half-written when the PC fell. */
	tidyUp: (audited: AuditedRemoval) => Promise<Result<null>>;
};

/** The acts of the list: they change where a dossier lies, never what is in it. */
export function createDossierShelf({
	records,
	repository,
	files,
	exportNames,
	now,
}: {
	records: DossierRecords;
	repository: DossierRepository;
	files: DossierFiles;
	exportNames: ExportNames;
	now: () => number;
}): DossierShelf {
	const { working, store, note, outside, timestamp } = records;

	const copyOf = async (record: DossierRecord): Promise<Dossier> => {
		const { companyId, kind, state } = record;
		const at = timestamp();
		const id = newId(now());
		const used = state.attachments.filter((one) => state.pages.some((page) => page.attachmentId === one.id));
		await files.createFolder(id);
		// Before the record: a copy that was interrupted leaves files nobody names.
		const own = (await files.all(record.id)).filter((name) => used.some((one) => name.startsWith(`${one.id}.`)));
		for (const name of own) await copyWhole(files.path(record.id, name), files.path(id, name));
		const { introduction, ...typed } = state.letter;
		const letter = {
			...typed,
			...{ number: '', date: dateInVietnam(at) },
			...(introduction && { introduction: { ...introduction, number: '', validUntil: '' } }),
		};
		const fresh = { letter, attachments: used, pages: state.pages, merged: null, signed: null, savedPath: null };
		const copy = { id, companyId, kind, createdAt: at, updatedAt: at, state: fresh };
		const year = Number(dateInVietnam(at).slice(0, 4));
		return viewDossier(await repository.create(copy, year, stepOf({ ...copy, number: '' })));
	};

	return {
		duplicate: ({ id }) => working(id, copyOf),

		setArchived: ({ id, archived }) =>
			working(id, (record) => store(record, { ...record.state, archivedAt: archived ? timestamp() : null })),

		setTrashed: ({ id, trashed }) =>
			working(id, (record) => {
				if (trashed && phaseOf(rowOf(record)) === 'waiting') throw new Fault('DOSSIER_SENT');
				return store(record, { ...record.state, trashedAt: trashed ? timestamp() : null });
			}),

		purge: ({ id }) =>
			working(id, ({ state }) => {
				if (!state.trashedAt) throw new Fault('STORE_RECORD_MISSING', { what: 'dossier' });
				return remove(id);
			}),

		exportTo: (id, parent) =>
			working(id, async (record) => {
				const title = `${record.number} ${exportNames.kinds[record.kind]}`;
				const folder = await freeName(parent, title);
				const temp = path.join(parent, `.vnk-${newId(now())}.tmp`);
				await outside(record, temp, async () => {
					try {
						await mkdir(temp).catch((thrown) => {
							throw asWriteFault(thrown, folder, temp);
						});
						for (const [source, name] of await exported(record)) {
							const target = path.join(temp, name);
							await mkdir(path.dirname(target), { recursive: true });
							await copyWhole(source, target);
						}
						await rename(temp, folder);
					} finally {
						await rm(temp, { recursive: true, force: true });
					}
				});
				return { folder: path.basename(folder) };
			}),

		tidyUp: (audited) =>
			capture(async () => {
				await files.removeLeftovers();
				const before = new Date(now() - trashDays * 86_400_000).toISOString();
				for (const record of await repository.list(undefined)) {
					const { id, state } = record;
					const { unfinished, ...finished } = state;
					if (unfinished && isTemporary(unfinished) && (await isGone(unfinished))) await note(record, finished);
					if (!state.trashedAt || state.trashedAt > before) continue;
					await audited(id, () => capture(() => remove(id)));
				}
				return null;
			}),
	};

	/** Files first: an interrupted removal is done again at the next start. */
	async function remove(id: string): Promise<null> {
		await files.removeFolder(id);
		await repository.remove(id);
		return null;
	}

	/** Every file that is there, with its place in the exported folder. */
	async function exported({ id, state }: DossierRecord): Promise<[source: string, name: string][]> {
		const there = new Set(await files.all(id));
		const list: [string, string][] = [];
		const add = (own: string, ...name: string[]) => {
			if (there.has(own)) list.push([files.path(id, own), path.join(...name)]);
		};
		const { signed, merged, attachments } = state;
		const { answer, earlier } = sendingOf(state);
		if (signed) add('signed.pdf', `${exportNames.signed} ${signed.fileName}`);
		const made = routeOf(state.letter) === 'email' ? exportNames.merged : exportNames.printed;
		if (merged) add('merged.pdf', `${made} ${merged.fileName}`);
		add('request.eml', `${exportNames.request}.eml`);
		add('reminder.eml', `${exportNames.reminder}.eml`);
		const two = (place: number) => String(place + 1).padStart(2, '0');
		for (const [place, one] of attachments.entries()) {
			const original =
				[...there].find((own) => own.startsWith(`${one.id}.`) && !own.endsWith('.pdf')) ?? `${one.id}.pdf`;
			const kind = path.extname(original);
			const stem = path.basename(one.name, path.extname(one.name));
			add(original, exportNames.originals, fileSystemName(`${two(place)} ${stem}`) + kind);
		}
		const answers = [...earlier, { answer }].flatMap((round) => round.answer?.files ?? []);
		for (const [place, file] of answers.entries()) {
			const own = path.basename(await files.answer(id, file));
			add(own, exportNames.answers, fileSystemName(`${two(place)} ${file.name}`));
		}
		for (const round of earlier) {
			const name = exportNames.version.replace('{version}', String(round.version));
			const sent = round.signedAt === '' ? exportNames.printed : exportNames.signed;
			add(`signed-${round.version}.pdf`, name, `${sent} ${round.fileName}`);
		}
		return list;
	}
}

async function copyWhole(source: string, target: string): Promise<void> {
	unwrap(await writeBeside(target, (temp) => copyContent(source, temp)));
}

/** What no file system refuses; Windows is the strictest. */
function fileSystemName(name: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows refuses them in names
	return name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(0, 120);
}

/** `parent/title`, or `title (2)` and so on where that is taken. */
async function freeName(parent: string, title: string): Promise<string> {
	for (let number = 1; ; number++) {
		const place = path.join(parent, number === 1 ? title : `${title} (${number})`);
		const taken = await stat(place).then(
			() => true,
			(thrown: NodeJS.ErrnoException) => {
				if (thrown.code === 'ENOENT') return false;
				throw asWriteFault(thrown, place, place);
			},
		);
		if (!taken) return place;
	}
}

/** Removes what was half-written there. A drive that is not there, or says no, is asked again at the next start. */
function isGone(temp: string): Promise<boolean> {
	const removed = stat(path.dirname(temp)).then(() => rm(temp, { recursive: true, force: true }));
	return removed.then(
		() => true,
		() => false,
	);
}
