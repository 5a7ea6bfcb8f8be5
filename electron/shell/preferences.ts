import Store from 'electron-store';
import { lockMinutes, type Preferences } from '../../shared/contracts/app-contract.ts';

type Window = { width: number; height: number; maximized: boolean };

/** Window and interface preferences: nothing secret, nothing of a company but which one was chosen. */
export class PreferenceStore {
	readonly #store = new Store<Preferences & { window: Window }>({
		name: 'preferences',
		defaults: {
			language: 'vi',
			theme: 'system',
			companyId: null,
			lockMinutes: 5,
			hideFromCapture: true,
			window: { width: 1366, height: 768, maximized: false },
		},
		// A file that somebody damaged is worth less than a start.
		clearInvalidConfig: true,
	});

	get(): Preferences {
		const { language, theme, companyId, lockMinutes: minutes, hideFromCapture } = this.#store.store;
		// Whatever the file says, the application locks within an hour.
		const known = lockMinutes.includes(minutes) ? minutes : 5;
		return { language, theme, companyId, lockMinutes: known, hideFromCapture };
	}

	set(change: Partial<Preferences>): Preferences {
		this.#store.set(change);
		return this.get();
	}

	get window(): Window {
		return this.#store.get('window');
	}

	set window(window: Window) {
		this.#store.set('window', window);
	}
}
