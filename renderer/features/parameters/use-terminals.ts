import { useAnswer } from '../../components/use-call.ts';

/** The terminals of a company. */
export function useTerminals(companyId: string) {
	return useAnswer(['terminals', companyId], () => window.keyring.terminals.list({ companyId }));
}
