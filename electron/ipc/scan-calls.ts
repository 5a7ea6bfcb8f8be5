import type { BrowserWindow, Dialog } from 'electron';
import type { AnswerOf, Contracts, Envelope, RequestOf } from '../../shared/contracts/contracts.ts';
import { fill } from '../../shared/text.ts';
import { type ClipboardContents, pngSize } from '../shell/clipboard-contents.ts';
import type { CoreProcess } from '../shell/core-process.ts';

/** As large as an image file that is taken. */
const maxMpx = 100;

type Paste = Contracts['dossiers']['paste'];
type ChooseFolder = Contracts['scans']['chooseFolder'];

export type ScanCalls = {
	'dossiers.paste': (request: RequestOf<Paste>) => Promise<Envelope<AnswerOf<Paste>>>;
	'scans.chooseFolder': (request: RequestOf<ChooseFolder>) => Promise<Envelope<AnswerOf<ChooseFolder>>>;
};

/** The clipboard and the folder of the scanner: paths stay on this side of the border. */
export function createScanCalls(options: {
	window: () => BrowserWindow;
	dialog: Pick<Dialog, 'showOpenDialog'>;
	core: Pick<CoreProcess, 'call'>;
	clipboardContents: () => Promise<ClipboardContents>;
	text: (key: string) => string;
}): ScanCalls {
	const { core, dialog, text } = options;
	return {
		'dossiers.paste': async ({ id }) => {
			const { png, files } = await options.clipboardContents();
			if (!png) {
				if (files.length > 0) return core.call('dossiers.addPaths', { id, paths: files });
				return { ok: false, error: { code: 'CLIPBOARD_EMPTY', params: {} } };
			}
			const name = text('pasted-picture');
			const { width, height } = pngSize(png);
			if (width * height > maxMpx * 1e6) {
				const file = fill(name, { number: '' }).trim();
				return { ok: false, error: { code: 'IMAGE_TOO_LARGE', params: { file, limitMpx: maxMpx } } };
			}
			return core.call('dossiers.addPicture', { id, png: new Uint8Array(png), name });
		},
		'scans.chooseFolder': async () => {
			const chosen = await dialog.showOpenDialog(options.window(), {
				title: text('choose-scan-folder'),
				properties: ['openDirectory'],
			});
			const [path] = chosen.canceled ? [] : chosen.filePaths;
			return path === undefined ? core.call('scans.offered', {}) : core.call('scans.setFolder', { path });
		},
	};
}
