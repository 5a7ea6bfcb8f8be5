import { expect, test } from 'vitest';
import type { ClipboardContents } from '../shell/clipboard-contents.ts';
import { createScanCalls } from './scan-calls.ts';

const id = '01900000-0000-7000-8000-000000000001';

function calls(contents: ClipboardContents, chosen: string[] = []) {
	const asked: { name: string; request: Record<string, unknown> }[] = [];
	const answers = createScanCalls({
		window: () => ({}) as never,
		dialog: { showOpenDialog: async () => ({ canceled: chosen.length === 0, filePaths: chosen }) } as never,
		core: {
			call: async (name: string, request: unknown) => {
				asked.push({ name, request: request as Record<string, unknown> });
				return { ok: true, value: null } as never;
			},
		},
		clipboardContents: async () => contents,
		text: (key) => (key === 'pasted-picture' ? 'Ảnh dán {number}' : key),
	});
	return { answers, asked };
}

const png = (width: number, height: number) => {
	const bytes = new Uint8Array(24);
	new DataView(bytes.buffer).setUint32(16, width);
	new DataView(bytes.buffer).setUint32(20, height);
	return bytes;
};

test('a picture goes to the core under its name', async () => {
	const { answers, asked } = calls({ png: png(10, 10), files: [] });
	await answers['dossiers.paste']({ id });
	expect(asked).toEqual([{ name: 'dossiers.addPicture', request: { id, png: png(10, 10), name: 'Ảnh dán {number}' } }]);
});

test('copied files go to the core as files', async () => {
	const { answers, asked } = calls({ png: undefined, files: ['/a.pdf'] });
	await answers['dossiers.paste']({ id });
	expect(asked).toEqual([{ name: 'dossiers.addPaths', request: { id, paths: ['/a.pdf'] } }]);
});

test('an empty clipboard and a picture of too many pixels are refused here', async () => {
	const empty = calls({ png: undefined, files: [] });
	expect(await empty.answers['dossiers.paste']({ id })).toMatchObject({ error: { code: 'CLIPBOARD_EMPTY' } });
	const huge = calls({ png: png(10_001, 10_000), files: [] });
	const params = { file: 'Ảnh dán', limitMpx: 100 };
	expect(await huge.answers['dossiers.paste']({ id })).toMatchObject({ error: { code: 'IMAGE_TOO_LARGE', params } });
	expect([...empty.asked, ...huge.asked]).toEqual([]);
});

test('a cancelled dialog leaves the folder of the scanner as it was', async () => {
	const cancelled = calls({ png: undefined, files: [] });
	await cancelled.answers['scans.chooseFolder']({});
	expect(cancelled.asked).toEqual([{ name: 'scans.offered', request: {} }]);
	const chosen = calls({ png: undefined, files: [] }, ['/Máy quét']);
	await chosen.answers['scans.chooseFolder']({});
	expect(chosen.asked).toEqual([{ name: 'scans.setFolder', request: { path: '/Máy quét' } }]);
});
