import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { PasswordRecordDraft, passwordsContract } from '../../../shared/contracts/passwords-contract.ts';
import { clockToleranceMs } from '../../../shared/domain/account-life/clock-watch.ts';
import { tidy } from '../../../shared/domain/entry-text.ts';
import { checkParameter } from '../../../shared/domain/vnaccs-parameters.ts';
import { capture, Fault } from '../../../shared/result.ts';
import type { GuideStore } from '../guides/guide-store-port.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';
import type { Sealer } from '../vault/sealer-port.ts';
import type { AccountStore } from './account-store-port.ts';
import type { ParameterStore } from './parameter-store-port.ts';
import type { Account, PasswordService } from './password-service.ts';
import { placeOf } from './secret-place.ts';
import type { TrustedClock } from './trusted-clock.ts';

/** What the user does with passwords on the pages of customs, recorded: nothing is ever sent anywhere. */
export function createPasswordsFeature({
	accounts,
	parameters,
	guides,
	passwords,
	sealer,
	user,
	clock,
	memory,
}: {
	accounts: AccountStore;
	parameters: Pick<ParameterStore, 'find'>;
	guides: Pick<GuideStore, 'close'>;
	passwords: PasswordService;
	sealer: Sealer;
	/** Account of the operating system. */
	user: string;
	clock: TrustedClock;
	memory: SettingRepository;
}): Handlers<typeof passwordsContract> {
	async function stored({ kind, id }: Account) {
		const user = kind === 'user' ? await parameters.find(id) : null;
		if (user) return { sealed: user.sealed.password, passwordChangedAt: user.passwordChangedAt };
		const other = kind === 'admin' ? await accounts.findAdmin(id) : kind === 'nsw' ? await accounts.findNsw(id) : null;
		if (!other) throw new Fault('STORE_RECORD_MISSING', { what: 'account' });
		return other;
	}

	async function secretOf(account: Account, sealed: Uint8Array | null, secret: PasswordRecordDraft['secret']) {
		if (secret.from === 'typed') return tidied(account, secret.value);
		if (secret.from === 'stored') {
			if (!sealed) throw new Fault('STORE_RECORD_MISSING', { what: 'password' });
			return sealer.open(placeOf(account.kind, account.id), sealed);
		}
		const row = await accounts.findPassword(secret.id);
		if (row?.accountId !== account.id) throw new Fault('STORE_RECORD_MISSING', { what: 'value' });
		return sealer.open(placeOf('history', row.id), row.sealed);
	}

	return {
		check: ({ value, at, ...account }) =>
			capture(async () => {
				const by = at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at);
				return { known: await passwords.known(account, await stored(account), value.normalize('NFC'), by) };
			}),

		prepare: ({ value, ...account }) =>
			capture(async () => {
				const before = await stored(account);
				const text = tidied(account, value);
				await refuseKnown(account, before, text, Number.POSITIVE_INFINITY);
				return { id: await passwords.offer(account, text) };
			}),

		record: ({ secret, runId, ...act }) =>
			capture(async () => {
				const account = { kind: act.kind, id: act.id };
				const at = Date.parse(act.at);
				if (at > clock.now() + clockToleranceMs) throw new Fault('INPUT_FIELD', { field: 'at', detail: 'AT_FUTURE' });
				const before = await stored(account);
				const text = await secretOf(account, before.sealed, secret);
				// What customs itself gave out is taken as it is; a value that was checked may be the stored one.
				const chosen = act.way === 'issued' || act.way.startsWith('changed');
				if (chosen && act.answer === 'succeeded' && secret.from !== 'stored') {
					await refuseKnown(account, before, text, at);
				}
				const change = await passwords.record(account, before, text, {
					way: act.way,
					answer: act.answer,
					recordedAt: new Date(at).toISOString(),
					who: tidy(act.who) || user,
				});
				await accounts.savePassword(account, change);
				if (runId !== undefined) await guides.close(runId, 'done', new Date(clock.now()).toISOString());
				return null;
			}),

		undo: ({ id, reason }) =>
			capture(async () => {
				const row = await accounts.findPassword(id);
				if (!row || row.undone || row.way === 'generated') throw new Fault('STORE_RECORD_MISSING', { what: 'value' });
				await accounts.undo(row, tidy(reason), await passwords.without(row));
				return null;
			}),

		clock: async () => ({
			ok: true,
			value: {
				now: new Date(clock.now()).toISOString(),
				jumpMs: Math.round(clock.jump()),
				behindMs: Math.round(clock.behind()),
			},
		}),

		trustClock: () =>
			capture(async () => {
				await clock.trust(memory);
				return null;
			}),
	};

	async function refuseKnown(
		account: Account,
		before: { sealed: Uint8Array | null; passwordChangedAt: string | null },
		text: string,
		at: number,
	): Promise<void> {
		if ((await passwords.known(account, before, text, at)) !== null) {
			throw new Fault('INPUT_FIELD', { field: 'password', detail: 'PASSWORD_USED' });
		}
	}
}

/** The value as it is kept. The rules of a User ID are known; those of the other accounts are not. */
function tidied({ kind }: Account, value: string): string {
	const wrong = kind === 'user' && checkParameter('password', value).some(({ severity }) => severity === 'error');
	if (wrong) throw new Fault('INPUT_FIELD', { field: 'password', detail: 'PASSWORD_RULE' });
	return value.normalize('NFC');
}
