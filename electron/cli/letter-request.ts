import { checkLetterRequest, type LetterProblem } from '../../shared/domain/letter/check-letter-request.ts';
import { type LetterRequest, readLetterRequest } from '../../shared/domain/letter/letter-request.ts';
import { Fault, unwrap } from '../../shared/result.ts';
import { buildLetter, type Letter } from '../pdf/letter/build-letter.ts';
import type { CommandContext } from './command.ts';
import { readJsonFile } from './json-file.ts';

/** The letter asked for by a REQUEST file. Faults of the file, INPUT_FIELD for what is missing or wrong in it. */
export async function letterOfFile(file: string, context: CommandContext): Promise<Letter> {
	const request = await readRequest(file, context);
	return unwrap(await buildLetter(request, { resources: context.resources }));
}

async function readRequest(file: string, context: CommandContext): Promise<LetterRequest> {
	const raw = await readJsonFile(file, context.texts);
	const problems = checkLetterRequest(raw);
	for (const problem of problems.filter(({ severity }) => severity === 'warning')) {
		context.progress(`${fieldName(problem, context)}: ${problemText(problem, context)}`);
	}
	const [first, ...others] = problems.filter(({ severity }) => severity === 'error');
	if (!first) return readLetterRequest(raw);
	const { texts } = context;
	const more = texts.cli('request.more', { count: others.length, fields: others.map(({ field }) => field).join(', ') });
	const detail = problemText(first, context) + (others.length > 0 ? more : '');
	const field = first.field === '' ? fieldName(first, context) : `${fieldName(first, context)} (${first.field})`;
	throw new Fault('INPUT_FIELD', { field, detail });
}

function fieldName({ field }: LetterProblem, { texts }: CommandContext): string {
	return texts.find('letter', ['fields', field]) ?? field;
}

function problemText({ code, params = {} }: LetterProblem, { texts }: CommandContext): string {
	return texts.find('letter', ['problems', code], params) ?? texts.find('problems', code, params) ?? code;
}
