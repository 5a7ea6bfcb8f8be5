import { useQueryClient } from '@tanstack/react-query';
import type { RequestDraft, RequestRow } from '../../../shared/contracts/requests-contract.ts';
import { type GuideName, requestGuides } from '../../../shared/domain/account-life/guides.ts';
import { useCall } from '../../components/use-call.ts';

/** Begins a request and the guide that carries it, its own unless another is named. */
export function useBegin() {
	const { run, busy, error, dismiss } = useCall();
	const queries = useQueryClient();
	const begin = async (
		draft: RequestDraft,
		guide: GuideName = requestGuides[draft.kind],
	): Promise<RequestRow | undefined> => {
		const request = await run(() => window.keyring.requests.create(draft));
		if (!request) return undefined;
		const { companyId, id } = request;
		// Without its guide the request is there all the same, and the guide can be started from it.
		await run(() => window.keyring.guides.start({ companyId, guide, subject: id }));
		await queries.invalidateQueries({ queryKey: ['requests'] });
		return request;
	};
	return { begin, busy, error, dismiss };
}
