import type { AppError } from '../../shared/errors/codes.ts';
import type { BackupFeature } from '../features/backup/backup-service.ts';
import { finishExchange } from '../features/backup/put-aside.ts';
import { createRescueDispatcher } from '../ipc/rescue.ts';
import { knownSchema, openStore, schemaOf } from '../storage/database.ts';
import { backupsOf } from './backups-of.ts';
import { compose } from './compose.ts';
import { report } from './report.ts';
import type { Opened, Surroundings } from './surroundings.ts';

/** A data folder that cannot be opened is the answer to every call, so that the page can say so and offer backups. */
export async function openData(surroundings: Surroundings): Promise<Opened> {
	const { data, now } = surroundings;
	const exchanged = await finishExchange(data);
	if (!exchanged.ok) return shut(exchanged.error);
	const schema = schemaOf(data);
	if (schema > 0 && schema < knownSchema) {
		const kept = await backupsOf(data, null, now).make('migration');
		// A damaged file is not touched by what follows either.
		if (!kept.ok && kept.error.code !== 'BACKUP_DAMAGED') return shut(kept.error);
	}
	const store = openStore(data);
	if (!store.ok) return shut(store.error, backupsOf(data, null, now));
	const opened = await compose(store.value, exchanged.value, surroundings);
	return opened.ok ? opened.value : shut(opened.error);
}

function shut(error: AppError, backups?: BackupFeature): Opened {
	const helps = error.code === 'STORE_CORRUPT' || error.code === 'STORE_NEWER_SCHEMA';
	const dispatch = createRescueDispatcher(error, helps ? backups : undefined, report);
	return { dispatch, failed: true, stop: () => {} };
}
