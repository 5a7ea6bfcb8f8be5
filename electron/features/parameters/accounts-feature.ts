import { randomBytes } from 'node:crypto';
import type { accountsContract } from '../../../shared/contracts/accounts-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { tidy, tidyDate } from '../../../shared/domain/entry-text.ts';
import { certificateDates, tidyCertificate } from '../../../shared/domain/parameter-entry.ts';
import { generatePassword } from '../../../shared/domain/password-generator.ts';
import { capture, Fault } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountStore } from './account-store-port.ts';
import type { Account, PasswordService } from './password-service.ts';

/** The administrator and National Single Window accounts of the companies, and the histories of all passwords. */
export function createAccountsFeature({
	store,
	userExists,
	passwords,
	now,
}: {
	store: AccountStore;
	/** Whether there is a parameter set of that id. */
	userExists: (id: string) => Promise<boolean>;
	passwords: PasswordService;
	now: () => number;
}): Handlers<typeof accountsContract> {
	async function exists({ kind, id }: Account): Promise<boolean> {
		if (kind === 'user') return userExists(id);
		return (kind === 'admin' ? await store.findAdmin(id) : await store.findNsw(id)) !== null;
	}

	async function get(companyId: string) {
		const [admin, nsw] = [await store.admin(companyId), await store.nsw(companyId)];
		return { admin: admin && withoutSecret(admin), nsw: nsw && withoutSecret(nsw) };
	}

	const at = () => new Date(now()).toISOString();

	return {
		get: ({ companyId }) => capture(() => get(companyId)),

		admins: () => capture(async () => (await store.admins()).map(withoutSecret)),

		saveAdmin: ({ companyId, password, ...draft }) =>
			capture(async () => {
				const certificate = tidyCertificate(draft);
				for (const field of certificateDates) tidyDate(field, certificate[field]);
				const before = await store.admin(companyId);
				const id = before?.id ?? newId(now());
				const change = await passwords.change({ kind: 'admin', id }, before, password?.normalize('NFC'));
				await store.saveAdmin({ id, companyId, ...certificate, updatedAt: at(), password: change });
				return saved((await get(companyId)).admin);
			}),

		saveNsw: ({ companyId, login, mailbox, password }) =>
			capture(async () => {
				const before = await store.nsw(companyId);
				const id = before?.id ?? newId(now());
				const change = await passwords.change({ kind: 'nsw', id }, before, password?.normalize('NFC'));
				const record = { id, companyId, login: tidy(login), mailbox: tidy(mailbox), updatedAt: at() };
				await store.saveNsw({ ...record, password: change });
				return saved((await get(companyId)).nsw);
			}),

		history: ({ id }) =>
			capture(async () =>
				(await store.history(id)).map(
					({ sealed: _sealed, accountKind: _kind, accountId: _account, announced: _announced, ...row }) => row,
				),
			),

		generate: (account) =>
			capture(async () => {
				if (!(await exists(account))) throw new Fault('STORE_RECORD_MISSING', { what: 'account' });
				const value = generatePassword(randomBytes);
				return { id: await passwords.offer(account, value), value };
			}),
	};
}

function withoutSecret<Stored extends { sealed: Uint8Array | null }>({ sealed, ...row }: Stored) {
	return { ...row, hasPassword: sealed !== null };
}

/** What was just written is there: the store has one writer. */
function saved<Row>(row: Row | null): Row {
	if (row === null) throw new Error('A record just written is missing.');
	return row;
}
