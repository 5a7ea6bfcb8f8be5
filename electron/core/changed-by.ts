import type { FeatureName } from '../../shared/contracts/contracts.ts';

/** Calls that only look. */
export const looking: ReadonlySet<string> = new Set([
	...['list', 'get', 'status', 'check', 'reveal', 'preview', 'copy', 'outputs', 'resolve', 'seal', 'automaticStamp'],
	...['watch', 'diagnostics', 'keyFiles', 'settings', 'evidence', 'exportEvidence'],
	...['checkPath', 'checkDossier', 'saveSheet', 'checkedName'],
	...['examine', 'verify', 'osUnlock'],
	...['history', 'userCodes', 'admins', 'about', 'clock', 'sleep'],
	...['find', 'compare'],
	...['saveDraft', 'answerFile', 'exportTo'],
]);

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
export function changedBy(call: string): FeatureName[] {
	const [feature = '', method = ''] = call.split('.');
	return looking.has(method) ? [] : (related[feature] ?? [feature as FeatureName]);
}
