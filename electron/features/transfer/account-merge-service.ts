import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { type CertificateFields, certificateOf, noCertificate } from '../../../shared/domain/certificate-fields.ts';
import { emptyCompany, tidyCompany } from '../../../shared/domain/company-entry.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { inUse, type Validity } from '../../../shared/domain/validity.ts';
import { newId } from '../../platform/ids.ts';
import type { CompanyStore } from '../companies/company-store-port.ts';
import type { AccountStore, StoredAdmin, StoredNsw } from '../parameters/account-store-port.ts';
import type { ParameterStore, StoredParameters } from '../parameters/parameter-store-port.ts';
import type { PasswordService } from '../parameters/password-service.ts';
import type { StoredTerminal, TerminalChange, TerminalStore } from '../parameters/terminal-store-port.ts';
import { type AccountBatch, type AccountBatchStore, emptyBatch, ownFields } from './account-batch-port.ts';

/** What comes from outside about one company. A value that is absent or empty leaves the stored one as it is. */
export type IncomingCompany = {
	/** Normalised. */
	taxCode: string;
	company?: Partial<Omit<Company, 'id' | 'taxCode'>>;
	users?: IncomingUser[];
	terminals?: IncomingTerminal[];
	admin?: IncomingAdmin;
	nsw?: IncomingNsw;
};

type Certificate = Partial<CertificateFields>;
export type IncomingTerminal = { terminalId: string; computer?: string; accessKey?: string } & Partial<Validity>;
export type IncomingUser = {
	userId: string;
	declarantName?: string;
	email?: string;
	userCode?: string;
	password?: string;
	/** The terminal it uses: one of the company's, by its Terminal ID. */
	terminalId?: string;
} & Certificate &
	Partial<Validity>;
export type IncomingAdmin = Certificate & { password?: string };
export type IncomingNsw = { login?: string; mailbox?: string; password?: string };

type SecretKind = 'user' | 'terminal' | 'admin' | 'nsw';
/** Seals and opens the one secret of a record; null or damaged opens as empty. */
export type AccountSecrets = {
	seal(kind: SecretKind, id: string, text: string): Uint8Array;
	open(kind: SecretKind, id: string, sealed: Uint8Array | null): string;
};

export type MergeKind = 'company' | 'user' | 'terminal' | 'admin' | 'nsw';
/** What becomes of one incoming record. `fields`: the names of what changes, secrets among them by name only. */
export type MergeOutcome = {
	kind: MergeKind;
	taxCode: string;
	/** Tax code, User ID or Terminal ID. */
	code: string;
	action: 'add' | 'change' | 'same';
	fields: string[];
};

export type Merge = { batch: AccountBatch; outcomes: MergeOutcome[] };

/** One company's stored records. */
export type StoredAccounts = {
	company: Company;
	users: StoredParameters[];
	terminals: StoredTerminal[];
	admin: StoredAdmin | null;
	nsw: StoredNsw | null;
};

export type AccountMergeService = {
	stored(company: Company): Promise<StoredAccounts>;
	/** What taking over would do; writes nothing. With `overwrite` false only what is new is added. */
	plan(incoming: readonly IncomingCompany[], overwrite: boolean): Promise<Merge>;
	apply(batch: AccountBatch): Promise<void>;
};

