import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { callNames } from '../shared/contracts/call-names.ts';
import type { PageEvent } from '../shared/contracts/contracts.ts';

/** One function per call of the contracts, an event subscription and dropped files. No channel name is an argument. */
const bridge: Record<string, unknown> = {};
for (const name of callNames) {
	const [feature = '', method = ''] = name.split('.');
	bridge[feature] ??= {};
	(bridge[feature] as Record<string, unknown>)[method] = (request: unknown) => ipcRenderer.invoke(name, request);
}

bridge.onEvent = (listener: (event: PageEvent) => void) => {
	const hear = (_event: IpcRendererEvent, pageEvent: PageEvent) => listener(pageEvent);
	ipcRenderer.on('page-event', hear);
	return () => {
		ipcRenderer.removeListener('page-event', hear);
	};
};

/** A File that did not come from the disk has no path and is left out. */
const pathsOf = (files: readonly File[]) =>
	[...files].map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');

bridge.addDroppedFiles = (id: string, files: readonly File[]) =>
	ipcRenderer.invoke('dossiers.addPaths', { id, paths: pathsOf(files) });

bridge.pasteInto = (id: string, files: readonly File[]) => {
	const paths = pathsOf(files);
	return paths.length > 0
		? ipcRenderer.invoke('dossiers.addPaths', { id, paths })
		: ipcRenderer.invoke('dossiers.paste', { id });
};

bridge.checkDroppedFile = (file: File) =>
	// A File that did not come from the disk has the empty path.
	ipcRenderer.invoke('verification.checkPath', { path: webUtils.getPathForFile(file) });

contextBridge.exposeInMainWorld('keyring', bridge);
