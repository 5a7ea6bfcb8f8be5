import type { DefectReport } from '../ipc/dispatch.ts';

/** One defect, on standard error. */
export function report({ supportId, call, name, frames }: DefectReport): void {
	process.stderr.write(`[${supportId}] ${call} ${name}\n${frames.join('\n')}\n`);
}
