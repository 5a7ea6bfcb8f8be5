import { parameterFields } from '../../shared/domain/problem-codes.ts';
import { checkParameterSets, type ParameterSet } from '../../shared/domain/vnaccs-parameters.ts';
import type { ErrorParams } from '../../shared/errors/codes.ts';
import { Fault, ok } from '../../shared/result.ts';
import type { CommandContext, Run } from './command.ts';
import { readJsonFile } from './json-file.ts';

/** `check params FILE`: every problem of one parameter set or a list of them. */
export const checkParams: Run = async ({ positionals }, context) => {
	const file = context.path(positionals[0]!);
	const sets = readSets(await readJsonFile(file, context.texts), file, context);
	const found = [...checkParameterSets(sets), ...unknownFields(sets)].sort((one, other) => one.index - other.index);
	const problems = found.map(({ index, field, code, severity, params }) => ({
		index,
		field,
		code,
		severity,
		message: message(field, code, params, context),
	}));
	const { texts } = context;
	const lines = problems.map((problem) =>
		texts.cli(`check.${problem.severity}`, { set: problem.index + 1, field: problem.field, message: problem.message }),
	);
	const errors = problems.filter(({ severity }) => severity === 'error').length;
	lines.push(texts.cli('check.summary', { sets: sets.length, errors, warnings: problems.length - errors }));
	return ok({ value: { problems }, lines, status: errors > 0 ? 1 : 0 });
};

function readSets(json: unknown, file: string, { texts }: CommandContext): ParameterSet[] {
	const sets = Array.isArray(json) ? json : [json];
	const foreign = sets.findIndex((set) => typeof set !== 'object' || set === null || Array.isArray(set));
	if (foreign >= 0) {
		throw new Fault('INPUT_JSON', { file, detail: texts.cli('check.notObject', { set: foreign + 1 }) });
	}
	return sets as ParameterSet[];
}

type Found = { index: number; field: string; code: string; severity: 'error' | 'warning'; params: ErrorParams };

/** A misspelt name would otherwise hide a value from the check. */
function unknownFields(sets: readonly ParameterSet[]): Found[] {
	const known: readonly string[] = parameterFields;
	return sets.flatMap((set, index) =>
		Object.keys(set)
			.filter((name) => !known.includes(name))
			.map((field): Found => ({ index, field, code: 'FIELD_UNKNOWN', severity: 'warning', params: {} })),
	);
}

function message(field: string, code: string, params: ErrorParams, { texts }: CommandContext): string {
	if (code === 'FIELD_UNKNOWN') return texts.cli('check.fieldUnknown', { field });
	return texts.find('problems', code, params) ?? code;
}
