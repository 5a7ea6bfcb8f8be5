import type { Link, ParentPort, Spawn } from './link.ts';

/** What became of a call: its answer, or the way the other side failed to give one. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; reason: 'exited' | 'timeout' };

/** Methods this side offers, by name. What a handler throws reaches the caller as a RemoteDefect. */
export type Handlers = Record<string, (params: never) => unknown>;

export type EventListener = (name: string, data: unknown) => void;

/** The other side's handler threw: a defect of ours. `message` is for the log, never for the user. */
export class RemoteDefect extends Error {}

type Message =
	| { kind: 'call'; id: number; method: string; params: unknown }
	| { kind: 'answer'; id: number; value: unknown }
	| { kind: 'defect'; id: number; detail: string }
	| { kind: 'event'; name: string; data: unknown };

/** An event as it passes between two processes, for a side that has no Peer of its own. */
export function eventMessage(name: string, data: unknown): unknown {
	return { kind: 'event', name, data } satisfies Message;
}

type Pending = { resolve(outcome: Outcome<unknown>): void; reject(defect: RemoteDefect): void };

/**
 * One end of a conversation between two processes: both ends may call and both may send events.
 * A Peer lives exactly as long as the process on the other side. Its calls waiting for an answer are its own,
 * so nothing that an old process still says or does can touch the calls of its successor.
 */
export class Peer {
	readonly #port: ParentPort;
	readonly #pending = new Map<number, Pending>();
	#nextId = 1;
	#closed = false;

	constructor(port: ParentPort, handlers: Handlers, onEvent: EventListener = () => {}) {
		this.#port = port;
		port.onMessage((message) => {
			if (!this.#closed) this.#receive(message as Message, handlers, onEvent);
		});
	}

	/**
	 * Asks the other side. `params` has been copied when this returns, so secrets in it may be overwritten at once.
	 * Without `limitMs` the call waits until the answer or the end of the other side.
	 */
	call<T>(method: string, params: unknown, limitMs?: number): Promise<Outcome<T>> {
		if (this.#closed) return Promise.resolve({ ok: false, reason: 'exited' });
		const id = this.#nextId++;
		const answer = new Promise<Outcome<unknown>>((resolve, reject) => {
			const timer =
				limitMs === undefined ? undefined : setTimeout(() => settle({ ok: false, reason: 'timeout' }), limitMs);
			const settle = (outcome: Outcome<unknown>) => {
				clearTimeout(timer);
				this.#pending.delete(id);
				resolve(outcome);
			};
			const refuse = (defect: RemoteDefect) => {
				clearTimeout(timer);
				this.#pending.delete(id);
				reject(defect);
			};
			this.#pending.set(id, { resolve: settle, reject: refuse });
		});
		this.#send({ kind: 'call', id, method, params });
		return answer as Promise<Outcome<T>>;
	}

	emit(name: string, data: unknown): void {
		if (!this.#closed) this.#send({ kind: 'event', name, data });
	}

	/** The other side is gone: every open call ends as `exited`, later messages are dropped. */
	close(): void {
		this.#closed = true;
		for (const pending of [...this.#pending.values()]) pending.resolve({ ok: false, reason: 'exited' });
	}

	#receive(message: Message, handlers: Handlers, onEvent: EventListener): void {
		switch (message.kind) {
			case 'call':
				void this.#serve(message.id, handlers[message.method], message.params, message.method);
				break;
			case 'answer':
				this.#pending.get(message.id)?.resolve({ ok: true, value: message.value });
				break;
			case 'defect':
				this.#pending.get(message.id)?.reject(new RemoteDefect(message.detail));
				break;
			case 'event':
				onEvent(message.name, message.data);
		}
	}

	async #serve(id: number, handler: Handlers[string] | undefined, params: unknown, method: string): Promise<void> {
		try {
			if (!handler) throw new Error(`no method ${method}`);
			const value = await handler(params as never);
			if (!this.#closed) this.#send({ kind: 'answer', id, value });
		} catch (thrown) {
			const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
			if (!this.#closed) this.#send({ kind: 'defect', id, detail });
		}
	}

	#send(message: Message): void {
		this.#port.post(message);
	}
}

type Generation = { link: Link; peer: Peer };

/**
 * Keeps one helper process: starts it with the first call, ends it when a call passes its time limit, and starts
 * a fresh one with the next call after an exit. A call is never repeated: whether repeating is safe, only its
 * caller can know (a PIN check is not).
 */
export class Supervisor {
	readonly #spawn: Spawn;
	readonly #handlers: Handlers;
	readonly #onEvent: EventListener;
	#generation: Generation | undefined;
	#stopped = false;

	constructor(spawn: Spawn, handlers: Handlers = {}, onEvent: EventListener = () => {}) {
		this.#spawn = spawn;
		this.#handlers = handlers;
		this.#onEvent = onEvent;
	}

	async call<T>(method: string, params: unknown, limitMs?: number): Promise<Outcome<T>> {
		if (this.#stopped) return { ok: false, reason: 'exited' };
		this.#generation ??= this.#start();
		const generation = this.#generation;
		const outcome = await generation.peer.call<T>(method, params, limitMs);
		if (!outcome.ok && outcome.reason === 'timeout') this.#end(generation);
		return outcome;
	}

	isRunning(): boolean {
		return this.#generation !== undefined;
	}

	/** Sends an event to the running process; there is nobody to hear it when none runs. */
	emit(name: string, data: unknown): void {
		this.#generation?.peer.emit(name, data);
	}

	/** Ends the process for good; open and later calls end as `exited`. */
	stop(): void {
		this.#stopped = true;
		if (this.#generation) this.#end(this.#generation);
	}

	#start(): Generation {
		const link = this.#spawn();
		const generation = { link, peer: new Peer(link, this.#handlers, this.#onEvent) };
		link.onExit(() => this.#forget(generation));
		return generation;
	}

	#end(generation: Generation): void {
		this.#forget(generation);
		generation.link.kill();
	}

	#forget(generation: Generation): void {
		if (this.#generation === generation) this.#generation = undefined;
		generation.peer.close();
	}
}
