import { useAnswer } from '../../components/use-call.ts';

/** The requests to customs of all companies; newest first. */
export function useRequests() {
	return useAnswer(['requests'], () => window.keyring.requests.list({}));
}
