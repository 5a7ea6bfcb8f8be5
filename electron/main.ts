import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	app,
	type BrowserWindow,
	clipboard,
	dialog,
	ipcMain,
	Menu,
	Notification,
	nativeTheme,
	powerMonitor,
	protocol,
	safeStorage,
	session,
	shell,
	utilityProcess,
} from 'electron';
import en from '../resources/locales/en/desktop.json' with { type: 'json' };
import vi from '../resources/locales/vi/desktop.json' with { type: 'json' };
import { callNames, preloadOnlyCalls } from '../shared/contracts/call-names.ts';
import type { PageEvent } from '../shared/contracts/contracts.ts';
import { type CallEvent, createGate } from './ipc/gate.ts';
import { createMainCalls } from './ipc/main-calls.ts';
import { TokenHosts } from './pkcs11/token-hosts.ts';
import { reportDefect } from './platform/defect-report.ts';
import { newSupportId } from './platform/ids.ts';
import type { Spawn } from './platform/link.ts';
import { nodeSpawn } from './platform/node-link.ts';
import { declareScheme, serveApplication } from './shell/app-protocol.ts';
import { AutoLock } from './shell/auto-lock.ts';
import { readClipboard } from './shell/clipboard-contents.ts';
import { CoreProcess } from './shell/core-process.ts';
import { openMainWindow } from './shell/main-window.ts';
import { noticeOf } from './shell/notices.ts';
import { appPage, isPage, pinPage } from './shell/origin.ts';
import { osKeyStore } from './shell/os-key-store.ts';
import { openingKeyFile, PinWindow } from './shell/pin-window.ts';
import { PreferenceStore } from './shell/preferences.ts';
import { SecretClipboard } from './shell/secret-clipboard.ts';
import { utilitySpawn } from './shell/utility-link.ts';
import { denyPermissions, guardContents } from './shell/window-guard.ts';

const here = dirname(fileURLToPath(import.meta.url));

process.on('uncaughtException', (thrown) => reportDefect(newSupportId(), thrown));
process.on('unhandledRejection', (thrown) => reportDefect(newSupportId(), thrown));

// These have to happen before the application is ready.
declareScheme(protocol);
guardContents(app, [appPage, pinPage]);
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

/** One process per driver. Its error output goes nowhere: a vendor's driver may print anything, a PIN too. */
function tokenHostSpawn(): Spawn {
	return utilitySpawn({ fork: utilityProcess.fork, entry: join(here, 'token-host.js'), serviceName: 'token-host' });
}

/** One of our own programs: a process of Electron where its Node is new enough, else of the project's own Node (older runtimes). */
function ownSpawn(name: 'core' | 'document-worker', env: Record<string, string> = {}): Spawn {
	const entry = join(here, `${name}.js`);
	// What decoders print may quote the files they read.
	const stderr = name === 'core' ? 'inherit' : 'ignore';
	if (Number(process.versions.napi) >= 10) {
		return utilitySpawn({ fork: utilityProcess.fork, entry, serviceName: name, env, stderr });
	}
	const node = process.env.VNACCS_KEYRING_NODE;
	if (!node) throw new Error('This runtime is older than Electron 35: VNACCS_KEYRING_NODE must name a Node 24.');
	return nodeSpawn({ execPath: node, entry, env, stderr });
}

/** Calls after which the vault is open. */
const opening = new Set(['vault.create', 'vault.unlock', 'vault.recover', 'vault.unlockWithOs']);

