import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { oe4002Contract } from '../../../shared/contracts/oe4002-contract.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { type Change, compareOe4002 } from '../../../shared/domain/oe4002/compare-oe4002.ts';
import { type Oe4002, readOe4002 } from '../../../shared/domain/oe4002/read-oe4002.ts';
import { inUse, validityState } from '../../../shared/domain/validity.ts';
import { capture, Fault } from '../../../shared/result.ts';
import type { CompanyStore } from '../companies/company-store-port.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';
import { type AccountBatch, emptyBatch, ownFields } from '../transfer/account-batch-port.ts';
import type {
	AccountMergeService,
	AccountSecrets,
	IncomingTerminal,
	IncomingUser,
	StoredAccounts,
} from '../transfer/account-merge-service.ts';
import { htmlText, isHtml } from './html-text.ts';

/** How to take the last saving back, and the state it would be taken back from. */
type Undo = { batch: AccountBatch; written: string };

/** "Kết quả OE4002": what customs has approved against what is stored. Passwords are never touched. */
export function createOe4002Feature({
	companies,
	merge,
	secrets,
	settings,
	now,
}: {
	companies: Pick<CompanyStore, 'find'>;
	merge: AccountMergeService;
	secrets: Pick<AccountSecrets, 'open'>;
	settings: SettingRepository;
	now: () => number;
}): Handlers<typeof oe4002Contract> & { forget(): void } {
	const undos = new Map<string, Undo>();
	const at = () => new Date(now()).toISOString();
	const settingOf = (companyId: string) => `oe4002.${companyId}`;

	async function found(companyId: string): Promise<Company> {
		const company = await companies.find(companyId);
		if (!company) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
		return company;
	}

	function compare(paste: Oe4002, stored: StoredAccounts): Change[] {
		const cancelled = (one: Parameters<typeof validityState>[0]) => validityState(one, at()) === 'cancelled';
		return compareOe4002(paste, {
			users: stored.users.map((user) => ({ ...user, cancelled: cancelled(user) })),
			terminals: stored.terminals.map((terminal) => ({
				...terminal,
				cancelled: cancelled(terminal),
				accessKey: secrets.open('terminal', terminal.id, terminal.sealed),
			})),
		});
	}

	/** The chosen changes as records: only the fields that change, so that nothing else moves. */
	function incoming(paste: Oe4002, changes: Change[]): { users: IncomingUser[]; terminals: IncomingTerminal[] } {
		const ended = { endsOn: dateInVietnam(at()), status: 'approved' as const, effectiveAt: null };
		const state = (change: Change) =>
			change.action === 'missing' ? ended : change.fields.some((one) => one.field === 'state') ? inUse : {};
		const of = (kind: Change['kind']) => changes.filter((one) => one.kind === kind);
		return {
			users: of('user').map((change) => ({
				...(paste.users.find((one) => one.userId === change.code) ?? { userId: change.code }),
				...state(change),
			})),
			terminals: of('terminal').map((change) => ({
				...(paste.terminals.find((one) => one.terminalId === change.code) ?? { terminalId: change.code }),
				...state(change),
			})),
		};
	}

	return {
		compare: ({ companyId, text }) =>
			capture(async () => {
				const company = await found(companyId);
				const paste = read(text);
				return {
					users: paste.users.length,
					terminals: paste.terminals.length,
					certificates: paste.certificates,
					otherTaxCode: paste.taxCodes.find((one) => one !== company.taxCode) ?? null,
					unknown: paste.unknown,
					changes: compare(paste, await merge.stored(company)),
				};
			}),

		apply: ({ id, text, keys }) =>
			capture(async () => {
				const company = await found(id);
				const paste = read(text);
				const before = await merge.stored(company);
				const chosen = compare(paste, before).filter((one) => one.action !== 'same' && keys.includes(one.key));
				const { batch } = await merge.plan([{ taxCode: company.taxCode, ...incoming(paste, chosen) }], true);
				await merge.apply(batch);
				await settings.set(settingOf(id), at());
				const after = await merge.stored(company);
				undos.set(id, { batch: reverse(batch, before), written: fingerprint(after, batch) });
				return { written: chosen.length };
			}),

		undo: ({ id }) =>
			capture(async () => {
				const undo = undos.get(id);
				if (!undo) throw new Fault('TRANSFER_GONE');
				const present = await merge.stored(await found(id));
				if (fingerprint(present, undo.batch) !== undo.written) throw new Fault('TRANSFER_STALE');
				undos.delete(id);
				await merge.apply(undo.batch);
				return null;
			}),

		get: ({ companyId }) => capture(async () => ({ comparedAt: (await settings.get(settingOf(companyId))) ?? null })),

		forget: () => undos.clear(),
	};
}

function read(text: string): Oe4002 {
	return readOe4002(isHtml(text) ? htmlText(text) : text);
}

/** Puts back what was there before the batch and takes away what it added. */
function reverse(batch: AccountBatch, before: StoredAccounts): AccountBatch {
	const undo = emptyBatch();
	for (const { id } of batch.terminals) {
		const old = before.terminals.find((one) => one.id === id);
		if (old) {
			const { sealed, ...rest } = old;
			undo.terminals.push({ ...rest, accessKey: { bytes: sealed } });
		} else undo.removedTerminals.push(id);
	}
	for (const { user } of batch.users) {
		const old = before.users.find((one) => one.id === user.id);
		if (!old) undo.removedUsers.push(user.id);
		else {
			const terminal = before.terminals.find((one) => one.id === old.terminalRef);
			undo.users.push({
				exists: true,
				user: {
					...user,
					...ownFields(old),
					password: undefined,
					terminal: terminal ? { ...terminal, accessKey: undefined } : null,
				},
			});
		}
	}
	return undo;
}

/** The records a batch (or its reverse) is about, as they stand: another one when any of them was touched since. */
function fingerprint(stored: StoredAccounts, batch: AccountBatch): string {
	const users = [...batch.users.map((one) => one.user.id), ...batch.removedUsers];
	const terminals = [...batch.terminals.map((one) => one.id), ...batch.removedTerminals];
	return JSON.stringify([
		stored.users.filter((one) => users.includes(one.id)).map((one) => [one.id, one.updatedAt, one.passwordChangedAt]),
		stored.terminals.filter((one) => terminals.includes(one.id)).map((one) => [one.id, one.updatedAt]),
	]);
}
