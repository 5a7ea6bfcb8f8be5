import { findErrorHelp } from '../../shared/domain/error-codes/error-help.ts';
import { Fault, ok } from '../../shared/result.ts';
import { readErrorCodes } from '../features/help/read-error-codes.ts';
import type { Run } from './command.ts';

/** `explain CODE [--service S]`: what a VNACCS code means and what to do. Fault INPUT_CODE_UNKNOWN. */
export const explain: Run = async ({ positionals, options }, { resources, texts }) => {
	const code = positionals[0]!.trim();
	const help = findErrorHelp(await readErrorCodes(resources), code, options.get('service')?.[0]);
	if (!help) throw new Fault('INPUT_CODE_UNKNOWN', { code });
	const { found, others } = help;
	const { title, meaning, action } = found[texts.language];
	const lines = [
		texts.cli('explain.title', { code: found.code, title }),
		texts.cli('explain.meaning', { meaning }),
		texts.cli('explain.action', { action }),
	];
	if (found.service !== '') lines.push(texts.cli('explain.service', { service: found.service }));
	for (const { service } of others.filter((one) => one.service !== '')) {
		lines.push(texts.cli('explain.other', { service }));
	}
	lines.push(texts.cli('explain.source', { source: found.source }));
	return ok({
		value: { code: found.code, title, meaning, action, source: found.source, service: found.service },
		lines,
	});
};
