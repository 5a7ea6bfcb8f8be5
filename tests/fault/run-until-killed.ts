import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/**
 * Runs a program of this folder and kills it `afterMs` behind its first line of output and `afterLines` more; answers
 * the lines behind the first that came out whole. Counted lines and not only time: a busy machine must not turn
 * "killed at work" into "killed before it began".
 */
export async function runUntilKilled(
	program: string,
	args: readonly string[],
	afterMs: number,
	afterLines = 0,
): Promise<string[]> {
	const file = fileURLToPath(new URL(program, import.meta.url));
	const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
	let printed = '';
	let problems = '';
	const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
	const ready = new Promise<void>((resolve) => {
		child.stdout.on('data', (text) => {
			printed += text;
			if (printed.split('\n').length > afterLines + 1) resolve();
		});
	});
	child.stderr.on('data', (text) => {
		problems += text;
	});
	await Promise.race([ready, ended]);
	await sleep(afterMs);
	child.kill('SIGKILL');
	expect(await ended, problems).toBe('SIGKILL');
	return printed.split('\n').slice(1, -1);
}
