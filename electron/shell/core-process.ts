import type { Envelope, PageEvent } from '../../shared/contracts/contracts.ts';
import type { Result } from '../../shared/result.ts';
import type { PinQuestion } from '../features/signing/signer-port.ts';
import type { TokenPort, TokenSignRequest } from '../pkcs11/token-port.ts';
import type { Spawn } from '../platform/link.ts';
import { type LinkEvent, LinkServer } from '../platform/remote-link.ts';
import { Supervisor } from '../platform/rpc.ts';

/** What the core asks of main: only main talks to token hosts, and only main sees a PIN. */
export type MainMethods = {
	'token.list': TokenPort['list'];
	'token.peek': TokenPort['peek'];
	'token.describe': TokenPort['describe'];
	'token.sign': (call: { request: TokenSignRequest; question: PinQuestion }) => Promise<Result<Uint8Array>>;
	'os.available': () => Promise<boolean>;
	'os.protect': (secret: Uint8Array) => Promise<Uint8Array | null>;
	'os.reveal': (kept: Uint8Array) => Promise<Uint8Array | null>;
};

/** Main's end of the core. A core that ended is started anew by the next call, locked. */
export class CoreProcess {
	readonly #supervisor: Supervisor;
	readonly #tellPage: (event: PageEvent) => void;

	/** `documentSpawn` starts `document-worker`, for the core: a process of Electron can only be started from here. */
	constructor(spawn: Spawn, documentSpawn: Spawn, methods: MainMethods, tellPage: (event: PageEvent) => void) {
		this.#tellPage = tellPage;
		const documents = new LinkServer(documentSpawn, (event) => this.#supervisor.emit('document-worker', event));
		const watched: Spawn = () => {
			const link = spawn();
			link.onExit(() => documents.killAll());
			return link;
		};
		this.#supervisor = new Supervisor(watched, methods, (name, data) => {
			if (name === 'page-event') tellPage(data as PageEvent);
			if (name === 'document-worker') documents.hear(data as LinkEvent);
		});
	}

	/** A call of the page, or one of `coreContract`. */
	async call<T>(name: string, request: unknown): Promise<Envelope<T>> {
		const outcome = await this.#supervisor.call<Envelope<T>>('dispatch', { name, request });
		if (outcome.ok) return outcome.value;
		// Its key is gone with it: the page goes back to the lock screen.
		this.#tellPage({ kind: 'locked' });
		return { ok: false, error: { code: 'IPC_CORE_STOPPED', params: {} } };
	}

	stop(): void {
		this.#supervisor.stop();
	}
}
