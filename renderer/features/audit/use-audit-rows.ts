import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditFilter, AuditRow } from '../../../shared/contracts/audit-contract.ts';
import { answer, type CallError, CallFailure } from '../../components/use-call.ts';

const page = 300;

/** The rows that fit, newest first, fetched as they are scrolled to. */
export function useAuditRows(filter: AuditFilter): {
	rows: AuditRow[];
	loading: boolean;
	error: CallError | undefined;
	more: () => void;
} {
	const query = useInfiniteQuery({
		queryKey: ['audit', filter],
		queryFn: ({ pageParam }) =>
			answer(
				window.keyring.audit.list({ ...filter, limit: page, ...(pageParam !== undefined && { before: pageParam }) }),
			),
		initialPageParam: undefined as number | undefined,
		getNextPageParam: (last: AuditRow[]) => (last.length === page ? last.at(-1)?.counter : undefined),
		gcTime: 0,
	});
	return {
		rows: query.data?.pages.flat() ?? [],
		loading: query.isPending,
		error: query.error instanceof CallFailure ? query.error.error : undefined,
		more: () => {
			if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
		},
	};
}
