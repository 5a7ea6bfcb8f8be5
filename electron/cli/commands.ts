import type { Command, OptionSpec } from './command.ts';

const output: OptionSpec = { type: 'string', value: 'PDF', required: true };
const attachSigned: OptionSpec = { type: 'boolean' };

const dataFolder: OptionSpec = { type: 'string', value: 'DIR', required: true };

/** Every command of the contract that exists so far, in the order of the help. */
export const commands: readonly Command[] = [
	{
		words: ['check', 'params'],
		positionals: ['FILE'],
		options: {},
		load: async () => (await import('./check-params.ts')).checkParams,
	},
	{
		words: ['explain'],
		positionals: ['CODE'],
		options: { service: { type: 'string', value: 'S' } },
		load: async () => (await import('./explain.ts')).explain,
	},
	{
		words: ['deadline'],
		positionals: [],
		options: {
			from: { type: 'string', value: 'ISO', required: true },
			'working-days': { type: 'string', value: 'N', required: true },
			'day-off': { type: 'string', value: 'YYYY-MM-DD', multiple: true },
			'work-day': { type: 'string', value: 'YYYY-MM-DD', multiple: true },
		},
		load: async () => (await import('./deadline.ts')).deadline,
	},
	{
		words: ['token', 'list'],
		positionals: [],
		options: { module: { type: 'string', value: 'PATH', multiple: true } },
		load: async () => (await import('./token-list.ts')).tokenList,
	},
	{
		words: ['letter', 'build'],
		positionals: ['REQUEST'],
		options: { out: output },
		load: async () => (await import('./letter-build.ts')).letterBuild,
	},
	{
		words: ['dossier', 'build'],
		positionals: ['REQUEST'],
		options: {
			attach: { type: 'string', value: 'FILE', multiple: true, several: true, required: true },
			out: output,
			'attach-signed': attachSigned,
		},
		load: async () => (await import('./dossier-build.ts')).dossierBuild,
	},
	{
		words: ['merge'],
		positionals: ['FILE'],
		many: true,
		options: { out: output, 'attach-signed': attachSigned },
		load: async () => (await import('./dossier-build.ts')).merge,
	},
	{
		words: ['sign'],
		positionals: ['IN'],
		options: {
			out: output,
			module: { type: 'string', value: 'PATH' },
			token: { type: 'string', value: 'LABEL' },
			p12: { type: 'string', value: 'FILE' },
			serial: { type: 'string', value: 'HEX' },
			level: { type: 'string', value: 'B-B|B-T|B-LT|B-LTA' },
			'tsa-url': { type: 'string', value: 'URL' },
			trust: { type: 'string', value: 'PEM', multiple: true },
			scheme: { type: 'string', value: 'pkcs1|pss' },
			stamp: { type: 'string', value: 'none|auto|PAGE,X,Y,W,H' },
			reason: { type: 'string', value: 'TEXT' },
		},
		load: async () => (await import('./sign.ts')).sign,
	},
	{
		words: ['verify'],
		positionals: ['IN'],
		options: { trust: { type: 'string', value: 'PEM', multiple: true }, offline: { type: 'boolean' } },
		load: async () => (await import('./verify.ts')).verify,
	},
	{
		words: ['store', 'init'],
		positionals: [],
		options: { store: dataFolder },
		load: async () => (await import('./store-init.ts')).storeInit,
	},
	{
		words: ['store', 'check'],
		positionals: [],
		options: { store: dataFolder, unlock: { type: 'boolean' } },
		load: async () => (await import('./store-check.ts')).storeCheck,
	},
	{
		words: ['store', 'backup'],
		positionals: [],
		options: { store: dataFolder, to: { type: 'string', value: 'FOLDER' } },
		load: async () => (await import('./store-backup.ts')).storeBackup,
	},
	{
		words: ['store', 'restore'],
		positionals: ['BACKUP'],
		options: { store: dataFolder },
		load: async () => (await import('./store-restore.ts')).storeRestore,
	},
	{
		words: ['accounts', 'import'],
		positionals: ['FILE'],
		options: { store: dataFolder },
		load: async () => (await import('./accounts-import.ts')).accountsImport,
	},
	{
		words: ['accounts', 'list'],
		positionals: [],
		options: {
			store: dataFolder,
			query: { type: 'string', value: 'TEXT' },
			reveal: { type: 'boolean' },
		},
		load: async () => (await import('./accounts-list.ts')).accountsList,
	},
];

/** Understood by every command. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
	json: { type: 'boolean' },
	lang: { type: 'string', value: 'vi|en' },
	help: { type: 'boolean' },
};
