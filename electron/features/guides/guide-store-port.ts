import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';

/** Where the runs of guides are kept. Failures leave as a Fault STORE_*: the company exists (STORE_RECORD_MISSING). */
export interface GuideStore {
	/** Newest first; of all companies without `companyId`. */
	open(companyId: string | undefined): Promise<GuideRun[]>;
	/** Also of a closed run: null only when there never was one of that id. */
	find(id: string): Promise<GuideRun | null>;
	add(run: GuideRun): Promise<void>;
	/** Replaces ticks and prepared password. */
	change(run: GuideRun): Promise<void>;
	/** A closed run stays closed as it was. */
	close(id: string, outcome: 'done' | 'dropped', at: string): Promise<void>;
}
