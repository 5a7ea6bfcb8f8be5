import type { PageCheck } from '../../../shared/domain/scans/page-notes.ts';
import { capture, fail, type Result, unwrap } from '../../../shared/result.ts';
import { refuseInputAsTarget, writeBeside } from '../../platform/atomic-file.ts';
import { memoryEvent } from '../../platform/guarded-thread.ts';
import type { Spawn } from '../../platform/link.ts';
import { Peer } from '../../platform/rpc.ts';
import type { BuiltDossier, DossierOrder, Inspection } from '../assemble/build-dossier.ts';
import { shownName } from '../assemble/read-part.ts';
import type { PagePair } from '../scan/check-pages.ts';
import type { VerifiedFile, VerifyOrder } from '../verify/verify-file.ts';

/** Hears which of how many files is begun, counted from 1. */
export type OnBegun = (place: number, of: number) => void;

/** Time for one file: a fixed part, and a part for its size. A photo of 25 MB takes about 2 s. */
export type TimeLimits = { secondsPerFile: number; secondsPerMb: number };

export const documentTimeLimits: TimeLimits = { secondsPerFile: 10, secondsPerMb: 1 };

/**
 * Foreign files, handled in a process of their own: each job gets a fresh one, which is killed when a file takes too long
 * (PDF_TIMEOUT) or too much memory (PDF_MEMORY), and may break down (PDF_CRASHED). `spawn` starts `document-worker`.
 */
export class DocumentWorker {
	readonly #spawn: Spawn;
	readonly #limits: TimeLimits;

	constructor(spawn: Spawn, limits: TimeLimits = documentTimeLimits) {
		this.#spawn = spawn;
		this.#limits = limits;
	}

	/** What a file is, its pages, and what the dossier would not take over from it. */
	inspect(path: string, password?: string): Promise<Result<Inspection>> {
		return this.#run<Inspection>('inspect', { path, password }, shownName(path));
	}

	/** What can be seen of the pages of a PDF; see `checkPages`. */
	checkPages(path: string): Promise<Result<PageCheck[]>> {
		return this.#run<PageCheck[]>('check', { path }, shownName(path));
	}

	/** For each pair whether both pages show the same; see `comparePages`. */
	comparePages(pairs: readonly PagePair[]): Promise<Result<boolean[]>> {
		return this.#run<boolean[]>('compare', { pairs }, shownName(pairs[0]?.[0].path ?? ''));
	}

	/** Every signature of a PDF (see `verifyPdf`; `now` is ISO 8601), and the SHA-256 of the file in hexadecimal. */
	verify(path: string, options: VerifyOrder): Promise<Result<VerifiedFile>> {
		return this.#run<VerifiedFile>('verify', { path, ...options }, shownName(path));
	}

	/**
	 * Writes letter and attachments as one PDF to `output`, complete or not at all. Beside the faults of the files:
	 * FILE_IS_INPUT, FILE_FOLDER_MISSING, FILE_WRITE_DENIED, FILE_DISK_FULL, and DOSSIER_MERGE_CANCELLED after `signal`.
	 * `onFile` hears which of how many files is begun, counted from 1.
	 */
	assemble(
		{ output, ...order }: DossierOrder & { output: string },
		options: { onFile?: OnBegun; signal?: AbortSignal } = {},
	): Promise<Result<BuiltDossier>> {
		return capture(async () => {
			await refuseInputAsTarget(
				output,
				order.parts.map((part) => part.path),
			);
			const first = shownName(order.parts[0]?.name ?? output);
			// The worker writes: the document never has to be in memory, and a killed worker leaves a file nobody keeps.
			return unwrap(
				await writeBeside(output, async (temp) =>
					unwrap(await this.#run<BuiltDossier>('build', { ...order, temp, output }, first, options)),
				),
			);
		});
	}

	/** Writes a company's picture to `output`, complete or not at all; see `makeCompanyPicture`. */
	companyPicture({ output, ...order }: { path: string; use: 'seal' | 'logo'; output: string }): Promise<Result<null>> {
		return writeBeside(output, async (temp) =>
			unwrap(await this.#run<null>('picture', { ...order, temp }, shownName(order.path))),
		);
	}

	/** One job in one process. The clock starts anew with each file it begins; `first` is named until then. */
	#run<T>(
		method: string,
		params: unknown,
		first: string,
		{ onFile, signal }: { onFile?: OnBegun; signal?: AbortSignal } = {},
	): Promise<Result<T>> {
		const link = this.#spawn();
		return new Promise((resolve, reject) => {
			let file = first;
			let timer: NodeJS.Timeout | undefined;
			const restart = (bytes: number): void => {
				clearTimeout(timer);
				const seconds = this.#limits.secondsPerFile + Math.ceil((bytes / 1e6) * this.#limits.secondsPerMb);
				timer = setTimeout(() => settle(fail('PDF_TIMEOUT', { file, seconds })), seconds * 1000);
			};
			const cancel = (): void => settle(fail('DOSSIER_MERGE_CANCELLED'));
			const end = (): void => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', cancel);
				peer.close();
				link.kill();
			};
			let answer: Result<T> = fail('PDF_CRASHED', { file });
			const settle = (result: Result<T>): void => {
				answer = result;
				end();
				// A killed worker may have the output open until it has gone, and Windows removes no open file.
				if (result.ok) resolve(result);
			};
			const peer = new Peer(link, {}, (name, data) => {
				if (name === memoryEvent) return settle(fail('PDF_MEMORY', { file }));
				const begun = data as { file: string; bytes: number; place: number; of: number };
				file = begun.file;
				answer = fail('PDF_CRASHED', { file });
				restart(begun.bytes);
				onFile?.(begun.place, begun.of);
			});
			link.onExit(() => {
				end();
				resolve(answer);
			});
			restart(0);
			signal?.addEventListener('abort', cancel);
			if (signal?.aborted) return cancel();
			peer.call<Result<T>>(method, params).then(
				(outcome) => outcome.ok && settle(outcome.value),
				(defect) => {
					end();
					reject(defect);
				},
			);
		});
	}
}
