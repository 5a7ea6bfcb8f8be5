import type { GuideName } from '../../../shared/domain/account-life/guides.ts';
import { useAnswer } from '../../components/use-call.ts';

/** The guides being carried out, of all companies; newest first. */
export function useRuns() {
	return useAnswer(['guides'], () => window.keyring.guides.list({}));
}

/** The open run of a guide for one account or request. */
export function useRun(guide: GuideName, subject: string | undefined) {
	return useRuns().data?.find((run) => run.guide === guide && run.subject === subject);
}
