import { Field } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';

export type FieldNote = { tone: 'error' | 'warning'; text: string };

export type FormFieldProps = {
	label: string;
	/** The field's name in the portal's or a foreign tongue, shown paler behind the label. */
	note?: string | undefined;
	required?: boolean | undefined;
	/** One line of help below; gives way to `problem`. */
	hint?: ReactNode;
	problem?: FieldNote | undefined;
	/** Columns of the form grid that the field spans. */
	span?: 1 | 2 | 3;
};

/** Label, control and one line below, joined for screen readers. */
export function FormField({
	label,
	note,
	required = false,
	hint,
	problem,
	span = 1,
	children,
}: FormFieldProps & { children: ReactElement }) {
	return (
		<Field
			className={`form-field span-${span}`}
			label={
				note === undefined
					? label
					: {
							children: (
								<>
									{label}
									<span className="field-note">{note}</span>
								</>
							),
						}
			}
			required={required}
			{...(problem
				? { validationState: problem.tone, validationMessage: problem.text }
				: hint
					? { hint: hint as ReactElement }
					: {})}
		>
			{children}
		</Field>
	);
}
