import type { AccountKind } from '../../../shared/contracts/accounts-contract.ts';
import { type PasswordWay, passwordLife, usableFrom } from '../../../shared/domain/account-life/password-life.ts';
import { Fault } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { Sealer } from '../vault/sealer-port.ts';
import type { AccountStore, PasswordChange, StoredPassword, UsedPassword } from './account-store-port.ts';
import { placeOf, readable } from './secret-place.ts';

export type Account = { kind: AccountKind; id: string };
type Before = { sealed: Uint8Array | null; passwordChangedAt: string | null } | null;

/** What was done on the page of customs; `recordedAt` in ISO. */
export type PortalAct = Pick<StoredPassword, 'way' | 'answer' | 'recordedAt' | 'who'>;

export type PasswordService = {
	/**
	 * What is to be written so that an account's password becomes `text` (empty: none): the old value goes into the
	 * history, never away. Undefined when nothing was typed or it is that already.
	 */
	change(account: Account, before: Before, text: string | undefined): Promise<PasswordChange | undefined>;
	/** The same for a change on the page of customs, also to the value that is stored already. */
	record(account: Account, before: Before, text: string, act: PortalAct): Promise<PasswordChange>;
	/** What is left to an account when that row of its history was a mistake. Fault VAULT_INTEGRITY {field}. */
	without(row: StoredPassword): Promise<Pick<PasswordChange, 'bytes' | 'changedAt'>>;
	/** Whether the account has, or had at `at` (milliseconds), that password. */
	known(account: Account, before: Before, text: string, at: number): Promise<'current' | 'earlier' | null>;
	/** Puts a value that is about to be shown or used into the history; answers the id of its row. */
	offer(account: Account, text: string): Promise<string>;
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
	const textOf = ({ id, sealed }: StoredPassword) => readable(sealer, placeOf('history', id), sealed);
	const entered = (): PortalAct => ({ way: 'entered', answer: 'succeeded', recordedAt: at(), who: user });

	function row(account: Account, text: string, act: PortalAct): StoredPassword {
		const id = newId(now());
		return {
			id,
			accountKind: account.kind,
			accountId: account.id,
			sealed: sealer.seal(placeOf('history', id), text),
			...act,
			undone: false,
			undoneReason: '',
			announced: announced(act),
		};
	}
	/** Nobody has to be told of the end of a wait that was over when it was recorded. */
	const announced = ({ way, answer, recordedAt }: PortalAct) =>
		usableFrom({ way, answer, at: Date.parse(recordedAt) }) <= now();

	/** The rows that one act writes: also the old value when it is older than the history. */
	async function rows(account: Account, before: Before, text: string, act: PortalAct) {
		const known = await store.history(account.id);
		const old = before?.sealed ? readable(sealer, placeOf(account.kind, account.id), before.sealed) : '';
		const add: StoredPassword[] = [];
		if (old && !known.some(({ way, undone }) => way !== 'generated' && !undone)) {
			add.push(row(account, old, { ...entered(), recordedAt: before?.passwordChangedAt ?? act.recordedAt }));
		}
		const offered = known.find((one) => one.way === 'generated' && textOf(one) === text);
		if (text !== '' && !offered) add.push(row(account, text, act));
		const used: UsedPassword | null = offered ? { id: offered.id, ...act, announced: announced(act) } : null;
		const kept = known.filter(({ id }) => id !== offered?.id);
		return { add, used, after: [...kept, ...add, ...(offered && used ? [{ ...offered, ...used }] : [])] };
	}

	/** The password that stands last in a history, sealed for its account. */
	function last(account: Account, history: readonly StoredPassword[]) {
		const records = history.map((one) => ({ ...one, at: Date.parse(one.recordedAt) }));
		const found = passwordLife(records, now()).last;
		const stored = history.find(({ id }) => id === found?.id);
		if (!stored) return { bytes: null, changedAt: null };
		const value = textOf(stored);
		if (value === null) throw new Fault('VAULT_INTEGRITY', { field: 'password' });
		return { bytes: sealer.seal(placeOf(account.kind, account.id), value), changedAt: stored.recordedAt };
	}

	return {
		async change(account, before, text) {
			if (text === undefined) return undefined;
			const place = placeOf(account.kind, account.id);
			const old = before?.sealed ? readable(sealer, place, before.sealed) : '';
			if (old === text) return undefined;
			const { add, used } = await rows(account, before, text, entered());
			return {
				bytes: text === '' ? null : sealer.seal(place, text),
				changedAt: text === '' ? null : at(),
				history: { used, add },
			};
		},

		async record(account, before, text, act) {
			const { add, used, after } = await rows(account, before, text, act);
			return { ...last(account, after), history: { used, add } };
		},

		async without(undone) {
			const history = await store.history(undone.accountId);
			const account = { kind: undone.accountKind, id: undone.accountId };
			return last(
				account,
				history.map((one) => (one.id === undone.id ? { ...one, undone: true } : one)),
			);
		},

		async known(account, before, text, at) {
			const counting = (await store.history(account.id)).filter(
				({ way, undone, recordedAt }) =>
					way !== ('generated' satisfies PasswordWay) && !undone && Date.parse(recordedAt) < at,
			);
			const stored = before?.sealed ? readable(sealer, placeOf(account.kind, account.id), before.sealed) : null;
			// Written down after the change that is being recorded: the same change, told twice.
			const later = before?.passwordChangedAt != null && Date.parse(before.passwordChangedAt) >= at;
			if (stored === text && !later) return 'current';
			return counting.some((one) => textOf(one) === text) ? 'earlier' : null;
		},

		async offer(account, text) {
			const offered = row(account, text, { ...entered(), way: 'generated' });
			await store.addPassword(offered);
			return offered.id;
		},
	};
}
