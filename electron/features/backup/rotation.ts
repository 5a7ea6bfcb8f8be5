import type { BackupKind } from '../../../shared/contracts/backup-contract.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';

const keptDays = 7;
const keptWeeks = 4;
/** Of those not made by the clock: on demand, before a migration, before a restore. */
const keptOthers = 5;

type Dated = { name: string; at: string; kind: BackupKind };

/**
 * The backups that may go: of the daily ones stay the newest of each of the last 7 days that have one and of each of
 * 4 earlier weeks; of every other kind the newest 5. The newest of all always stays.
 */
export function surplus(backups: readonly Dated[]): string[] {
	const newestFirst = [...backups].sort((one, other) => other.at.localeCompare(one.at));
	const kept = new Set(newestFirst.slice(0, 1).map(({ name }) => name));
	const daily = newestFirst.filter(({ kind }) => kind === 'daily');
	const ofDays = firstOfEach(daily, ({ at }) => dateInVietnam(at)).slice(0, keptDays);
	const before = ofDays.at(-1)?.at ?? '';
	const older = daily.filter(({ at }) => at < before && !ofDays.some((one) => weekOf(one.at) === weekOf(at)));
	const ofWeeks = firstOfEach(older, ({ at }) => weekOf(at)).slice(0, keptWeeks);
	for (const { name } of [...ofDays, ...ofWeeks]) kept.add(name);
	for (const kind of ['manual', 'migration', 'restore'] as const) {
		for (const { name } of newestFirst.filter((one) => one.kind === kind).slice(0, keptOthers)) kept.add(name);
	}
	return newestFirst.filter(({ name }) => !kept.has(name)).map(({ name }) => name);
}

/** Days since 1970 in weeks that begin on Monday. */
function weekOf(instant: string): string {
	const days = Date.parse(dateInVietnam(instant)) / 86_400_000;
	return String(Math.floor((days + 3) / 7));
}

function firstOfEach(backups: Dated[], group: (backup: Dated) => string): Dated[] {
	const seen = new Set<string>();
	return backups.filter((backup) => {
		const key = group(backup);
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}
