/** Seconds until a copied value leaves the clipboard. */
export const clipboardSeconds = 20;

/** Electron's clipboard; newer versions answer asynchronously, older ones at once. */
export type ClipboardPort = {
	readText(): string | Promise<string>;
	writeText(text: string): void | Promise<void>;
	clear(): void | Promise<void>;
};

type Held = { value: string; id: string; field: string; secondsLeft: number; timer: NodeJS.Timeout };

/**
 * One copied value with a visible countdown. Cleared on time, on lock and at quit, and only while the clipboard
 * still holds that value: what somebody else put there is not ours to remove.
 */
export class SecretClipboard {
	readonly #clipboard: ClipboardPort;
	readonly #tell: (id: string, field: string, secondsLeft: number) => void;
	#held: Held | undefined;

	constructor(clipboard: ClipboardPort, tell: (id: string, field: string, secondsLeft: number) => void) {
		this.#clipboard = clipboard;
		this.#tell = tell;
	}

	async hold(value: string, id: string, field: string): Promise<void> {
		this.#forget();
		await this.#clipboard.writeText(value);
		const held = { value, id, field, secondsLeft: clipboardSeconds, timer: setInterval(() => this.#tick(), 1000) };
		this.#held = held;
		this.#tell(id, field, held.secondsLeft);
	}

	/** Removes the value now, if it is still there. */
	async clear(): Promise<void> {
		const held = this.#held;
		if (!held) return;
		this.#forget();
		if ((await this.#clipboard.readText()) === held.value) await this.#clipboard.clear();
	}

	#tick(): void {
		const held = this.#held;
		if (!held) return;
		held.secondsLeft -= 1;
		if (held.secondsLeft === 0) void this.clear();
		else this.#tell(held.id, held.field, held.secondsLeft);
	}

	#forget(): void {
		const held = this.#held;
		if (!held) return;
		clearInterval(held.timer);
		this.#held = undefined;
		this.#tell(held.id, held.field, 0);
	}
}
