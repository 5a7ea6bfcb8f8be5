import { Input, type InputProps } from '@fluentui/react-components';
import type { ReactNode, Ref } from 'react';
import { FormField, type FormFieldProps } from './form-field.tsx';

export type TextFieldProps = FormFieldProps & {
	value: string;
	onChange: (value: string) => void;
	onBlur?: () => void;
	name?: string;
	ref?: Ref<HTMLInputElement>;
	type?: 'text' | 'email' | 'tel' | 'password';
	/** Filled by the application: grey, not to be typed into. */
	readOnly?: boolean;
	mono?: boolean;
	autoFocus?: boolean;
	autoComplete?: string;
	placeholder?: string;
	contentBefore?: ReactNode;
	contentAfter?: ReactNode;
	/** Further attributes of the input itself. */
	input?: Partial<InputProps>;
};

/** One line of text. What is typed is never rewritten while typing (Unikey); callers bring it to NFC when saving. */
export function TextField({
	value,
	onChange,
	onBlur,
	name,
	ref,
	type = 'text',
	readOnly = false,
	mono = false,
	autoFocus = false,
	autoComplete = 'off',
	placeholder,
	contentBefore,
	contentAfter,
	input,
	...field
}: TextFieldProps) {
	return (
		<FormField {...field}>
			<Input
				{...input}
				ref={ref as Ref<never>}
				type={type}
				value={value}
				readOnly={readOnly}
				{...(readOnly ? { title: value } : {})}
				autoFocus={autoFocus}
				autoComplete={autoComplete}
				spellCheck={false}
				className={`${mono ? 'mono' : ''} ${readOnly ? 'readonly' : ''} ${input?.className ?? ''}`}
				onChange={(_event, data) => onChange(data.value)}
				{...(onBlur ? { onBlur } : {})}
				{...(name ? { name } : {})}
				{...(placeholder ? { placeholder } : {})}
				{...(contentBefore ? { contentBefore: <span className="field-inside">{contentBefore}</span> } : {})}
				{...(contentAfter ? { contentAfter: <span className="field-inside">{contentAfter}</span> } : {})}
			/>
		</FormField>
	);
}
