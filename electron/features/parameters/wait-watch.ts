import { passwordWaitMs } from '../../../shared/domain/account-life/password-life.ts';
import { lookAgain } from '../../platform/look-again.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';
import type { AccountStore } from './account-store-port.ts';
import type { TrustedClock } from './trusted-clock.ts';

type WaitStore = Pick<AccountStore, 'waits' | 'announced'>;

/** Milliseconds between two looks when no wait ends sooner. */
export const lookEveryMs = 30_000;

/**
 * Tells once that a wait is over, also one that ended while the application was closed. Answers the milliseconds until
 * the next look.
 */
export async function lookAtWaits({
	store,
	now,
	ended,
}: {
	store: WaitStore;
	/** Of the trusted clock. */
	now: number;
	/** How many User IDs can send declarations again. */
	ended: (count: number) => void;
}): Promise<number> {
	const waits = (await store.waits()).map((wait) => ({ ...wait, left: Date.parse(wait.at) + passwordWaitMs - now }));
	const over = waits.filter(({ left }) => left <= 0);
	for (const { accountId, at } of over) await store.announced(accountId, at);
	if (over.length > 0) ended(over.length);
	const running = waits.filter(({ left }) => left > 0).map(({ left }) => left);
	return Math.min(lookEveryMs, ...running);
}

/** Looks now and again, until the function it answers is called. */
export function watchWaits({
	store,
	clock,
	memory,
	ended,
}: {
	store: WaitStore;
	clock: TrustedClock;
	memory: SettingRepository;
	ended: (count: number) => void;
}): () => void {
	return lookAgain(async () => {
		await clock.keep(memory);
		return lookAtWaits({ store, now: clock.now(), ended });
	}, lookEveryMs);
}
