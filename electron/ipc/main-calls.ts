import type { BrowserWindow, Dialog, Shell } from 'electron';
import portals from '../../resources/portals/portals.json' with { type: 'json' };
import type { AppState, Preferences } from '../../shared/contracts/app-contract.ts';
import type { AnswerOf, CallName, Contracts, Envelope, RequestOf } from '../../shared/contracts/contracts.ts';
import type { CompanyPicture } from '../../shared/contracts/stamp-contract.ts';
import { fileNameOf } from '../../shared/domain/file-name.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { Result } from '../../shared/result.ts';
import { fill } from '../../shared/text.ts';
import type { TokenCertificate } from '../pkcs11/token-port.ts';
import type { ClipboardContents } from '../shell/clipboard-contents.ts';
import type { CoreProcess } from '../shell/core-process.ts';
import { clipboardSeconds, type SecretClipboard } from '../shell/secret-clipboard.ts';
import { createScanCalls, type ScanCalls } from './scan-calls.ts';
import { createSendingCalls, type SendingCalls } from './sending-calls.ts';
import { transferCalls } from './transfer-calls.ts';

type CallOf<Name extends CallName> = Name extends `${infer F extends keyof Contracts}.${infer N}`
	? N extends keyof Contracts[F]
		? Contracts[F][N]
		: never
	: never;

type MainCallName =
	| 'app.state'
	| 'app.setPreferences'
	| 'app.quit'
	| 'vault.saveRecoverySheet'
	| 'parameters.copy'
	| 'parameters.clearCopied'
	| 'guides.openPortal'
	| 'tokens.chooseModule'
	| 'tokens.chooseKeyFile'
	| 'signing.exportEvidence'
	| 'trust.add'
	| 'dossiers.addFiles'
	| 'dossiers.chooseSeal'
	| 'dossiers.chooseLogo'
	| 'dossiers.saveAs'
	| 'dossiers.showInFolder'
	| 'verification.choose'
	| 'verification.saveSheet'
	| 'backup.chooseTarget'
	| 'backup.choose'
	| 'audit.export'
	| 'transfer.choose'
	| 'transfer.saveTemplate'
	| 'transfer.export'
	| 'transfer.saveSheet'
	| keyof ScanCalls
	| keyof SendingCalls;

export type MainCalls = {
	[Name in MainCallName]: (request: RequestOf<CallOf<Name>>) => Promise<Envelope<AnswerOf<CallOf<Name>>>>;
};

export type MainCallsOptions = {
	window: () => BrowserWindow;
	dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
	shell: Pick<Shell, 'showItemInFolder' | 'openExternal' | 'openPath'>;
	core: Pick<CoreProcess, 'call'>;
	clipboard: SecretClipboard;
	clipboardContents: () => Promise<ClipboardContents>;
	/** Asks for the password of a key file and has the token host read its certificates. */
	openKeyFile: (path: string) => Promise<Result<TokenCertificate[]>>;
	state: () => AppState;
	setPreferences: (change: Partial<Preferences>) => Preferences;
	quit: () => void;
	/** A text of `resources/locales/<language>/desktop.json` in the user's language. */
	text: (key: string) => string;
	documents: () => string;
	exists: (path: string) => boolean;
	join: (...parts: string[]) => string;
};

