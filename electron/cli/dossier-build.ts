import path from 'node:path';
import { capture, unwrap } from '../../shared/result.ts';
import type { Letter } from '../pdf/letter/build-letter.ts';
import { refuseInputAsTarget } from '../platform/atomic-file.ts';
import type { CommandContext, CommandInput, Outcome, Run } from './command.ts';
import { documentWorker, warningText } from './helpers.ts';

/** `dossier build REQUEST --attach FILE… --out PDF` */
export const dossierBuild: Run = (input, context) =>
	capture(async () => {
		const { letterOfFile } = await import('./letter-request.ts');
		const request = context.path(input.positionals[0]!);
		await refuseInputAsTarget(context.path(input.options.get('out')![0]!), [request]);
		const letter = await letterOfFile(request, context);
		return join(input, input.options.get('attach')!, context, letter);
	});

/** `merge FILE… --out PDF` */
export const merge: Run = (input, context) => capture(() => join(input, input.positionals, context));

async function join(
	{ options }: CommandInput,
	files: readonly string[],
	context: CommandContext,
	letter?: Letter,
): Promise<Outcome> {
	const { texts } = context;
	const output = context.path(options.get('out')![0]!);
	const attachSigned = options.has('attach-signed');
	const attachments = files.map((file) => ({ path: context.path(file), name: path.basename(file), attachSigned }));
	context.progress(texts.cli('dossier.joining', { count: files.length }));
	const { pages, bytes, parts } = unwrap(
		await documentWorker(context).assemble({ ...(letter && { letter: letter.pdf }), parts: attachments, output }),
	);
	const rows = parts.map(({ name, pages, warnings }) => ({
		name,
		pages,
		warnings: warnings.map(({ code, params }) => ({ code, message: warningText('documents', code, params, context) })),
	}));
	if (letter) rows.unshift({ name: texts.cli('dossier.letter'), pages: letter.pages, warnings: [] });
	const lines = rows.flatMap(({ warnings, ...part }) => [
		texts.cli('dossier.part', part),
		...warnings.map(({ message }) => texts.cli('dossier.warning', { warning: message })),
	]);
	lines.push(texts.cli('dossier.done', { pages, bytes, file: output }));
	return { value: { pages, bytes, parts: rows }, lines };
}
