import { expect, test } from 'vitest';
import { findResources } from '../platform/resources.ts';
import { runCli } from './run.ts';

const run = (line: string) =>
	runCli(line.split(' '), {
		resources: findResources(),
		path: (typed) => typed,
		sibling: (name) => name,
		progress: () => {},
		readSecret: async () => new Uint8Array(),
		now: new Date('2026-11-22T05:00:00Z'),
	});

test.each([
	['2026-11-16T09:00', '2026-11-19'],
	['2026-11-16T23:59:59+07:00', '2026-11-19'],
	// Past midnight in Viet Nam.
	['2026-11-16T17:00:00Z', '2026-11-20'],
	['2026-11-16T10:00:00-07:00', '2026-11-20'],
	['2026-11-15T20:00:00.000Z', '2026-11-19'],
	['2026-08-20', '2026-08-24'],
])('sent %s, three working days: %s', async (from, due) => {
	const { status, stdout } = await run(`deadline --from ${from} --working-days 3 --json`);
	expect(status).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({ ok: true, value: { due, provisional: false } });
});

test('days off and days worked can be added', async () => {
	const line = 'deadline --from 2026-11-20 --working-days 3 --day-off 2026-11-24 --work-day 2026-11-21 --json';
	expect(JSON.parse((await run(line)).stdout).value.counted).toEqual(['2026-11-21', '2026-11-23', '2026-11-25']);
});

test('a year without an official calendar is called provisional in words', async () => {
	const { stdout } = await run('deadline --from 2027-02-01 --working-days 3');
	expect(stdout).toContain('04/02/2027');
	expect(stdout).toContain('Tạm tính');
});

test.each([
	'--from 2026-02-30 --working-days 3',
	'--from hôm-nay --working-days 3',
	'--from 2026-11-16T25:00 --working-days 3',
	'--from 2026-11-16 --working-days 0',
	'--from 2026-11-16 --working-days ba',
	'--from 2026-11-16 --working-days 3 --day-off 24/11/2026',
	'--from 2026-11-16',
])('"%s" is wrong use', async (options) => {
	const { status, stdout } = await run(`deadline ${options} --json`);
	expect(status).toBe(2);
	expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'INPUT_USAGE' } });
});
