import type { z } from 'zod';
import type { AppError } from '../errors/codes.ts';
import { accountsContract } from './accounts-contract.ts';
import { appContract } from './app-contract.ts';
import { auditContract } from './audit-contract.ts';
import { backupContract } from './backup-contract.ts';
import { calendarContract } from './calendar-contract.ts';
import { certificateChangesContract } from './certificate-changes-contract.ts';
import { companiesContract } from './companies-contract.ts';
import type { Call } from './contract.ts';
import { dossiersContract } from './dossiers-contract.ts';
import { guidesContract } from './guides-contract.ts';
import { lettersContract } from './letters-contract.ts';
import { oe4002Contract } from './oe4002-contract.ts';
import { parametersContract } from './parameters-contract.ts';
import { passwordsContract } from './passwords-contract.ts';
import { requestsContract } from './requests-contract.ts';
import { scansContract } from './scans-contract.ts';
import { helpContract, searchContract } from './search-contract.ts';
import { signingContract } from './signing-contract.ts';
import { terminalsContract } from './terminals-contract.ts';
import { tokensContract } from './tokens-contract.ts';
import { transferContract } from './transfer-contract.ts';
import { trustContract } from './trust-contract.ts';
import { vaultContract } from './vault-contract.ts';
import { verificationContract } from './verification-contract.ts';

/** The whole border between the page and the processes, on one page. */
export const contracts = {
	app: appContract,
	vault: vaultContract,
	companies: companiesContract,
	parameters: parametersContract,
	terminals: terminalsContract,
	accounts: accountsContract,
	passwords: passwordsContract,
	guides: guidesContract,
	requests: requestsContract,
	certificateChanges: certificateChangesContract,
	tokens: tokensContract,
	dossiers: dossiersContract,
	scans: scansContract,
	letters: lettersContract,
	signing: signingContract,
	trust: trustContract,
	verification: verificationContract,
	calendar: calendarContract,
	audit: auditContract,
	backup: backupContract,
	oe4002: oe4002Contract,
	transfer: transferContract,
	search: searchContract,
	help: helpContract,
};

export type Contracts = typeof contracts;
export type FeatureName = keyof Contracts;

/** `parameters.save`: how a call is named between the processes. */
export type CallName = { [F in FeatureName]: `${F}.${Extract<keyof Contracts[F], string>}` }[FeatureName];

export type Envelope<T> = { ok: true; value: T } | { ok: false; error: AppError & { supportId?: string } };

export type RequestOf<C> = C extends Call<infer Request, z.ZodType> ? z.infer<Request> : never;
export type AnswerOf<C> = C extends Call<z.ZodType, infer Answer> ? z.infer<Answer> : never;

/** What the page sees as `window.keyring`: one function per call, built by the preload script. */
export type Client = {
	[F in FeatureName]: {
		[N in keyof Contracts[F]]: (request: RequestOf<Contracts[F][N]>) => Promise<Envelope<AnswerOf<Contracts[F][N]>>>;
	};
};

/** Told to the page without being asked. */
export type PageEvent =
	| { kind: 'changed'; feature: FeatureName }
	/** The vault was locked: the page reloads so that nothing stays in it. */
	| { kind: 'locked' }
	/** The dossier `id` is being merged: which of how many files was begun, from 1. */
	| { kind: 'merging'; id: string; place: number; of: number }
	/** Nobody has used the PC: seconds until it locks; 0 when somebody did. */
	| { kind: 'lockingSoon'; secondsLeft: number }
	/** So many User IDs can send declarations again: their 24 hours are over. */
	| { kind: 'waitsOver'; count: number }
	/** The expected day of customs' answer to a dossier has come. */
	| { kind: 'answersDue' }
	/** Certificates end soon, the first of them on this day (YYYY-MM-DD). */
	| { kind: 'certificatesEnd'; on: string }
	/** Seconds until a copied secret leaves the clipboard; 0 when it has left. */
	| { kind: 'clipboard'; id: string; field: string; secondsLeft: number };

/** The bridge object: the client, the event subscription, and dropped files (their paths never reach the page). */
export type Bridge = Omit<Client, 'dossiers' | 'verification'> & {
	dossiers: Omit<Client['dossiers'], 'addPaths'>;
	verification: Omit<Client['verification'], 'checkPath'>;
	onEvent: (listener: (event: PageEvent) => void) => () => void;
	addDroppedFiles: (
		dossierId: string,
		files: readonly unknown[],
	) => Promise<Envelope<AnswerOf<Contracts['dossiers']['addFiles']>>>;
	/** Ctrl+V: copied files come as files, a copied picture is read by main. */
	pasteInto: (
		dossierId: string,
		files: readonly unknown[],
	) => Promise<Envelope<AnswerOf<Contracts['dossiers']['addFiles']>>>;
	checkDroppedFile: (file: unknown) => Promise<Envelope<AnswerOf<Contracts['verification']['checkPath']>>>;
};

export function findCall(name: string): Call | undefined {
	const [feature = '', method = ''] = name.split('.');
	const contract = Object.hasOwn(contracts, feature)
		? (contracts as Record<string, Record<string, Call>>)[feature]
		: undefined;
	return contract && Object.hasOwn(contract, method) ? contract[method] : undefined;
}
