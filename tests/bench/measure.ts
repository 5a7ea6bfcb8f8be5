import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Step = { program: string; args: string[]; input?: string };

/** Wall time of all steps one after the other, and the largest resident memory any of their processes had. */
export type Measured = { seconds: number; peakMb: number };

const gnuTime = '/usr/bin/time';

export async function measure(steps: readonly Step[], scratch: string): Promise<Measured> {
	const total: Measured = { seconds: 0, peakMb: 0 };
	for (const step of steps) {
		const { seconds, peakMb } = await once(step, scratch);
		total.seconds += seconds;
		total.peakMb = Math.max(total.peakMb, peakMb);
	}
	return total;
}

function once({ program, args, input = '' }: Step, scratch: string): Promise<Measured> {
	const report = path.join(scratch, 'time');
	const log = path.join(scratch, 'log');
	const counted = existsSync(gnuTime);
	const output = openSync(log, 'w');
	const started = process.hrtime.bigint();
	const [run = '', ...rest] = counted ? [gnuTime, '-f', '%M', '-o', report, program, ...args] : [program, ...args];
	const child = spawn(run, rest, { stdio: ['pipe', output, output] });
	child.stdin!.on('error', () => {}).end(input);
	// The high-water mark only grows, so the last look is nearly the final one.
	let seen = 0;
	const look = setInterval(() => {
		if (!counted) seen = Math.max(seen, highWaterKb(child.pid));
	}, 5);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code) => {
			const seconds = Number(process.hrtime.bigint() - started) / 1e9;
			clearInterval(look);
			closeSync(output);
			if (code !== 0)
				return reject(new Error(`${program} ended with ${code}: ${readFileSync(log, 'utf8').slice(-500)}`));
			const kb = counted ? Number(readFileSync(report, 'utf8').trim()) : seen;
			resolve({ seconds, peakMb: (kb * 1024) / 1e6 });
		});
	});
}

function highWaterKb(pid: number | undefined): number {
	try {
		return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)?.[1] ?? 0);
	} catch {
		// It has ended between two looks.
		return 0;
	}
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)]!;
}
