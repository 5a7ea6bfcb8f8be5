import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';

type Library = { pdfjs: typeof import('pdfjs-dist'); worker: PDFWorker };

let library: Promise<Library> | undefined;

/**
 * The viewer is large: it is fetched when the first page is shown. One worker serves all files. The legacy build also
 * runs in the older Electron that development machines may have to use (docs/decisions/0003).
 */
function loadLibrary(): Promise<Library> {
	library ??= import('pdfjs-dist/legacy/build/pdf.mjs').then((pdfjs) => {
		pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;
		return { pdfjs, worker: new pdfjs.PDFWorker() };
	});
	return library;
}

/** Ids of files that the processes hand out; the page knows no path. */
export const fileIdOf = {
	attachment: (dossierId: string, attachmentId: string) => `${dossierId}.${attachmentId}`,
	merged: (dossierId: string) => `${dossierId}.merged`,
	signed: (dossierId: string) => `${dossierId}.signed`,
};

async function open(fileId: string): Promise<PDFDocumentProxy> {
	const { pdfjs, worker } = await loadLibrary();
	// Relative to the page's own address, app://keyring/.
	const response = await fetch(`/files/${encodeURIComponent(fileId)}`, { cache: 'no-store' });
	if (!response.ok) throw new Error(`No file ${fileId}`);
	return await pdfjs.getDocument({
		data: await response.arrayBuffer(),
		worker,
		// The content security policy forbids WebAssembly; the decoders exist as plain scripts, too.
		useWasm: false,
		wasmUrl: new URL('/pdfjs/wasm/', window.location.href).href,
		standardFontDataUrl: new URL('/pdfjs/standard_fonts/', window.location.href).href,
		enableXfa: false,
	}).promise;
}

type Entry = { document: Promise<PDFDocumentProxy>; users: number; closing?: ReturnType<typeof setTimeout> };

const entries = new Map<string, Entry>();

/**
 * The document of a file id, shared by everybody who shows a page of it. `version` tells contents apart that come under
 * one id. Call `release` when the page goes; the last one closes the document a moment later.
 */
export function leasePdf(
	fileId: string,
	version: string,
): { document: Promise<PDFDocumentProxy>; release: () => void } {
	const key = `${fileId} ${version}`;
	const entry = entries.get(key) ?? { document: open(fileId), users: 0 };
	entries.set(key, entry);
	entry.users += 1;
	clearTimeout(entry.closing);
	const release = () => {
		entry.users -= 1;
		if (entry.users > 0) return;
		entry.closing = setTimeout(() => {
			entries.delete(key);
			entry.document.then(
				(document) => document.loadingTask.destroy(),
				() => undefined,
			);
		}, 3000);
	};
	// A file that failed to open is tried again by the next page that wants it.
	entry.document.catch(() => entries.get(key) === entry && entries.delete(key));
	return { document: entry.document, release };
}
