import { type ClipboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalizeCode, upperCode } from '../../shared/domain/code-text.ts';
import type { Problem } from '../../shared/domain/problem-codes.ts';
import { useProblemText } from './problem-text.ts';
import { TextField, type TextFieldProps } from './text-field.tsx';

/** Problems that are true however the typing goes on; all others wait until the field is left. */
export function isImmediate(problem: Problem): boolean {
	return /VIETNAMESE_LETTERS|CHARACTERS|TOO_LONG/.test(problem.code);
}

/**
 * What a code field says about `value` at this moment. Small letters are never named: leaving the field makes them big,
 * and an empty field is the form's business.
 */
export function shownProblems(check: (value: string) => Problem[], value: string, left: boolean): Problem[] {
	if (value === '') return [];
	return check(upperCode(value)).filter((problem) => left || isImmediate(problem));
}

/** Puts pasted text without spaces, line ends and invisible characters into the field; says how many were dropped. */
export function pasteClean(event: ClipboardEvent<HTMLInputElement>): number {
	const pasted = normalizeCode(event.clipboardData.getData('text/plain'));
	const dropped = pasted.spaces + pasted.invisible;
	if (dropped === 0) return 0;
	event.preventDefault();
	// The only way that keeps the field's own undo (Ctrl+Z); it raises an ordinary input event.
	document.execCommand('insertText', false, pasted.value);
	return dropped;
}

type Props = TextFieldProps & {
	check: (value: string) => Problem[];
	/** How the code is written when the field is left; capitals when absent. */
	format?: (value: string) => string;
};

/**
 * A code of capital letters and digits. Shown in capitals, made so when left; what does not belong is named, never
 * dropped while typing: with a Vietnamese typing tool on, `AA` arrives as `Â`.
 */
export function CodeField({
	check,
	format = upperCode,
	value,
	onChange,
	onBlur,
	hint,
	problem,
	input,
	...rest
}: Props) {
	const { t } = useTranslation('common');
	const { note } = useProblemText();
	const [left, setLeft] = useState(true);
	const [dropped, setDropped] = useState(0);
	return (
		<TextField
			{...rest}
			mono
			value={value}
			hint={dropped > 0 ? t('field.pasteCleaned', { count: dropped }) : hint}
			problem={problem ?? note(shownProblems(check, value, left))}
			onChange={(next) => {
				setLeft(false);
				setDropped(0);
				onChange(next);
			}}
			onBlur={() => {
				setLeft(true);
				const written = format(value.normalize('NFC'));
				if (written !== value) onChange(written);
				onBlur?.();
			}}
			input={{
				...input,
				className: 'upper',
				autoCapitalize: 'characters',
				onPaste: (event) => setDropped(pasteClean(event)),
			}}
		/>
	);
}
