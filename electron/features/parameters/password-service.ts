import type { AccountKind } from '../../../shared/contracts/accounts-contract.ts';
import type { PasswordWay } from '../../../shared/domain/account-life/password-life.ts';
import { newId } from '../../platform/ids.ts';
import type { Sealer } from '../vault/sealer-port.ts';
import type { AccountStore, PasswordChange, StoredPassword } from './account-store-port.ts';
import { placeOf, readable } from './secret-place.ts';

export type Account = { kind: AccountKind; id: string };

export type PasswordService = {
	/**
	 * What is to be written so that an account's password becomes `text` (empty: none): the old value goes into the
	 * history, never away. Undefined when nothing was typed or it is that already.
	 */
	change(
		account: Account,
		before: { sealed: Uint8Array | null; passwordChangedAt: string | null } | null,
		text: string | undefined,
	): Promise<PasswordChange | undefined>;
	/** Puts a value that is about to be shown into the history. */
	offer(account: Account, text: string): Promise<void>;
};

/** Builds the rows of the password history. `user` is the account of the operating system, `now` in milliseconds. */
export function createPasswordService({
	store,
	sealer,
	user,
	now,
}: {
	store: Pick<AccountStore, 'history' | 'addPassword'>;
	sealer: Sealer;
	user: string;
	now: () => number;
}): PasswordService {
	const at = () => new Date(now()).toISOString();

	function row(account: Account, text: string, way: PasswordWay): StoredPassword {
		const id = newId(now());
		return {
			id,
			accountKind: account.kind,
			accountId: account.id,
			sealed: sealer.seal(placeOf('history', id), text),
			recordedAt: at(),
			way,
			answer: 'succeeded',
			undone: false,
			who: user,
		};
	}

	return {
		async change(account, before, text) {
			if (text === undefined) return undefined;
			const place = placeOf(account.kind, account.id);
			const old = before?.sealed ? readable(sealer, place, before.sealed) : '';
			if (old === text) return undefined;
			const known = await store.history(account.id);
			const add: StoredPassword[] = [];
			// Stored before there was a history.
			if (old && !known.some(({ way, undone }) => way !== 'generated' && !undone)) {
				add.push({ ...row(account, old, 'entered'), recordedAt: before?.passwordChangedAt ?? at() });
			}
			const offered = known.find(
				({ id, way, sealed }) => way === 'generated' && readable(sealer, placeOf('history', id), sealed) === text,
			);
			if (text !== '' && !offered) add.push(row(account, text, 'entered'));
			return {
				bytes: text === '' ? null : sealer.seal(place, text),
				changedAt: text === '' ? null : at(),
				history: { used: offered ? { id: offered.id, at: at() } : null, add },
			};
		},

		offer: (account, text) => store.addPassword(row(account, text, 'generated')),
	};
}
