import { expect, test } from 'vitest';
import type { BackupKind } from '../../../shared/contracts/backup-contract.ts';
import { surplus } from './rotation.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 2);
const at = (days: number, kind: BackupKind = 'daily') => {
	const instant = new Date(start + days * day).toISOString();
	return { name: `${instant} ${kind}`, at: instant, kind };
};

test('after a year of days, seven days and four earlier weeks are left', () => {
	let kept: ReturnType<typeof at>[] = [];
	for (let days = 0; days < 365; days++) {
		kept.push(at(days));
		const gone = surplus(kept);
		kept = kept.filter(({ name }) => !gone.includes(name));
	}
	const ages = kept.map((one) => 364 - Math.round((Date.parse(one.at) - start) / day)).sort((a, b) => a - b);
	expect(ages.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
	expect(ages).toHaveLength(11);
	expect(ages.at(-1)).toBeGreaterThanOrEqual(28);
	expect(ages.at(-1)).toBeLessThan(42);
});

test('a PC that was off for a year keeps the days it had', () => {
	const old = Array.from({ length: 7 }, (_, days) => at(days));
	expect(surplus([...old, at(400)])).toEqual([at(0).name]);
});

test('of several on one day the newest stays, and midnight is that of Viet Nam', () => {
	const [night, morning, evening] = [at(0.6), at(1), at(1.3)];
	// 02:00 UTC is 09:00; 14 hours later, 23:24, is still the same day.
	expect(surplus([at(0), night, morning, evening])).toEqual([morning.name, at(0).name]);
});

test('backups made on demand or before a change are counted by themselves', () => {
	const manual = Array.from({ length: 6 }, (_, n) => at(n / 100, 'manual'));
	const migration = at(-500, 'migration');
	expect(surplus([...manual, migration, at(0.001)])).toEqual([manual[0]?.name]);
	expect(surplus([migration])).toEqual([]);
	expect(surplus([])).toEqual([]);
});
