import type { BrowserWindow, Dialog } from 'electron';
import type { AppState } from '../../shared/contracts/app-contract.ts';
import type { AnswerOf, Envelope } from '../../shared/contracts/contracts.ts';
import type {
	ExportFormat,
	ExportRequest,
	SheetRequest,
	transferContract,
} from '../../shared/contracts/transfer-contract.ts';
import { fileNameOf } from '../../shared/domain/file-name.ts';
import type { CoreProcess } from '../shell/core-process.ts';

const filters: Record<ExportFormat | 'pdf', string> = {
	xlsx: 'filter-xlsx',
	csv: 'filter-csv',
	json: 'filter-json',
	vnkr: 'filter-handover',
	pdf: 'filter-pdf',
};

type Options = {
	window: () => BrowserWindow;
	dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
	core: Pick<CoreProcess, 'call'>;
	state: () => AppState;
	text: (key: string) => string;
	documents: () => string;
	join: (...parts: string[]) => string;
};

type Answer<Name extends keyof typeof transferContract> = Promise<Envelope<AnswerOf<(typeof transferContract)[Name]>>>;

/** The calls of the import and export: dialogs here, everything else in the core. */
export function transferCalls({ window, dialog, core, state, text, documents, join }: Options) {
	/** Asks for the place, has the core write there, answers the name; a cancelled dialog writes nothing. */
	const save = async (title: string, name: string, extension: ExportFormat | 'pdf', call: string, request: object) => {
		const chosen = await dialog.showSaveDialog(window(), {
			title: text(title),
			defaultPath: join(documents(), `${text(name)}.${extension}`),
			filters: [{ name: text(filters[extension]), extensions: [extension] }],
		});
		if (chosen.canceled || !chosen.filePath) return ok({ fileName: null });
		const { language } = state().preferences;
		const saved = await core.call<null>(call, { ...request, path: chosen.filePath, language });
		return saved.ok ? ok({ fileName: fileNameOf(chosen.filePath) }) : saved;
	};
	return {
		'transfer.choose': async (): Answer<'choose'> => {
			const chosen = await dialog.showOpenDialog(window(), {
				title: text('choose-import'),
				filters: [{ name: text('filter-import'), extensions: ['xlsx', 'csv', 'json', 'vnkr', 'txt'] }],
				properties: ['openFile'],
			});
			const [path] = chosen.canceled ? [] : chosen.filePaths;
			return path === undefined ? ok(null) : core.call('transfer.choose', { path });
		},
		'transfer.saveTemplate': () => save('save-template', 'template-file', 'xlsx', 'transfer.saveTemplate', {}),
		'transfer.export': (request: ExportRequest) =>
			save('save-export', 'export-file', request.format, 'transfer.export', request),
		'transfer.saveSheet': (request: SheetRequest) =>
			save('save-sheet', 'sheet-file', 'pdf', 'transfer.saveSheet', request),
	};
}

function ok<T>(value: T): Envelope<T> {
	return { ok: true, value };
}