/** Takes records from outside into the stored ones: table rows, hand-over files and OE4002 go this one way. */
export function createAccountMerge({
	companies,
	parameters,
	terminals,
	accounts,
	batches,
	passwords,
	secrets,
	now,
}: {
	companies: Pick<CompanyStore, 'list'>;
	parameters: Pick<ParameterStore, 'list'>;
	terminals: Pick<TerminalStore, 'list'>;
	accounts: Pick<AccountStore, 'admin' | 'nsw'>;
	batches: AccountBatchStore;
	passwords: PasswordService;
	secrets: AccountSecrets;
	now: () => number;
}): AccountMergeService {
	const at = () => new Date(now()).toISOString();
	async function stored(company: Company): Promise<StoredAccounts> {
		return {
			company,
			users: by('userId', await parameters.list(company.id)),
			terminals: by('terminalId', await terminals.list(company.id)),
			admin: await accounts.admin(company.id),
			nsw: await accounts.nsw(company.id),
		};
	}

	async function mergeCompany(one: IncomingCompany, known: Company | undefined, overwrite: boolean): Promise<Merge> {
		const batch = emptyBatch();
		const outcomes: MergeOutcome[] = [];
		const note = (kind: MergeKind, code: string, exists: boolean, fields: string[]): boolean => {
			const action = exists ? (fields.length > 0 ? 'change' : 'same') : 'add';
			outcomes.push({ kind, taxCode: one.taxCode, code, action, fields });
			return action === 'add' || (action === 'change' && overwrite);
		};

		const company = known ?? {
			...emptyCompany,
			kind: 'customer',
			id: newId(now()),
			taxCode: one.taxCode,
			name: displayTaxCode(one.taxCode),
		};
		const before = known ? await stored(known) : { users: [], terminals: [], admin: null, nsw: null };
		const companyFields = given(one.company ?? {}, company);
		if (note('company', one.taxCode, known !== undefined, companyFields)) {
			const next = { ...tidyCompany({ ...company, ...pick(one.company ?? {}, companyFields) }), id: company.id };
			batch.companies.push({ company: next, exists: known !== undefined });
		}

		/** The terminals as they will be, by Terminal ID. */
		const ready = new Map<string, TerminalChange>(
			before.terminals.map((old) => [old.terminalId, { ...without(old, 'sealed'), accessKey: undefined }]),
		);
		for (const terminal of one.terminals ?? []) {
			const old = before.terminals.find((other) => other.terminalId === terminal.terminalId);
			const key = terminal.accessKey ?? '';
			const newKey = key !== '' && key !== (old ? secrets.open('terminal', old.id, old.sealed) : '');
			const fields = [...given(without(terminal, 'accessKey'), old ?? {}), ...(newKey ? ['accessKey'] : [])];
			if (!note('terminal', terminal.terminalId, old !== undefined, fields)) continue;
			const id = old?.id ?? newId(now());
			const change: TerminalChange = {
				...inUse,
				computer: '',
				...(old ? without(old, 'sealed') : {}),
				...pick(without(terminal, 'accessKey'), fields),
				id,
				companyId: company.id,
				terminalId: terminal.terminalId,
				updatedAt: at(),
				accessKey: newKey ? { bytes: secrets.seal('terminal', id, key) } : undefined,
			};
			ready.set(terminal.terminalId, change);
			batch.terminals.push(change);
		}

		for (const user of one.users ?? []) {
			const { password = '', terminalId = '', ...plain } = user;
			const old = before.users.find((other) => other.userId === user.userId);
			const id = old?.id ?? newId(now());
			const account = { kind: 'user', id } as const;
			const change = await passwords.change(
				account,
				old ? { ...old, sealed: old.sealed.password } : null,
				password === '' ? undefined : password,
			);
			const moved = terminalId !== '' && terminalId !== old?.terminalId;
			const fields = [...given(plain, old ?? {}), ...(change ? ['password'] : []), ...(moved ? ['terminalId'] : [])];
			if (!note('user', user.userId, old !== undefined, fields)) continue;
			const terminal = ready.get(moved ? terminalId : (old?.terminalId ?? ''));
			batch.users.push({
				exists: old !== undefined,
				user: {
					...emptyUser,
					// The User code is the first five characters of a User ID (5 + 3 characters).
					...(old ? ownFields(old) : { userCode: user.userId.slice(0, 5) }),
					...pick(plain, fields),
					id,
					companyId: company.id,
					userId: user.userId,
					updatedAt: at(),
					password: change,
					// Written already; the set only has to keep pointing at it.
					terminal: terminal ? { ...terminal, accessKey: undefined } : null,
					userCodeId: newId(now()),
				},
			});
		}

		if (one.admin) {
			const { password = '', ...plain } = one.admin;
			const id = before.admin?.id ?? newId(now());
			const change = await passwords.change(
				{ kind: 'admin', id },
				before.admin,
				password === '' ? undefined : password,
			);
			const fields = [...given(plain, before.admin ?? {}), ...(change ? ['password'] : [])];
			if (note('admin', one.taxCode, before.admin !== null, fields)) {
				const base = before.admin ?? noCertificate;
				batch.admins.push({
					...certificateOf({ ...base, ...pick(plain, fields) }),
					id,
					companyId: company.id,
					updatedAt: at(),
					password: change,
				});
			}
		}
		if (one.nsw) {
			const { password = '', ...plain } = one.nsw;
			const id = before.nsw?.id ?? newId(now());
			const change = await passwords.change({ kind: 'nsw', id }, before.nsw, password === '' ? undefined : password);
			const fields = [...given(plain, before.nsw ?? {}), ...(change ? ['password'] : [])];
			if (note('nsw', plain.login ?? before.nsw?.login ?? '', before.nsw !== null, fields)) {
				const { login, mailbox } = { login: '', mailbox: '', ...before.nsw, ...pick(plain, fields) };
				batch.nsws.push({ login, mailbox, id, companyId: company.id, updatedAt: at(), password: change });
			}
		}
		return { batch, outcomes };
	}

	return {
		stored,
		async plan(incoming, overwrite) {
			const known = new Map((await companies.list()).map((one) => [one.taxCode, one]));
			const whole: Merge = { batch: emptyBatch(), outcomes: [] };
			for (const one of incoming) {
				const { batch, outcomes } = await mergeCompany(one, known.get(one.taxCode), overwrite);
				for (const name of Object.keys(batch) as (keyof AccountBatch)[]) {
					(whole.batch[name] as unknown[]).push(...batch[name]);
				}
				whole.outcomes.push(...outcomes);
			}
			return whole;
		},
		apply: (batch) => batches.apply(batch, at()),
	};
}

const emptyUser = { ...inUse, ...noCertificate, declarantName: '', email: '', userCode: '' };

/** Records of one import share their instant, and their ids then have no order people would know. */
function by<Name extends string, Row extends Record<Name, string>>(name: Name, rows: Row[]): Row[] {
	return rows.toSorted((one, other) => (one[name] < other[name] ? -1 : 1));
}

/** The names of the values that are there and differ from the stored ones. */
function given(incoming: object, stored: object): string[] {
	return Object.entries(incoming).flatMap(([name, value]) => {
		const old = (stored as Record<string, unknown>)[name];
		// A state may well become "no date"; an empty text says nothing.
		const says = value !== undefined && (value !== '' || (name === 'endsOn' && old !== undefined));
		return says && JSON.stringify(value) !== JSON.stringify(old) ? [name] : [];
	});
}

function pick<T extends object>(record: T, names: readonly string[]): Partial<T> {
	return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name))) as Partial<T>;
}

function without<T extends object, Name extends keyof T>(record: T, name: Name): Omit<T, Name> {
	const { [name]: _left, ...rest } = record;
	return rest;
}
