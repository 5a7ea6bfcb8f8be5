import { capture, fail, type Result, unwrap } from '../../../shared/result.ts';
import { refuseInputAsTarget, writeBeside } from '../../platform/atomic-file.ts';
import type { Spawn } from '../../platform/link.ts';
import { Peer } from '../../platform/rpc.ts';
import { memoryExitCode } from '../../platform/worker-link.ts';
import type { BuiltDossier, DossierOrder, Inspection } from '../assemble/build-dossier.ts';
import { shownName } from '../assemble/read-part.ts';

/** Time for one file: a fixed part, and a part for its size. A photo of 25 MB takes about 2 s. */
export type TimeLimits = { secondsPerFile: number; secondsPerMb: number };

export const documentTimeLimits: TimeLimits = { secondsPerFile: 10, secondsPerMb: 1 };

/**
 * Foreign files, handled in a thread of their own: each job gets a fresh one, which is killed when a file takes too
 * long (PDF_TIMEOUT) or too much memory (PDF_MEMORY). `spawn` starts `document-worker`.
 */
export class DocumentWorker {
	readonly #spawn: Spawn;
	readonly #limits: TimeLimits;

	constructor(spawn: Spawn, limits: TimeLimits = documentTimeLimits) {
		this.#spawn = spawn;
		this.#limits = limits;
	}

	/** What a file is, its pages, and what the dossier would not take over from it. */
	inspect(path: string): Promise<Result<Inspection>> {
		return this.#run<Inspection>('inspect', { path }, shownName(path));
	}

	/**
	 * Writes letter and attachments as one PDF to `output`, complete or not at all. Beside the faults of the files:
	 * FILE_IS_INPUT, FILE_FOLDER_MISSING, FILE_WRITE_DENIED, FILE_DISK_FULL.
	 */
	assemble({ output, ...order }: DossierOrder & { output: string }): Promise<Result<BuiltDossier>> {
		return capture(async () => {
			await refuseInputAsTarget(
				output,
				order.parts.map((part) => part.path),
			);
			const first = shownName(order.parts[0]?.name ?? output);
			// The thread writes: the document never has to be in memory, and a killed thread leaves a file nobody keeps.
			return unwrap(
				await writeBeside(output, async (temp) =>
					unwrap(await this.#run<BuiltDossier>('build', { ...order, temp, output }, first)),
				),
			);
		});
	}

	/** Writes the picture for a company's stamps to `output`, complete or not at all; see `makeSealPicture`. */
	sealPicture({ path, output }: { path: string; output: string }): Promise<Result<null>> {
		return writeBeside(output, async (temp) => unwrap(await this.#run<null>('seal', { path, temp }, shownName(path))));
	}

	/** One job in one thread. The clock starts anew with each file the thread begins; `first` is named until then. */
	#run<T>(method: string, params: unknown, first: string): Promise<Result<T>> {
		const link = this.#spawn();
		return new Promise((resolve, reject) => {
			let file = first;
			let timer: NodeJS.Timeout | undefined;
			const restart = (bytes: number): void => {
				clearTimeout(timer);
				const seconds = this.#limits.secondsPerFile + Math.ceil((bytes / 1e6) * this.#limits.secondsPerMb);
				timer = setTimeout(() => settle(fail('PDF_TIMEOUT', { file, seconds })), seconds * 1000);
			};
			const settle = (result: Result<T>): void => {
				clearTimeout(timer);
				link.kill();
				resolve(result);
			};
			const peer = new Peer(link, {}, (_, data) => {
				const begun = data as { file: string; bytes: number };
				file = begun.file;
				restart(begun.bytes);
			});
			link.onExit((code) => {
				peer.close();
				if (code === memoryExitCode) return settle(fail('PDF_MEMORY', { file }));
				clearTimeout(timer);
				reject(new Error(`The document worker ended with ${code}`));
			});
			restart(0);
			peer.call<Result<T>>(method, params).then(
				(outcome) => outcome.ok && settle(outcome.value),
				(defect) => {
					clearTimeout(timer);
					link.kill();
					reject(defect);
				},
			);
		});
	}
}
