/** How the log is filtered: what an act was about. */
export const auditKinds = ['access', 'secrets', 'data', 'dossiers', 'system'] as const;
export type AuditKind = (typeof auditKinds)[number];

const kindOfFeature: Record<string, AuditKind> = {
	vault: 'access',
	dossiers: 'dossiers',
	letters: 'dossiers',
	tokens: 'dossiers',
	signing: 'dossiers',
	trust: 'dossiers',
	audit: 'system',
	backup: 'system',
};

/** The kind of an act, by the name of its call; showing or copying one secret counts as such wherever it happens. */
export function auditKindOf(action: string): AuditKind {
	if (/\.(reveal|copy)\w*$/.test(action)) return 'secrets';
	return kindOfFeature[action.split('.', 1)[0] ?? ''] ?? 'data';
}
