import type { Call } from '../../shared/contracts/contract.ts';
import { type FeatureName, findCall } from '../../shared/contracts/contracts.ts';
import { coreContract } from '../ipc/core-contract.ts';

/** Features that show one another's records. */
const related: Record<string, FeatureName[]> = {
	parameters: ['parameters', 'terminals', 'accounts'],
	terminals: ['terminals', 'parameters'],
	requests: ['requests', 'parameters', 'terminals'],
	certificateChanges: ['certificateChanges', 'parameters', 'accounts'],
	companies: ['companies', 'parameters', 'terminals', 'accounts', 'guides', 'requests', 'certificateChanges'],
	passwords: ['passwords', 'parameters', 'accounts', 'guides'],
	oe4002: ['oe4002', 'parameters', 'terminals'],
	transfer: ['companies', 'parameters', 'terminals', 'accounts'],
};

/** The features whose answers a call (`feature.method`) may have changed. */
export function changedBy(name: string): FeatureName[] {
	const call = (coreContract as Record<string, Call>)[name] ?? findCall(name);
	const feature = name.split('.')[0] as FeatureName;
	return call?.changes ? (related[feature] ?? [feature]) : [];
}
