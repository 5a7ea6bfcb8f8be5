import { Dropdown, Option } from '@fluentui/react-components';
import { FormField, type FormFieldProps } from './form-field.tsx';
import { useListKey } from './use-list-key.ts';

/** One of a few named values; the list opens on F8, Alt+↓ or its button. */
export function ChoiceField<Value extends string>({
	value,
	options,
	onChange,
	name,
	textOf,
	...field
}: FormFieldProps & {
	value: Value;
	options: readonly Value[];
	onChange: (value: Value) => void;
	name?: string;
	textOf: (value: Value) => string;
}) {
	const list = useListKey();
	return (
		<FormField {...field}>
			<Dropdown
				{...list}
				{...(name ? { name } : {})}
				value={textOf(value)}
				selectedOptions={[value]}
				onOptionSelect={(_event, data) => data.optionValue && onChange(data.optionValue as Value)}
			>
				{options.map((one) => (
					<Option key={one} value={one}>
						{textOf(one)}
					</Option>
				))}
			</Dropdown>
		</FormField>
	);
}
