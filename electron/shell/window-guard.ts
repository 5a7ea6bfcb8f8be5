import type { App, Session, WebContents, WebPreferences } from 'electron';
import { isPage } from './origin.ts';

/** The one set of window rights. Windows differ in their preload script and nothing else. */
export function webPreferences(preload: string): WebPreferences {
	return Object.freeze({
		preload,
		sandbox: true,
		contextIsolation: true,
		nodeIntegration: false,
		nodeIntegrationInWorker: false,
		nodeIntegrationInSubFrames: false,
		webSecurity: true,
		allowRunningInsecureContent: false,
		experimentalFeatures: false,
		webviewTag: false,
		navigateOnDragDrop: false,
		spellcheck: false,
		devTools: false,
	});
}

/** No page may go elsewhere, open a window, or hold another page inside it. */
export function guardContents(app: App, pages: readonly string[]): void {
	app.on('web-contents-created', (_event, contents: WebContents) => {
		contents.setWindowOpenHandler(() => ({ action: 'deny' }));
		contents.on('will-attach-webview', (event) => event.preventDefault());
		const stay = (event: { preventDefault(): void; url: string }) => {
			if (!pages.some((page) => isPage(event.url, page))) event.preventDefault();
		};
		contents.on('will-navigate', stay);
		contents.on('will-frame-navigate', stay);
		contents.on('will-redirect', stay);
		// Chromium goes to about:blank without asking; the window comes back from there.
		let home: string | undefined;
		contents.on('did-navigate', (_event, url) => {
			if (pages.some((page) => isPage(url, page))) home = url;
			else if (home !== undefined) void contents.loadURL(home);
		});
	});
}

/** Camera, place, clipboard reading, notifications, USB, serial …: the pages need none of them. */
export function denyPermissions(session: Session): void {
	session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
	session.setPermissionCheckHandler(() => false);
	session.setDevicePermissionHandler(() => false);
	session.setSpellCheckerEnabled(false);
}
