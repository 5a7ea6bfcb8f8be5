import { Combobox, Option } from '@fluentui/react-components';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FormField, type FormFieldProps } from './form-field.tsx';
import { providerNames } from './provider-names.ts';
import { useListKey } from './use-list-key.ts';

type Props = FormFieldProps & {
	value: string;
	onChange: (value: string) => void;
	onBlur?: () => void;
	name?: string;
	ref?: Ref<HTMLInputElement>;
	/** Names already used, offered first. */
	used: readonly string[];
};

/** The certificate authority: one of the known names or any other. A name longer than the field shows whole as a tip. */
export function ProviderField({ value, onChange, onBlur, name, ref, used, ...field }: Props) {
	const { t } = useTranslation('common');
	const list = useListKey();
	return (
		<FormField {...field}>
			<Combobox
				{...list}
				freeform
				ref={ref as Ref<never>}
				expandIcon={{ 'aria-label': t('field.openList', { field: field.label }) }}
				title={value}
				value={value}
				selectedOptions={[value]}
				onChange={(event) => onChange(event.target.value)}
				onOptionSelect={(_event, data) => onChange(data.optionText ?? value)}
				onBlur={(event) => {
					// Fluent leaves the name of an option behind that went with the list.
					event.currentTarget.removeAttribute('aria-activedescendant');
					onBlur?.();
				}}
				{...(name ? { name } : {})}
			>
				{providerNames(used, value).map((one) => (
					<Option key={one}>{one}</Option>
				))}
			</Combobox>
		</FormField>
	);
}
