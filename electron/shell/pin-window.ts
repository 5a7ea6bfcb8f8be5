import path from 'node:path';
import { BrowserWindow, type IpcMain, type IpcMainInvokeEvent } from 'electron';
import type { Preferences } from '../../shared/contracts/app-contract.ts';
import type { PinQuestion } from '../features/signing/signer-port.ts';
import { isPage, pinPage } from './origin.ts';
import { webPreferences } from './window-guard.ts';

export type PinAnswer = { pin: Uint8Array; allowFinalTry: boolean } | 'cancelled';

/** The question for the password of a key file that is chosen for the first time. */
export function openingKeyFile(file: string): PinQuestion {
	const nobody = { name: '', serial: '', dossierNumber: '' };
	const anyPassword = { pinState: 'ok', pinLength: { min: 0, max: 0 }, protectedAuthenticationPath: false } as const;
	return { kind: 'open-key-file', tokenLabel: path.basename(file).normalize('NFC'), ...nobody, ...anyPassword };
}

type Asking = { window: BrowserWindow; question: PinQuestion; answer: (answer: PinAnswer) => void };

/**
 * Asks for a PIN in a window of its own, so that the main page never holds it. One question at a time; the window
 * answers once, and its page dies with it.
 */
export class PinWindow {
	readonly #preload: string;
	readonly #preferences: () => Preferences;
	#asking: Asking | undefined;

	constructor(ipcMain: IpcMain, preload: string, preferences: () => Preferences) {
		this.#preload = preload;
		this.#preferences = preferences;
		ipcMain.handle('pin.about', (event) => {
			const { question } = this.#from(event);
			const { language, theme } = this.#preferences();
			return { ...question, language, theme };
		});
		ipcMain.handle('pin.submit', (event, pin: unknown, consent: unknown) => {
			const asking = this.#from(event);
			if (!(pin instanceof Uint8Array) || pin.length > 256) throw new Error('A PIN is at most 256 bytes.');
			asking.answer({ pin, allowFinalTry: consent === true });
		});
		ipcMain.handle('pin.cancel', (event) => this.#from(event).answer('cancelled'));
	}

	ask(parent: BrowserWindow, question: PinQuestion): Promise<PinAnswer> {
		if (this.#asking) return Promise.resolve('cancelled');
		const window = new BrowserWindow({
			parent,
			modal: true,
			width: 440,
			height: 380,
			useContentSize: true,
			resizable: false,
			minimizable: false,
			maximizable: false,
			show: false,
			autoHideMenuBar: true,
			webPreferences: webPreferences(this.#preload),
		});
		// Kept out of screen shares where the system can do that (Windows, macOS).
		window.setContentProtection(true);
		window.once('ready-to-show', () => window.show());
		return new Promise((resolve) => {
			const answer = (value: PinAnswer) => {
				if (this.#asking?.window !== window) return;
				this.#asking = undefined;
				resolve(value);
				window.destroy();
			};
			this.#asking = { window, question, answer };
			window.on('closed', () => answer('cancelled'));
			void window.loadURL(pinPage);
		});
	}

	/** Closes an open question, as when the vault is locked. */
	cancel(): void {
		this.#asking?.answer('cancelled');
	}

	#from(event: IpcMainInvokeEvent): Asking {
		const asking = this.#asking;
		const contents = asking?.window.webContents;
		if (!asking || event.sender !== contents || event.senderFrame !== contents.mainFrame) {
			throw new Error('Only the open PIN window may call this.');
		}
		if (!isPage(event.senderFrame.url, pinPage)) throw new Error('Only the PIN page may call this.');
		return asking;
	}
}
