import { contextBridge, ipcRenderer } from 'electron';

/** What the PIN window can do: learn whose PIN is asked, answer once, or give up. */
contextBridge.exposeInMainWorld('pin', {
	about: () => ipcRenderer.invoke('pin.about'),
	submit: (pin: Uint8Array, finalConsent: boolean) => ipcRenderer.invoke('pin.submit', pin, finalConsent),
	cancel: () => ipcRenderer.invoke('pin.cancel'),
});
