import { Select, Textarea } from '@fluentui/react-components';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormField, type FormFieldProps } from '../../components/form-field.tsx';

type Choice = { value: string; text: string };

type ChoiceProps = Omit<FormFieldProps, 'ref'> & {
	value: string;
	choices: readonly Choice[];
	/** Shown while nothing is chosen. */
	placeholder?: string;
	onChange: (value: string) => void;
	onBlur?: () => void;
	ref?: Ref<HTMLSelectElement> | undefined;
	lang?: string;
};

/** One of a few values, with the keys of the system's own list. */
export function ChoiceField({ value, choices, placeholder, onChange, onBlur, ref, lang, ...field }: ChoiceProps) {
	return (
		<FormField {...field}>
			<Select
				ref={ref as Ref<never>}
				value={value}
				onChange={(_event, data) => onChange(data.value)}
				{...(onBlur ? { onBlur } : {})}
				{...(lang ? { lang } : {})}
			>
				{placeholder !== undefined && value === '' && <option value="">{placeholder}</option>}
				{choices.map((choice) => (
					<option key={choice.value} value={choice.value}>
						{choice.text}
					</option>
				))}
			</Select>
		</FormField>
	);
}

const other = '\u0000other';

type ReasonProps = Omit<ChoiceProps, 'choices' | 'placeholder'> & { reasons: readonly string[] };

/** Why the letter is written: one of the usual sentences, or a sentence of one's own below. */
export function ReasonField({ value, reasons, onChange, onBlur, ref, problem, ...field }: ReasonProps) {
	const { t } = useTranslation('dossiers');
	const [own, setOwn] = useState(value !== '' && !reasons.includes(value));
	return (
		<>
			<ChoiceField
				{...field}
				ref={own ? undefined : ref}
				value={own ? other : value}
				placeholder={t('letter.reasonChoose')}
				choices={[
					...reasons.map((reason) => ({ value: reason, text: reason })),
					{ value: other, text: t('letter.reasonOther') },
				]}
				problem={own ? undefined : problem}
				onChange={(next) => {
					setOwn(next === other);
					onChange(next === other ? '' : next);
				}}
				{...(onBlur ? { onBlur } : {})}
			/>
			{own && (
				<FormField label={t('letter.reasonText')} required span={3} problem={problem}>
					<Textarea
						ref={ref as Ref<never>}
						value={value}
						rows={2}
						resize="vertical"
						lang="vi"
						spellCheck={false}
						onChange={(_event, data) => onChange(data.value)}
						{...(onBlur ? { onBlur } : {})}
					/>
				</FormField>
			)}
		</>
	);
}