/** The calls that need a window, a dialog, the clipboard or the file manager. Paths stay on this side of the border. */
export function createMainCalls(options: MainCallsOptions): MainCalls {
	const { core, dialog, text } = options;
	const pick = async (title: string, filters: { name: string; extensions: string[] }[], several: boolean) => {
		const chosen = await dialog.showOpenDialog(options.window(), {
			title: text(title),
			filters: filters.map((filter) => ({ ...filter, name: text(filter.name) })),
			properties: several ? ['openFile', 'multiSelections'] : ['openFile'],
		});
		return chosen.canceled ? [] : chosen.filePaths;
	};
	const pickFolder = async (title: string) => {
		const chosen = await dialog.showOpenDialog(options.window(), {
			title: text(title),
			properties: ['openDirectory', 'createDirectory'],
		});
		return chosen.canceled ? undefined : chosen.filePaths[0];
	};
	const pickPicture = async (use: 'seal' | 'logo', act: 'chooseSeal' | 'chooseLogo', companyId: string) => {
		const filter = { name: 'filter-pictures', extensions: ['png', 'jpg', 'jpeg'] };
		const [path] = await pick(`choose-${use}`, [filter], false);
		return path === undefined
			? core.call<CompanyPicture | null>(`dossiers.${use}`, { companyId })
			: core.call<CompanyPicture | null>(`dossiers.${act}`, { companyId, path });
	};
	const place = async (title: string, fileName: string, kind: 'pdf' | 'csv' | 'xlsx' = 'pdf') => {
		const chosen = await dialog.showSaveDialog(options.window(), {
			title: text(title),
			defaultPath: options.join(options.documents(), fileName),
			filters: [{ name: text(`filter-${kind}`), extensions: [kind] }],
		});
		return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
	};
	return {
		'app.state': async () => ok(options.state()),
		'app.setPreferences': async (change) => ok(options.setPreferences(change as Partial<Preferences>)),
		'app.quit': async () => {
			options.quit();
			return ok(null);
		},
		'vault.saveRecoverySheet': async ({ recoveryCode }) => {
			const path = await place('save-recovery-sheet', text('recovery-sheet-file'));
			if (path === null) return ok({ fileName: null });
			const saved = await core.call<null>('vault.saveRecoverySheet', {
				recoveryCode,
				path,
				language: options.state().preferences.language,
			});
			return saved.ok ? ok({ fileName: fileNameOf(path) }) : saved;
		},
		'parameters.copy': async (request) => {
			const revealed = await core.call<{ value: string }>('parameters.copy', request);
			if (!revealed.ok) return revealed;
			await options.clipboard.hold(revealed.value.value, request.id, request.field);
			return ok({ seconds: clipboardSeconds });
		},
		'parameters.clearCopied': async () => {
			await options.clipboard.clear();
			return ok(null);
		},
		'guides.openPortal': async ({ portal }) => {
			const { url } = portals[portal];
			try {
				await options.shell.openExternal(url);
			} catch {
				// The system says in its own words only that it found nothing to open the address with.
				return { ok: false, error: { code: 'PORTAL_NOT_OPENED', params: { url } } };
			}
			return ok(null);
		},
		'tokens.chooseModule': async () => {
			const [path] = await pick(
				'choose-module',
				[{ name: 'filter-module', extensions: ['dll', 'so', 'dylib'] }],
				false,
			);
			if (path === undefined) return ok({ path: null });
			const added = await core.call<null>('tokens.chooseModule', { path });
			return added.ok ? ok({ path }) : added;
		},
		'tokens.chooseKeyFile': async () => {
			const [path] = await pick('choose-key-file', [{ name: 'filter-key-file', extensions: ['p12', 'pfx'] }], false);
			if (path === undefined) return ok({ added: false });
			const opened = await options.openKeyFile(path);
			if (!opened.ok) return opened.error.code === 'PIN_CANCELLED' ? ok({ added: false }) : opened;
			const added = await core.call<null>('tokens.chooseKeyFile', { path, certificates: opened.value });
			return added.ok ? ok({ added: true }) : added;
		},
		'signing.exportEvidence': async ({ id }) => {
			const chosen = await dialog.showOpenDialog(options.window(), {
				title: text('export-evidence'),
				properties: ['openDirectory', 'createDirectory'],
			});
			const [parent] = chosen.canceled ? [] : chosen.filePaths;
			return parent === undefined ? ok({ folder: null }) : core.call('signing.exportEvidence', { id, parent });
		},
		'trust.add': async () => {
			const extensions = ['cer', 'crt', 'pem', 'der', 'p7b', 'p7c'];
			const paths = await pick('add-trusted', [{ name: 'filter-certificates', extensions }], true);
			return paths.length === 0 ? ok({ added: 0, known: 0, refused: [] }) : core.call('trust.add', { paths });
		},
		'dossiers.addFiles': async ({ id }) => {
			const extensions = ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff', 'webp', 'heic', 'heif'];
			const paths = await pick('add-files', [{ name: 'filter-scans', extensions }], true);
			return core.call('dossiers.addPaths', { id, paths });
		},
		'dossiers.chooseSeal': ({ companyId }) => pickPicture('seal', 'chooseSeal', companyId),
		'dossiers.chooseLogo': ({ companyId }) => pickPicture('logo', 'chooseLogo', companyId),
		'dossiers.saveAs': async ({ id }) => {
			const outputs = await core.call<{ fileName: string }>('dossiers.outputs', { id });
			if (!outputs.ok) return outputs;
			const path = await place('save-dossier', outputs.value.fileName);
			if (path !== null) {
				const saved = await core.call<null>('dossiers.saveAs', { id, path });
				if (!saved.ok) return saved;
			}
			return core.call('dossiers.get', { id });
		},
		'dossiers.showInFolder': async ({ id }) => {
			const outputs = await core.call<{ shown: string }>('dossiers.outputs', { id });
			if (!outputs.ok) return outputs;
			const { shown } = outputs.value;
			if (!options.exists(shown)) return refusal('FILE_NOT_FOUND', fileNameOf(shown));
			options.shell.showItemInFolder(shown);
			return ok(null);
		},
		'verification.choose': async () => {
			const [path] = await pick('check-file', [{ name: 'filter-pdf', extensions: ['pdf'] }], false);
			return path === undefined ? ok(null) : core.call('verification.checkPath', { path });
		},
		'verification.saveSheet': async ({ id }) => {
			const checked = await core.call<{ fileName: string }>('verification.checkedName', { id });
			if (!checked.ok) return checked;
			const name = fill(text('check-sheet-file'), { name: checked.value.fileName.replace(/\.pdf$/i, '') });
			const path = await place('save-check-sheet', name);
			if (path === null) return ok({ fileName: null });
			const saved = await core.call<null>('verification.saveSheet', { id, path });
			return saved.ok ? ok({ fileName: fileNameOf(path) }) : saved;
		},
		'backup.chooseTarget': async () => {
			const path = await pickFolder('choose-backup-target');
			return path === undefined ? ok({ target: null }) : core.call('backup.setTarget', { path });
		},
		'backup.choose': async () => {
			const path = await pickFolder('choose-backup');
			return path === undefined ? ok(null) : core.call('backup.examine', { path });
		},
		'audit.export': async (request) => {
			const path = await place('export-audit', `${text('audit-file')}.${request.format}`, request.format);
			if (path === null) return ok({ fileName: null });
			const saved = await core.call<null>('audit.exportTo', { ...request, path });
			return saved.ok ? ok({ fileName: fileNameOf(path) }) : saved;
		},
		...transferCalls(options),
		...createScanCalls(options),
		...createSendingCalls(options),
	};
}

function ok<T>(value: T): Envelope<T> {
	return { ok: true, value };
}

function refusal(code: ErrorCode, file: string): Envelope<never> {
	return { ok: false, error: { code, params: { file } } };
}
