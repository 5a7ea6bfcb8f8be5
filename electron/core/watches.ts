import type { AuditLog } from '../features/audit/audit-service.ts';
import type { BackupFeature } from '../features/backup/backup-service.ts';
import type { AccountStore } from '../features/parameters/account-store-port.ts';
import { watchWaits } from '../features/parameters/wait-watch.ts';
import { type Reminders, remind, remindEveryMs } from '../features/tracking/reminders.ts';
import { lookAgain } from '../platform/look-again.ts';
import type { Surroundings } from './surroundings.ts';

/** How often it is looked whether this day has its backup, and how long after the start first. */
const dailyCheckMs = { first: 20_000, every: 15 * 60_000 };

type Watched = Pick<Surroundings, 'clock' | 'tell' | 'announce'> &
	Omit<Reminders, 'answersDue' | 'certificatesEnd'> & {
		accounts: AccountStore;
		backups: BackupFeature;
		audit: AuditLog;
	};

/** What comes with time while a data file is open, until the function it answers is called. */
export function startWatches({ clock, tell, announce, backups, audit, ...reminded }: Watched): () => void {
	const { accounts: store, memory } = reminded;
	const daily = async () => {
		if (!(await backups.dailyDue())) return;
		await audit.record('backup.daily', null, () => backups.makeDaily());
		tell({ kind: 'changed', feature: 'backup' });
	};
	const first = setTimeout(() => void daily(), dailyCheckMs.first);
	const every = setInterval(() => void daily(), dailyCheckMs.every);
	const stopWaits = watchWaits({
		...{ store, clock, memory },
		ended: (count) => {
			tell({ kind: 'waitsOver', count });
			announce('passwords.record');
		},
	});
	const answersDue = () => tell({ kind: 'answersDue' });
	const certificatesEnd = (on: string) => tell({ kind: 'certificatesEnd', on });
	const stopReminders = lookAgain(async () => {
		await remind({ ...reminded, answersDue, certificatesEnd }, clock.now());
		return remindEveryMs;
	}, remindEveryMs);
	return () => {
		clearTimeout(first);
		clearInterval(every);
		stopWaits();
		stopReminders();
	};
}
