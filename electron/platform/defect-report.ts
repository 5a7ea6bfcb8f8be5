/** Where a defect happened, without its message: a message may quote what the user typed. */
export function reportDefect(supportId: string, thrown: unknown): void {
	const frames = thrown instanceof Error ? (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
	const kind = thrown instanceof Error ? thrown.name : typeof thrown;
	process.stderr.write(`[${supportId}] ${kind}\n${frames.join('\n')}\n`);
}
