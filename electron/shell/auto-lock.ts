/** Seconds before an idle lock in which the page says so. */
export const warningSeconds = 30;

/** The part of Electron's powerMonitor that is used here. */
export type PowerPort = {
	getSystemIdleTime(): number;
	on(event: 'suspend' | 'resume' | 'lock-screen' | 'user-did-resign-active', listener: () => void): unknown;
};

/**
 * Locks after idle minutes, and at once when the PC goes to sleep (its lid too), its screen is locked or another user takes
 * over. Idle is the time since somebody last used this window or, where the system says less, the PC.
 */
export class AutoLock {
	readonly #power: PowerPort;
	readonly #minutes: () => number;
	readonly #lock: () => void;
	readonly #warn: (secondsLeft: number) => void;
	readonly #elapsed: () => number;
	#lastUse = 0;
	#warned = 0;
	#timer: NodeJS.Timeout | undefined;

	/**
	 * @param parts `minutes` is asked every second; `warn` gets the seconds left, 0 when the danger has passed; `elapsed` in
	 * milliseconds from a clock that nobody sets
	 */
	constructor(parts: {
		power: PowerPort;
		minutes: () => number;
		lock: () => void;
		warn: (secondsLeft: number) => void;
		elapsed: () => number;
	}) {
		this.#power = parts.power;
		this.#minutes = parts.minutes;
		this.#lock = parts.lock;
		this.#warn = parts.warn;
		this.#elapsed = parts.elapsed;
		for (const event of ['suspend', 'lock-screen', 'user-did-resign-active'] as const) {
			this.#power.on(event, () => this.#lockNow());
		}
		// A sleep that came without a word counts as idle time.
		this.#power.on('resume', () => this.#check());
	}

	/** The vault was opened: from now on it is watched. */
	opened(): void {
		this.used();
		this.#timer ??= setInterval(() => this.#check(), 1000);
	}

	/** The vault was locked, by whomever. */
	locked(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
		this.#warned = 0;
	}

	/** Somebody typed or pressed something in a window of ours. */
	used(): void {
		this.#lastUse = this.#elapsed();
	}

	#check(): void {
		if (!this.#timer) return;
		const idle = Math.min(this.#power.getSystemIdleTime(), (this.#elapsed() - this.#lastUse) / 1000);
		const left = Math.ceil(this.#minutes() * 60 - idle);
		if (left <= 0) {
			this.#lockNow();
			return;
		}
		const warning = left <= warningSeconds ? left : 0;
		if (warning !== this.#warned) this.#warn(warning);
		this.#warned = warning;
	}

	#lockNow(): void {
		if (!this.#timer) return;
		this.locked();
		this.#lock();
	}
}