function start(): void {
	const preferences = new PreferenceStore();
	let window: BrowserWindow | undefined;
	const mainWindow = () => {
		if (!window) throw new Error('There is no main window.');
		return window;
	};
	const tellPage = (event: PageEvent) => {
		if (event.kind === 'locked') {
			autoLock.locked();
			void secrets.clear();
			pinWindow.cancel();
		}
		const notice = noticeOf(event, preferences.get().language === 'vi' ? vi : en);
		if (notice) notify(notice, mainWindow);
		window?.webContents.send('page-event', event);
	};
	const applyPreferences = () => {
		const { theme, hideFromCapture } = preferences.get();
		nativeTheme.themeSource = theme;
		window?.setContentProtection(hideFromCapture);
	};
	applyPreferences();
	const autoLock = new AutoLock({
		power: powerMonitor,
		minutes: () => preferences.get().lockMinutes,
		lock: () => void core.call('vault.lock', {}),
		warn: (secondsLeft) => tellPage({ kind: 'lockingSoon', secondsLeft }),
		elapsed: () => performance.now(),
	});
	const keyStore = osKeyStore(safeStorage, process.platform);

	const tokens = new TokenHosts(tokenHostSpawn());
	const pinWindow = new PinWindow(ipcMain, join(here, 'pin-preload.cjs'), () => preferences.get());
	const core = new CoreProcess(
		ownSpawn('core', { VNACCS_KEYRING_DATA: app.getPath('userData') }),
		ownSpawn('document-worker'),
		{
			'token.list': (modules) => tokens.list(modules),
			'token.peek': (modules) => tokens.peek(modules),
			'token.describe': (modules) => tokens.describe(modules),
			'token.sign': async ({ request, question }) => {
				const answer = await pinWindow.ask(mainWindow(), question);
				if (answer === 'cancelled') return { ok: false, error: { code: 'PIN_CANCELLED', params: {} } };
				return tokens.sign(request, answer.pin, answer.allowFinalTry);
			},
			'os.available': () => keyStore.available(),
			'os.protect': (secret) => keyStore.protect(secret),
			'os.reveal': (kept) => keyStore.reveal(kept),
		},
		tellPage,
	);
	const secrets = new SecretClipboard(clipboard, (id, field, secondsLeft) =>
		tellPage({ kind: 'clipboard', id, field, secondsLeft }),
	);

	const mainCalls = createMainCalls({
		window: mainWindow,
		dialog,
		shell,
		core,
		clipboard: secrets,
		clipboardContents: () => readClipboard(clipboard),
		openKeyFile: async (file) => {
			const answer = await pinWindow.ask(mainWindow(), openingKeyFile(file));
			if (answer === 'cancelled') return { ok: false, error: { code: 'PIN_CANCELLED', params: {} } };
			return tokens.openKeyFile(file, answer.pin);
		},
		state: () => ({
			version: app.getVersion(),
			developmentRuntime: process.env.VNACCS_KEYRING_DEVELOPMENT_RUNTIME === '1',
			practice: process.argv.includes('--practice'),
			platform: process.platform,
			preferences: preferences.get(),
		}),
		setPreferences: (change) => {
			const changed = preferences.set(change);
			applyPreferences();
			return changed;
		},
		quit: () => app.quit(),
		text: (key) => (preferences.get().language === 'vi' ? vi : en)[key as keyof typeof vi],
		documents: () => app.getPath('documents'),
		exists: existsSync,
		join,
	}) as Record<string, ((request: unknown) => Promise<unknown>) | undefined>;

	const gate = createGate({
		isTrusted: ({ sender, senderFrame }: CallEvent) =>
			window !== undefined &&
			sender === window.webContents &&
			senderFrame === window.webContents.mainFrame &&
			isPage(window.webContents.mainFrame.url, appPage),
		answer: async (name, call, request) => {
			if (call.answeredBy === 'main') return mainCalls[name]?.(request) as ReturnType<typeof core.call>;
			const envelope = await core.call(name, request);
			if (envelope.ok && opening.has(name)) autoLock.opened();
			return envelope;
		},
		report: reportDefect,
		supportId: newSupportId,
	});
	for (const name of [...callNames, ...preloadOnlyCalls]) {
		ipcMain.handle(name, (event, request) => gate(name, event, request));
	}

	denyPermissions(session.defaultSession);
	serveApplication(protocol, join(here, '..', 'renderer'), async (fileId) => {
		const resolved = await core.call<{ path: string | null }>('files.resolve', { fileId });
		return resolved.ok ? resolved.value.path : null;
	});
	// Windows and Linux need no menu for the editing keys; macOS does.
	Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'editMenu' }]) : null);
	window = openMainWindow(join(here, 'preload.cjs'), preferences, nativeTheme);

	window.webContents.on('input-event', () => autoLock.used());
	// Windows drops the protection of a window that was hidden.
	window.on('show', applyPreferences);

	powerMonitor.on('suspend', () => void core.call('clock.sleep', { asleep: true }));
	powerMonitor.on('resume', () => void core.call('clock.sleep', { asleep: false }));
	app.on('second-instance', () => {
		if (window?.isMinimized()) window.restore();
		window?.focus();
	});
	app.on('window-all-closed', () => app.quit());
	// Not before-quit: a page with unsaved content may still hold the window, and needs the core to save it.
	app.on('will-quit', (event) => {
		event.preventDefault();
		void secrets.clear().finally(() => {
			core.stop();
			tokens.close();
			app.exit();
		});
	});
}

/** A notification of the operating system; a click on it shows the window. */
function notify(notice: { title: string; body: string }, window: () => BrowserWindow): void {
	const notification = new Notification(notice);
	notification.on('click', () => {
		window().show();
		window().focus();
	});
	notification.show();
}
