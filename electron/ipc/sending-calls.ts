import type { BrowserWindow, Dialog, Shell } from 'electron';
import type { AnswerOf, Contracts, Envelope, RequestOf } from '../../shared/contracts/contracts.ts';
import type { AnswerFile, DraftKind } from '../../shared/contracts/sending-contract.ts';
import { fileNameOf } from '../../shared/domain/file-name.ts';
import type { CoreProcess } from '../shell/core-process.ts';

type Calls = Pick<
	Contracts['dossiers'],
	'openDraft' | 'showDraft' | 'saveDraftAs' | 'chooseAnswerFile' | 'showAnswerFile' | 'exportFolder'
>;

export type SendingCalls = {
	[N in keyof Calls as `dossiers.${N}`]: (request: RequestOf<Calls[N]>) => Promise<Envelope<AnswerOf<Calls[N]>>>;
};

/** Mail programs, answers of customs and export: what needs a dialog, the file manager or another program. */
export function createSendingCalls(options: {
	window: () => BrowserWindow;
	dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
	shell: Pick<Shell, 'showItemInFolder' | 'openPath'>;
	core: Pick<CoreProcess, 'call'>;
	text: (key: string) => string;
	documents: () => string;
	join: (...parts: string[]) => string;
}): SendingCalls {
	const { core, dialog, shell, text } = options;
	const write = (id: string, what: DraftKind) =>
		core.call<{ path: string; fileName: string }>('dossiers.writeDraft', { id, what });
	return {
		'dossiers.openDraft': async ({ id, what }) => {
			const written = await write(id, what);
			if (!written.ok) return written;
			// The empty text is success; the message of the system is of no use to the user.
			return ok({ opened: (await shell.openPath(written.value.path)) === '' });
		},
		'dossiers.showDraft': async ({ id, what }) => {
			const written = await write(id, what);
			if (!written.ok) return written;
			shell.showItemInFolder(written.value.path);
			return ok(null);
		},
		'dossiers.saveDraftAs': async ({ id, what }) => {
			const written = await write(id, what);
			if (!written.ok) return written;
			const chosen = await dialog.showSaveDialog(options.window(), {
				title: text('save-draft'),
				defaultPath: options.join(options.documents(), written.value.fileName),
				filters: [{ name: text('filter-mail'), extensions: ['eml'] }],
			});
			if (chosen.canceled || !chosen.filePath) return ok({ fileName: null });
			const saved = await core.call<null>('dossiers.saveDraft', { id, what, path: chosen.filePath });
			return saved.ok ? ok({ fileName: fileNameOf(chosen.filePath) }) : saved;
		},
		'dossiers.chooseAnswerFile': async ({ id }) => {
			const chosen = await dialog.showOpenDialog(options.window(), {
				title: text('choose-answer'),
				properties: ['openFile'],
			});
			const [path] = chosen.canceled ? [] : chosen.filePaths;
			return path === undefined ? ok(null) : core.call<AnswerFile>('dossiers.keepAnswerFile', { id, path });
		},
		'dossiers.showAnswerFile': async (request) => {
			const found = await core.call<{ shown: string }>('dossiers.answerFile', request);
			if (!found.ok) return found;
			shell.showItemInFolder(found.value.shown);
			return ok(null);
		},
		'dossiers.exportFolder': async ({ id }) => {
			const chosen = await dialog.showOpenDialog(options.window(), {
				title: text('export-dossier'),
				properties: ['openDirectory', 'createDirectory'],
			});
			const [parent] = chosen.canceled ? [] : chosen.filePaths;
			return parent === undefined ? ok({ folder: null }) : core.call('dossiers.exportTo', { id, parent });
		},
	};
}

function ok<T>(value: T): Envelope<T> {
	return { ok: true, value };
}
