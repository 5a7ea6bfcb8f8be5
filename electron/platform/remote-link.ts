import type { Link, Spawn } from './link.ts';

/** What passes between the process that uses a helper and the one that can start it. */
export type LinkEvent = { id: number } & (
	| { kind: 'start' | 'kill' }
	| { kind: 'post' | 'message'; message: unknown }
	| { kind: 'exit'; code: number | null }
);

type Listeners = { message: ((message: unknown) => void)[]; exit: ((code: number | null) => void)[] };

/** Helpers that another process starts for this one. `tell` sends an event there. */
export class RemoteLinks {
	readonly #tell: (event: LinkEvent) => void;
	readonly #running = new Map<number, Listeners>();
	#lastId = 0;

	constructor(tell: (event: LinkEvent) => void) {
		this.#tell = tell;
	}

	readonly spawn: Spawn = () => {
		const id = ++this.#lastId;
		const listeners: Listeners = { message: [], exit: [] };
		this.#running.set(id, listeners);
		this.#tell({ id, kind: 'start' });
		return {
			post: (message) => this.#tell({ id, kind: 'post', message }),
			onMessage: (listener) => void listeners.message.push(listener),
			onExit: (listener) => void listeners.exit.push(listener),
			kill: () => this.#tell({ id, kind: 'kill' }),
		};
	};

	/** An event from the other process. */
	hear(event: LinkEvent): void {
		const listeners = this.#running.get(event.id);
		if (event.kind === 'message') for (const listener of listeners?.message ?? []) listener(event.message);
		if (event.kind !== 'exit') return;
		this.#running.delete(event.id);
		for (const listener of listeners?.exit ?? []) listener(event.code);
	}
}

/** The other end: starts helpers for a process that cannot, and hands messages on. */
export class LinkServer {
	readonly #spawn: Spawn;
	readonly #tell: (event: LinkEvent) => void;
	readonly #links = new Map<number, Link>();

	constructor(spawn: Spawn, tell: (event: LinkEvent) => void) {
		this.#spawn = spawn;
		this.#tell = tell;
	}

	hear(event: LinkEvent): void {
		const { id } = event;
		if (event.kind === 'start') this.#start(id);
		else if (event.kind === 'post') this.#links.get(id)?.post(event.message);
		else if (event.kind === 'kill') this.#links.get(id)?.kill();
	}

	/** The process they work for has ended. */
	killAll(): void {
		const links = [...this.#links.values()];
		this.#links.clear();
		for (const link of links) link.kill();
	}

	#start(id: number): void {
		const link = this.#spawn();
		this.#links.set(id, link);
		const isMine = (): boolean => this.#links.get(id) === link;
		link.onMessage((message) => isMine() && this.#tell({ id, kind: 'message', message }));
		link.onExit((code) => {
			if (!isMine()) return;
			this.#links.delete(id);
			this.#tell({ id, kind: 'exit', code });
		});
	}
}
