import { Input, type InputProps, useMergedRefs } from '@fluentui/react-components';
import { type ReactNode, type Ref, useRef } from 'react';
import { FormField, type FormFieldProps } from './form-field.tsx';
import { useFirstFocus } from './use-first-focus.ts';

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
	const box = useRef<HTMLInputElement>(null);
	const both = useMergedRefs(ref, box);
	useFirstFocus(box, autoFocus);
	return (
		<FormField {...field}>
			<Input
				{...input}
				ref={both as Ref<never>}
				type={type}
				value={value}
				readOnly={readOnly}
				{...(readOnly ? { title: value } : {})}
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
