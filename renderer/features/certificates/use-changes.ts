import { useAnswer } from '../../components/use-call.ts';

/** The certificates being replaced, of all companies; open ones first. */
export function useChanges() {
	return useAnswer(['certificateChanges'], () => window.keyring.certificateChanges.list({}));
}
