import { fail, type Result } from '../../shared/result.ts';
import type { Spawn } from '../platform/link.ts';
import { Supervisor } from '../platform/rpc.ts';
import { moduleName } from './module-file.ts';
import type { ListCall, OpenCall, SignCall } from './serve-tokens.ts';
import type { ModuleDescription, ModuleListing, TokenCertificate, TokenPort, TokenSignRequest } from './token-port.ts';

/** Time limits in milliseconds; the one for signing covers login and signature, and the user at a PIN pad. */
export type TokenLimits = { listMs: number; signMs: number };

/**
 * The token hosts of the application: one process per module, started with its first call, its calls one after the
 * other, ended when a call passes its limit and started afresh by the next call.
 */
export class TokenHosts implements TokenPort {
	readonly #spawn: Spawn;
	readonly #limits: TokenLimits;
	readonly #hosts = new Map<string, Host>();
	#closed = false;

	constructor(spawn: Spawn, limits: TokenLimits = { listMs: 10_000, signMs: 60_000 }) {
		this.#spawn = spawn;
		this.#limits = limits;
	}

	list(modules: readonly string[]): Promise<ModuleListing[]> {
		return Promise.all(
			[...new Set(modules)].map(async (path) => {
				const listing = await this.#host(path).list(path, this.#limits.listMs);
				return listing.ok ? { path, ...listing.value } : { path, error: listing.error, tokens: [] };
			}),
		);
	}

	async peek(modules: readonly string[]): Promise<{ path: string; state?: string }[]> {
		const idle = [...new Set(modules)].filter((path) => this.#hosts.get(path)?.isIdle());
		return Promise.all(
			idle.map(async (path) => {
				const state = await this.#host(path).peek(path, this.#limits.listMs);
				return state === undefined ? { path } : { path, state };
			}),
		);
	}

	describe(modules: readonly string[]): Promise<ModuleDescription[]> {
		return Promise.all(
			[...new Set(modules)].map(async (path) => {
				const answer = await this.#host(path).describe(path, this.#limits.listMs);
				return answer.ok ? { path, ...answer.value } : { path, error: answer.error };
			}),
		);
	}

	async sign(request: TokenSignRequest, pin: Uint8Array, allowFinalTry: boolean): Promise<Result<Uint8Array>> {
		try {
			return await this.#host(request.module).sign({ request, pin, allowFinalTry }, this.#limits.signMs);
		} finally {
			pin.fill(0);
		}
	}

	async openKeyFile(file: string, password: Uint8Array): Promise<Result<TokenCertificate[]>> {
		try {
			return await this.#host(file).open({ file, password }, this.#limits.listMs);
		} finally {
			password.fill(0);
		}
	}

	/** Ends every host at once; open and later calls answer TOKEN_HOST_CRASHED. */
	close(): void {
		this.#closed = true;
		for (const host of this.#hosts.values()) host.stop();
	}

	#host(path: string): Host {
		let host = this.#hosts.get(path);
		if (!host) {
			host = new Host(this.#spawn);
			if (this.#closed) host.stop();
			this.#hosts.set(path, host);
		}
		return host;
	}
}

class Host {
	readonly #process: Supervisor;
	#loginBegan = false;
	/** Calls that wait or run. */
	#open = 0;
	#last: Promise<unknown> = Promise.resolve();

	constructor(spawn: Spawn) {
		this.#process = new Supervisor(spawn, {
			'login-begins': () => {
				this.#loginBegan = true;
			},
		});
	}

	list(module: string, limitMs: number): Promise<Result<Omit<ModuleListing, 'path'>>> {
		return this.#look('list', module, limitMs);
	}

	describe(module: string, limitMs: number): Promise<Result<Omit<ModuleDescription, 'path'>>> {
		return this.#look('describe', module, limitMs);
	}

	peek(module: string, limitMs: number): Promise<string | undefined> {
		return this.#inTurn(async () => {
			const outcome = await this.#process.call<string | undefined>('peek', { module }, limitMs);
			return outcome.ok ? outcome.value : undefined;
		});
	}

	/** Its process runs and does nothing: a look now neither starts a driver nor waits for one. */
	isIdle(): boolean {
		return this.#open === 0 && this.#process.isRunning();
	}

	/** A call that uses no PIN. */
	#look<T>(method: 'list' | 'describe', module: string, limitMs: number): Promise<Result<T>> {
		return this.#inTurn(async () => {
			this.#loginBegan = false;
			const call: ListCall = { module };
			const outcome = await this.#process.call<Result<T>>(method, call, limitMs);
			return outcome.ok ? outcome.value : this.#failure(outcome.reason, module, limitMs);
		});
	}

	sign(call: SignCall, limitMs: number): Promise<Result<Uint8Array>> {
		return this.#inTurn(async () => {
			this.#loginBegan = false;
			// A copy of its own: a Buffer may be part of a pool, and Electron would send the whole pool along.
			const pin = new Uint8Array(call.pin);
			const answer = this.#process.call<Result<Uint8Array>>('sign', { ...call, pin }, limitMs);
			pin.fill(0);
			call.pin.fill(0);
			const outcome = await answer;
			if (!outcome.ok) return this.#failure(outcome.reason, call.request.module, limitMs);
			return outcome.value;
		});
	}

	open({ file, password }: OpenCall, limitMs: number): Promise<Result<TokenCertificate[]>> {
		return this.#inTurn(async () => {
			this.#loginBegan = false;
			const call: OpenCall = { file, password: new Uint8Array(password) };
			const answer = this.#process.call<Result<TokenCertificate[]>>('open', call, limitMs);
			call.password.fill(0);
			const outcome = await answer;
			return outcome.ok ? outcome.value : this.#failure(outcome.reason, file, limitMs);
		});
	}

	stop(): void {
		this.#process.stop();
	}

	/** Drivers are not made for two calls at once, and a second PIN must not overtake the first. */
	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		this.#open++;
		const turn = this.#last.then(work, work).finally(() => this.#open--);
		this.#last = turn;
		return turn;
	}

	#failure(reason: 'exited' | 'timeout', path: string, limitMs: number): Result<never> {
		const module = moduleName(path);
		const mayHaveUsedTry = this.#loginBegan;
		if (reason === 'exited') return fail(mayHaveUsedTry ? 'TOKEN_CRASHED_LOGIN' : 'TOKEN_HOST_CRASHED', { module });
		const seconds = Math.ceil(limitMs / 1000);
		return fail(mayHaveUsedTry ? 'TOKEN_TIMEOUT_LOGIN' : 'TOKEN_TIMEOUT', { module, seconds });
	}
}
