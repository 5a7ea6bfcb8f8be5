import { writeFile } from 'node:fs/promises';
import { ok, unwrap } from '../../shared/result.ts';
import { refuseInputAsTarget, writeBeside } from '../platform/atomic-file.ts';
import type { Run } from './command.ts';
import { letterOfFile } from './letter-request.ts';

/** `letter build REQUEST --out PDF` */
export const letterBuild: Run = async ({ positionals, options }, context) => {
	const request = context.path(positionals[0]!);
	const out = context.path(options.get('out')![0]!);
	const { pdf, pages } = await letterOfFile(request, context);
	unwrap(
		await writeBeside(out, async (temp) => {
			await refuseInputAsTarget(out, [request]);
			await writeFile(temp, pdf);
		}),
	);
	return ok({ value: { pages }, lines: [context.texts.cli('letter.done', { pages, file: out })] });
};
