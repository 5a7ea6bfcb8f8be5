import type { GuideRun, guidesContract } from '../../../shared/contracts/guides-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { guides } from '../../../shared/domain/account-life/guides.ts';
import { capture, Fault } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { GuideStore } from './guide-store-port.ts';

/** The guides the user is carrying out on the pages of customs. Nothing in them is secret: readable while locked. */
export function createGuidesFeature({
	store,
	now,
}: {
	store: GuideStore;
	now: () => number;
}): Omit<Handlers<typeof guidesContract>, 'openPortal'> {
	const at = () => new Date(now()).toISOString();
	async function found(id: string): Promise<GuideRun> {
		const run = await store.find(id);
		if (!run) throw new Fault('STORE_RECORD_MISSING', { what: 'guideRun' });
		return run;
	}
	async function change(run: GuideRun): Promise<GuideRun> {
		await store.change(run);
		return run;
	}
	return {
		list: ({ companyId }) => capture(() => store.open(companyId)),

		start: ({ companyId, guide, subject }) =>
			capture(async () => {
				const open = await store.open(companyId);
				const running = open.find((run) => run.guide === guide && run.subject === subject);
				if (running) return running;
				const run = { id: newId(now()), companyId, guide, subject, ticks: {}, preparedId: null, startedAt: at() };
				await store.add(run);
				return run;
			}),

		tick: ({ id, step, done }) =>
			capture(async () => {
				const run = await found(id);
				const known = guides[run.guide].steps.some((one) => one.id === step);
				if (!known) throw new Fault('STORE_RECORD_MISSING', { what: 'guideRun' });
				const { [step]: _before, ...others } = run.ticks;
				return change({ ...run, ticks: done ? { ...others, [step]: at() } : others });
			}),

		attach: ({ id, preparedId }) => capture(async () => change({ ...(await found(id)), preparedId })),

		close: ({ id, outcome }) =>
			capture(async () => {
				await found(id);
				await store.close(id, outcome, at());
				return null;
			}),
	};
}
