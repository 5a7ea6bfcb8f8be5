import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DraftKind } from '../../../shared/contracts/sending-contract.ts';
import { Fault, unwrap } from '../../../shared/result.ts';
import { asWriteFault, isTemporary, writeBeside } from '../../platform/atomic-file.ts';
import { asReadFault } from '../../platform/read-fault.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const fileIdPattern = new RegExp(`^(${uuid})\\.(letter-preview|merged|signed|signed-\\d{1,4}|${uuid}(?:\\.small)?)$`);

const largestAnswerBytes = 50 * 1024 * 1024;

export type OwnFile = 'letter-preview' | 'merged' | 'signed';

/**
 * The files of all dossiers: `<root>/<dossier>/<attachment>.<ext>` the original as it came, `<attachment>.pdf` its pages,
 * and the files made here. A file is in place before the record says so, so an interrupted act leaves at worst a file
 * nobody names.
 */
export class DossierFiles {
	readonly #root: string;

	constructor(root: string) {
		this.#root = root;
	}

	own(dossierId: string, name: OwnFile): string {
		return path.join(this.#root, dossierId, `${name}.pdf`);
	}

	/** The pages of an attachment as PDF. */
	pages(dossierId: string, attachmentId: string): string {
		return path.join(this.#root, dossierId, `${attachmentId}.pdf`);
	}

	/** The same pages in fewer bytes. */
	smallPages(dossierId: string, attachmentId: string): string {
		return path.join(this.#root, dossierId, `${attachmentId}.small.pdf`);
	}

	/** A file of our own that lasts as long as one act; `removeLeftovers` takes what an interrupted one left. */
	temporary(dossierId: string): string {
		return path.join(this.#root, dossierId, `.vnk-${randomUUID()}.tmp`);
	}

	/** Puts a finished temporary file in the place of `target`. */
	async moveInto(temporary: string, target: string): Promise<void> {
		await rename(temporary, target).catch((thrown) => {
			throw asWriteFault(thrown, target, temporary);
		});
	}

	/** Also brings back a folder somebody has removed. */
	async createFolder(dossierId: string): Promise<void> {
		const folder = path.join(this.#root, dossierId);
		try {
			await mkdir(folder, { recursive: true, mode: 0o700 });
		} catch (thrown) {
			const code = (thrown as NodeJS.ErrnoException).code;
			if (code === 'ENOSPC' || code === 'EDQUOT') throw new Fault('FILE_DISK_FULL', { file: folder }, thrown);
			if (code !== undefined) throw new Fault('FILE_WRITE_DENIED', { file: folder }, thrown);
			throw thrown;
		}
	}

	/** A mail of ours, not sent. */
	draft(dossierId: string, what: DraftKind): string {
		return path.join(this.#root, dossierId, `${what}.eml`);
	}

	/** What was signed, or printed and sent, before the dossier was opened again. */
	version(dossierId: string, version: number): string {
		return path.join(this.#root, dossierId, `signed-${version}.pdf`);
	}

	/** Keeps the file that was sent under its version. */
	async keepVersion(dossierId: string, version: number, sent: OwnFile): Promise<void> {
		unwrap(await writeBeside(this.version(dossierId, version), (temp) => copyContent(this.own(dossierId, sent), temp)));
	}

	/** Copies a file customs sent; answers its bytes. Fault FILE_TOO_LARGE. */
	async keepAnswer(dossierId: string, fileId: string, source: string): Promise<number> {
		const name = path.basename(source).normalize('NFC');
		const { size } = await stat(source).catch((thrown: unknown) => {
			throw asReadFault(thrown, name);
		});
		if (size > largestAnswerBytes)
			throw new Fault('FILE_TOO_LARGE', { file: name, limitMb: largestAnswerBytes / 1024 ** 2 });
		await this.createFolder(dossierId);
		const target = this.#answer(dossierId, { id: fileId, name });
		unwrap(await writeBeside(target, (temp) => copyContent(source, temp)));
		return size;
	}

	/** The path of a kept answer. Fault FILE_NOT_FOUND. */
	async answer(dossierId: string, file: { id: string; name: string }): Promise<string> {
		const place = this.#answer(dossierId, file);
		await stat(place).catch((thrown: unknown) => {
			throw asReadFault(thrown, file.name);
		});
		return place;
	}

	/** Only the kind of file stays of the foreign name. */
	#answer(dossierId: string, { id, name }: { id: string; name: string }): string {
		const extension = /\.[a-z0-9]{1,8}$/.exec(name.toLowerCase())?.[0] ?? '';
		return path.join(this.#root, dossierId, `answer-${id}${extension}`);
	}

	/** Everything of one dossier, for copying and exporting; names inside its folder. */
	async all(dossierId: string): Promise<string[]> {
		return readdir(path.join(this.#root, dossierId));
	}

	path(dossierId: string, name: string): string {
		return path.join(this.#root, dossierId, name);
	}

	async removeFolder(dossierId: string): Promise<void> {
		const folder = path.join(this.#root, dossierId);
		await rm(folder, { recursive: true, force: true }).catch((thrown) => {
			throw asWriteFault(thrown, folder, folder);
		});
	}

	/** What an interrupted act left half-written. */
	async removeLeftovers(): Promise<void> {
		const found = await readdir(this.#root, { recursive: true }).catch((thrown: NodeJS.ErrnoException) => {
			if (thrown.code === 'ENOENT') return [];
			throw asReadFault(thrown, path.basename(this.#root));
		});
		const left = found.filter(isTemporary);
		await Promise.all(left.map((name) => rm(path.join(this.#root, name), { force: true })));
	}

	/** Copies the user's file in; answers the copy's path. */
	async keepOriginal(dossierId: string, attachmentId: string, source: string, extension: string): Promise<string> {
		const target = path.join(this.#root, dossierId, `${attachmentId}.${extension}`);
		unwrap(await writeBeside(target, (temp) => copyContent(source, temp)));
		return target;
	}

	async removeAttachment(dossierId: string, attachmentId: string): Promise<void> {
		const folder = path.join(this.#root, dossierId);
		const files = (await readdir(folder)).filter((name) => name.startsWith(`${attachmentId}.`));
		await Promise.all(files.map((name) => rm(path.join(folder, name), { force: true })));
	}

	async write(dossierId: string, name: OwnFile, bytes: Uint8Array): Promise<void> {
		await this.createFolder(dossierId);
		unwrap(await writeBeside(this.own(dossierId, name), (temp) => writeFile(temp, bytes)));
	}

	async size(dossierId: string, name: OwnFile): Promise<number> {
		return (await stat(this.own(dossierId, name))).size;
	}

	/**
	 * The path behind a file id of the page: `<dossier>.<letter-preview | merged | signed | attachment>`, the last with
	 * `.small` for its smaller copy; nothing else.
	 * What is not of that form has no file.
	 */
	resolve(fileId: string): string | undefined {
		const [, dossierId, name] = fileIdPattern.exec(fileId) ?? [];
		return dossierId && name ? path.join(this.#root, dossierId, `${name}.pdf`) : undefined;
	}
}

/** Not `copyFile`: its errors name the source even when the target's disk is full. Fault FILE_NOT_FOUND, FILE_UNREADABLE. */
export async function copyContent(source: string, temp: string): Promise<void> {
	try {
		await pipeline(createReadStream(source), createWriteStream(temp));
	} catch (thrown) {
		const ofSource = (thrown as NodeJS.ErrnoException).path === source;
		throw ofSource ? asReadFault(thrown, path.basename(source).normalize('NFC')) : thrown;
	}
}
