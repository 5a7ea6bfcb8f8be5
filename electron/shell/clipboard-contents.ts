import { fileURLToPath } from 'node:url';

/** What can become pages: a picture as PNG, or the paths of copied files. */
export type ClipboardContents = { png: Uint8Array | undefined; files: string[] };

type Item = { types: readonly string[]; getType(type: string): Promise<unknown> };
/** Electron's clipboard: newer versions answer with items, older ones have a function for each kind. */
export type ContentsClipboard = {
	read?: unknown;
	readImage?: () => { isEmpty(): boolean; toPNG(): Uint8Array };
	readBuffer?: (format: string) => Uint8Array;
};

/** What each system calls copied files: Windows names the first one only (all of them come with Ctrl+V as files). */
const fileFormats = ['FileNameW', 'public.file-url', 'text/uri-list'] as const;

export async function readClipboard(clipboard: ContentsClipboard): Promise<ClipboardContents> {
	const read = clipboard.readImage && clipboard.readBuffer ? old(clipboard) : await items(clipboard);
	const png = await read('image/png');
	if (png.length > 0) return { png, files: [] };
	for (const format of fileFormats) {
		const files = filesIn(format, await read(format));
		if (files.length > 0) return { png: undefined, files };
	}
	return { png: undefined, files: [] };
}

type Read = (format: string) => Promise<Uint8Array>;
const nothing = new Uint8Array();

function old({ readImage, readBuffer }: ContentsClipboard): Read {
	return async (format) => {
		if (format !== 'image/png') return readBuffer?.(format) ?? nothing;
		const image = readImage?.();
		return image && !image.isEmpty() ? image.toPNG() : nothing;
	};
}

async function items(clipboard: ContentsClipboard): Promise<Read> {
	const found = await (clipboard.read as () => Promise<Item[]>).call(clipboard);
	return async (format) => {
		for (const type of [format, `electron application/osclipboard;format="${format}"`]) {
			const item = found.find(({ types }) => types.includes(type));
			const blob = await item?.getType(type);
			if (blob instanceof Blob) return new Uint8Array(await blob.arrayBuffer());
		}
		return nothing;
	};
}

/** Paths in the bytes of such a format. */
export function filesIn(format: string, bytes: Uint8Array): string[] {
	const buffer = Buffer.from(bytes);
	if (format === 'FileNameW') return [buffer.toString('utf16le').split('\0')[0] ?? ''].filter(Boolean);
	const addresses = buffer.toString('utf8').split(/[\r\n\0]+/);
	return addresses.filter((address) => address.startsWith('file:///')).map((address) => fileURLToPath(address));
}

/** Width and height of a PNG by its header (ISO/IEC 15948, 11.2.2). */
export function pngSize(png: Uint8Array): { width: number; height: number } {
	const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
	return png.length < 24 ? { width: 0, height: 0 } : { width: view.getUint32(16), height: view.getUint32(20) };
}
