import type { CallName } from './contracts.ts';

/**
 * Every call by name, for the preload script, which must stay small and cannot carry the schemas.
 * The type holds unknown names out; `call-names.test.ts` holds the list complete.
 */
export const callNames = [
	'app.state',
	'app.setPreferences',
	'app.quit',
	'vault.status',
	'vault.create',
	'vault.unlock',
	'vault.recover',
	'vault.lock',
	'vault.saveRecoverySheet',
	'companies.list',
	'companies.save',
	'parameters.list',
	'parameters.check',
	'parameters.save',
	'parameters.remove',
	'parameters.reveal',
	'parameters.copy',
	'parameters.clearCopied',
	'tokens.list',
	'tokens.watch',
	'tokens.diagnostics',
	'tokens.acceptModule',
	'tokens.chooseModule',
	'dossiers.list',
	'dossiers.get',
	'dossiers.create',
	'dossiers.saveLetter',
	'dossiers.preview',
	'dossiers.addFiles',
	'dossiers.addProtected',
	'dossiers.setPages',
	'dossiers.merge',
	'dossiers.cancelMerge',
	'dossiers.setStamp',
	'dossiers.automaticStamp',
	'dossiers.seal',
	'dossiers.chooseSeal',
	'dossiers.removeSeal',
	'dossiers.sign',
	'dossiers.saveAs',
	'dossiers.showInFolder',
	'trust.list',
	'trust.add',
	'trust.remove',
	'audit.list',
] as const satisfies readonly CallName[];

/** Calls the preload script makes itself and does not hand to the page. */
export const preloadOnlyCalls = ['dossiers.addPaths'] as const satisfies readonly CallName[];
