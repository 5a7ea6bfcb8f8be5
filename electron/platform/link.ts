/**
 * How two of our processes talk, whatever started the other side: a utility process of Electron, a child of
 * Node, a worker thread, or (tests) a plain object. Everything above this interface is the same in all of them.
 */
export interface Link {
	/** Sends one structured-cloneable value. Does nothing once the other side has ended. */
	post(message: unknown): void;
	onMessage(listener: (message: unknown) => void): void;
	/** Called once. `code` is null when the other side was killed. */
	onExit(listener: (code: number | null) => void): void;
	/** Ends the other side at once, without asking it. */
	kill(): void;
}

/** Starts one fresh process (or thread) and gives the link to it. */
export type Spawn = () => Link;

/** The parent's end of the link, as a child process sees it. */
export interface ParentPort {
	post(message: unknown): void;
	onMessage(listener: (message: unknown) => void): void;
}
