import type { ErrorParams } from '../../../shared/errors/codes.ts';

/**
 * What happened to an attachment on its way into the dossier; closed list. Texts:
 * `resources/locales/<language>/documents.json`, `warnings`.
 */
export const partWarningCodes = [
	'repaired', // the file was damaged; pages may be missing
	'protection-removed', // the dossier is open to read and change, whatever the file's password and rights said
	'signature-flattened', // its picture stays, the signature itself is not carried into the dossier
	'original-attached', // the signed file itself is inside the dossier, too
	'form-flattened',
	'dynamic-form', // its pages are made by a program inside the file, which no viewer but one runs
	'form-value-missing', // a field has a value but no picture of it
	'comment-removed',
	'javascript-removed',
	'action-removed',
	'attachment-removed', // embedded files and media
	'low-resolution', // {dpi}: under 150 dpi on A4
] as const;

export type PartWarningCode = (typeof partWarningCodes)[number];
export type PartWarning = { code: PartWarningCode; params: ErrorParams };

/** Each warning once; of the low resolutions the lowest. */
export function distinctWarnings(warnings: readonly PartWarning[]): PartWarning[] {
	const byCode = new Map<PartWarningCode, PartWarning>();
	for (const warning of warnings) {
		const known = byCode.get(warning.code);
		if (!known || Number(warning.params.dpi) < Number(known.params.dpi)) byCode.set(warning.code, warning);
	}
	return partWarningCodes.flatMap((code) => byCode.get(code) ?? []);
}
