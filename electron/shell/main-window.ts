import { BrowserWindow, type NativeTheme, type TitleBarOverlayOptions } from 'electron';
import { appPage } from './origin.ts';
import type { PreferenceStore } from './preferences.ts';
import { webPreferences } from './window-guard.ts';

/** Height of the row that stands in for the title bar, in CSS pixels. */
const menuRow = 28;

/** Elsewhere the menu row stands in the title bar; Linux window managers draw their own. */
const drawsTitleBar = process.platform !== 'linux';

/** The window's own buttons in the colours of the menu row. */
function overlay({ shouldUseDarkColors: dark }: NativeTheme): TitleBarOverlayOptions {
	return { height: menuRow, color: dark ? '#1f1f1f' : '#fafafa', symbolColor: dark ? '#f5f5f5' : '#242424' };
}

/** Opens the window at its last size; it is shown once there is something to see. */
export function openMainWindow(preload: string, preferences: PreferenceStore, theme: NativeTheme): BrowserWindow {
	const { width, height, maximized } = preferences.window;
	const window = new BrowserWindow({
		width,
		height,
		minWidth: 1024,
		minHeight: 640,
		show: false,
		title: 'VNACCS Keyring',
		autoHideMenuBar: true,
		backgroundColor: theme.shouldUseDarkColors ? '#141414' : '#f3f3f3',
		...(drawsTitleBar && { titleBarStyle: 'hidden', titleBarOverlay: overlay(theme) }),
		webPreferences: webPreferences(preload),
	});
	if (maximized) window.maximize();
	window.once('ready-to-show', () => window.show());
	window.on('close', () => {
		const { width, height } = window.getNormalBounds();
		preferences.window = { width, height, maximized: window.isMaximized() };
	});
	if (process.platform === 'win32') theme.on('updated', () => window.setTitleBarOverlay(overlay(theme)));
	window.on('page-title-updated', (event) => event.preventDefault());
	void window.loadURL(appPage);
	return window;
}
