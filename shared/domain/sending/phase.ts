import type { Outcome } from '../../contracts/sending-contract.ts';

/** Where a dossier stands, as the list filters it. `done` is answered and, when issued, the new values are entered. */
export type Phase = 'working' | 'waiting' | 'done';

/** A request for more papers is work again; a refusal is an end. */
export function phaseOf({ sentAt, outcome }: { sentAt: string | null; outcome: Outcome | null }): Phase {
	if (sentAt === null || outcome === 'supplement') return 'working';
	return outcome === null ? 'waiting' : 'done';
}
