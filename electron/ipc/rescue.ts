import type { AppError } from '../../shared/errors/codes.ts';
import type { BackupFeature } from '../features/backup/backup-service.ts';
import { coreContract } from './core-contract.ts';
import { createDispatcher, type DefectReport, type Dispatch } from './dispatch.ts';

const offered = new Set(['backup.list', 'backup.restore', 'backup.startEmpty', 'backup.examine']);

/**
 * The core's side of the border while the data file cannot be opened: `error` is the answer to every call but those that
 * lead to a backup. There is no log to write to; the next one begins with what happened.
 */
export function createRescueDispatcher(
	error: AppError,
	backups: BackupFeature | undefined,
	report: (defect: DefectReport) => void,
): Dispatch {
	if (!backups) return async () => ({ ok: false, error });
	const dispatch = createDispatcher({
		features: { backup: backups.handlers },
		internal: {
			'backup.examine': {
				call: coreContract['backup.examine'],
				handler: (request) => backups.examine((request as { path: string }).path),
			},
		},
		isUnlocked: () => false,
		audit: { record: (_action, _request, work) => work() },
		report,
	});
	return async (name, request) => (offered.has(name) ? dispatch(name, request) : { ok: false, error });
}
