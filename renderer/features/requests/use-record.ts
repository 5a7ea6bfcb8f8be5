import { useQueryClient } from '@tanstack/react-query';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import type { RequestEventRow } from '../../../shared/contracts/requests-contract.ts';
import { guides, requestGuides } from '../../../shared/domain/account-life/guides.ts';
import { useCall } from '../../components/use-call.ts';
import { useRuns } from '../guides/use-runs.ts';
import type { RequestView } from './request-view.ts';

/** What can be recorded: an answer is one of two. */
export type Recordable = 'saved' | 'sent' | 'answer' | 'deleted' | 'reopened' | 'undone';

/** The open runs of a request. */
export function useRequestRuns(requestId: string): GuideRun[] {
	return useRuns().data?.filter((run) => run.subject === requestId) ?? [];
}

/** Records an event of a request and brings its guides to where it then stands. */
export function useRecord({ row, events }: RequestView) {
	const { run, busy, error, dismiss } = useCall();
	const queries = useQueryClient();
	const runs = useRequestRuns(row.id);

	async function follow(type: RequestEventRow['type']) {
		const undone = type === 'undone' ? events.at(-1)?.type : undefined;
		const records = recordsOf(undone ?? type);
		const [open] = runs;
		for (const one of runs) {
			const step = guides[one.guide].steps.find((each) => each.records === records);
			if (step) await run(() => window.keyring.guides.tick({ id: one.id, step: step.id, done: undone === undefined }));
			// A registration goes on after its approval: values and declaration software.
			const last = step === guides[one.guide].steps.at(-1);
			const over = type === 'deleted' || type === 'reopened' || (last && undone === undefined);
			if (over)
				await run(() => window.keyring.guides.close({ id: one.id, outcome: type === 'reopened' ? 'dropped' : 'done' }));
		}
		if (type === 'reopened' || (undone !== undefined && !open)) {
			const { companyId, id, kind } = row;
			const guide = requestGuides[kind];
			const begun = await run(() => window.keyring.guides.start({ companyId, guide, subject: id }));
			if (!begun || undone === undefined) return;
			// The guide was over: it goes on where the mistake was.
			const { steps } = guides[guide];
			for (const step of steps.slice(
				0,
				steps.findIndex((one) => one.records === records),
			)) {
				await run(() => window.keyring.guides.tick({ id: begun.id, step: step.id, done: true }));
			}
		}
	}

	/** Answers whether it was recorded; else the error says why. */
	const record = async (type: RequestEventRow['type'], at: string, note: string): Promise<boolean> => {
		const { id } = row;
		if (!(await run(() => window.keyring.requests.record({ id, type, at, note })))) return false;
		await follow(type);
		await queries.invalidateQueries({ queryKey: ['requests'] });
		return true;
	};
	return { record, busy, error, dismiss };
}

function recordsOf(type: RequestEventRow['type']): string {
	return type === 'approved' || type === 'rejected' ? 'answer' : type;
}
