import { BrowserWindow } from 'electron';
import { appPage } from './origin.ts';
import type { PreferenceStore } from './preferences.ts';
import { webPreferences } from './window-guard.ts';

/** Height of the row that stands in for the title bar, in CSS pixels. */
const menuRow = 28;

/** Opens the window at its last size; it is shown once there is something to see. */
export function openMainWindow(preload: string, preferences: PreferenceStore, dark: boolean): BrowserWindow {
	const { width, height, maximized } = preferences.window;
	const window = new BrowserWindow({
		width,
		height,
		minWidth: 1024,
		minHeight: 640,
		show: false,
		title: 'VNACCS Keyring',
		autoHideMenuBar: true,
		backgroundColor: dark ? '#141414' : '#f3f3f3',
		// Elsewhere the menu row stands in the title bar; Linux window managers draw their own.
		...(process.platform === 'linux' ? {} : { titleBarStyle: 'hidden', titleBarOverlay: { height: menuRow } }),
		webPreferences: webPreferences(preload),
	});
	if (maximized) window.maximize();
	window.once('ready-to-show', () => window.show());
	window.on('close', () => {
		const { width, height } = window.getNormalBounds();
		preferences.window = { width, height, maximized: window.isMaximized() };
	});
	window.on('page-title-updated', (event) => event.preventDefault());
	void window.loadURL(appPage);
	return window;
}
