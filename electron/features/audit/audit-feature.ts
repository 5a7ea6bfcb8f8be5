import type { AuditRow, auditContract } from '../../../shared/contracts/audit-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { capture } from '../../../shared/result.ts';
import type { AuditRecord, AuditStore } from './audit-store-port.ts';

/** Lets the user read the log. Writing it is the business of `AuditLog` alone. */
export function createAuditFeature({ store }: { store: AuditStore }): Handlers<typeof auditContract> {
	return {
		list: ({ limit }) => capture(async () => (await store.newest(limit)).map(readable)),
		about: ({ subjects, limit }) => capture(async () => (await store.about(subjects, limit)).map(readable)),
	};
}

function readable({ counter, at, user, action, subject, outcome }: AuditRecord): AuditRow {
	return { counter, at, user, action, subject, outcome };
}
