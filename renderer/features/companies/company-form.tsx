import { Checkbox } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Controller, type FieldPath, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type Company, type CompanyDraft, representative } from '../../../shared/contracts/companies-contract.ts';
import {
	type CompanyProblem,
	companyProblems,
	emptyCompany,
	tidyCompany,
} from '../../../shared/domain/company-entry.ts';
import { checkTaxCode, displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { ChoiceField } from '../../components/choice-field.tsx';
import { CodeField } from '../../components/code-field.tsx';
import { DateField } from '../../components/date-field.tsx';
import { enterNext } from '../../components/enter-next.ts';
import { ErrorPanel, ErrorSummary, type SummaryEntry } from '../../components/error-panel.tsx';
import { focusField } from '../../components/focus-field.ts';
import { useProblemText } from '../../components/problem-text.ts';
import { SaveButton } from '../../components/save-button.tsx';
import { TextField, type TextFieldProps } from '../../components/text-field.tsx';
import { useCall } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';

type Part = {
	fields: ReactNode;
	saveButton: ReactNode;
	/** Typed and not saved. */
	dirty: boolean;
	/** Answers whether it was saved; what is wrong is shown above the fields. */
	save: () => Promise<boolean>;
};

/** All data of one company. The caller lays out fields and button: a card of the frame or the first-run page. */
export function CompanyForm({
	company,
	suggestion = emptyCompany,
	brief = false,
	onSaved,
	layout,
}: {
	company: Company | undefined;
	/** What a new company starts with. */
	suggestion?: CompanyDraft;
	/** Only what the first letter needs: the rest can wait. */
	brief?: boolean;
	onSaved: (company: Company) => void;
	layout: (part: Part) => ReactNode;
}) {
	const { t } = useTranslation('companies');
	const today = useToday();
	const queries = useQueryClient();
	const problemText = useProblemText();
	const saving = useCall();
	const [wrong, setWrong] = useState<readonly CompanyProblem[]>([]);
	const form = useForm<CompanyDraft>({
		defaultValues: company ? { ...company, taxCode: displayTaxCode(company.taxCode) } : suggestion,
	});
	const { isDirty } = form.formState;

	const save = async () => {
		const draft = tidyCompany(form.getValues());
		const found = companyProblems(draft);
		setWrong(found);
		if (found.length > 0) return false;
		const saved = await saving.run(() => window.keyring.companies.save(draft));
		if (!saved) return false;
		form.reset({ ...saved, taxCode: displayTaxCode(saved.taxCode) });
		queries.setQueryData<Company[]>(['companies'], (list = []) =>
			list.some((one) => one.id === saved.id)
				? list.map((one) => (one.id === saved.id ? saved : one))
				: [...list, saved],
		);
		onSaved(saved);
		return true;
	};

	const label = (name: string) =>
		name === 'representative.name' ? t('representativeName') : t(`field.${name.replace('representative.', '')}`);
	const entries: SummaryEntry[] = wrong.map((one) => ({
		id: one.field,
		tone: 'error',
		text: `${label(one.field)}: ${one.problem ? problemText.text(one.problem) : t(`wrong.${one.code}`)}`,
		onGo: () => focusField(one.field),
	}));
	const text = (name: FieldPath<CompanyDraft>, rest: Partial<TextFieldProps> = {}) => (
		<Controller
			key={name}
			control={form.control}
			name={name}
			render={({ field }) => <TextField {...field} label={label(name)} value={String(field.value ?? '')} {...rest} />}
		/>
	);

	const fields = (
		<div className="form-sections" onKeyDownCapture={enterNext} data-hints="enter save">
			<ErrorPanel error={saving.error} onClose={saving.dismiss} />
			<ErrorSummary title={t('wrong.title', { count: wrong.length })} entries={entries} answerTo={wrong} />
			<h2 className="section-title">{t('group.company')}</h2>
			<div className="form-grid">
				<Controller
					control={form.control}
					name="taxCode"
					render={({ field }) => (
						<CodeField
							{...field}
							label={label('taxCode')}
							autoFocus={!company}
							required
							check={checkTaxCode}
							format={displayTaxCode}
							hint={t('hint.taxCode')}
						/>
					)}
				/>
				{text('name', { required: true, span: 2 })}
				{text('shortName', { hint: t('hint.shortName') })}
				{text('address', { span: 2 })}
				{text('phone', { type: 'tel' })}
				{text('email', { type: 'email' })}
				{text('place', { hint: t('hint.place') })}
				{!brief && (
					<>
						{text('fax', { type: 'tel' })}
						<Controller
							control={form.control}
							name="kind"
							render={({ field }) => (
								<ChoiceField
									label={label('kind')}
									name={field.name}
									value={field.value}
									options={['own', 'customer']}
									textOf={(kind) => t(`kind.${kind}`)}
									onChange={field.onChange}
								/>
							)}
						/>
					</>
				)}
			</div>
			{!brief && (
				<>
					<h2 className="section-title">{t('group.contact')}</h2>
					<div className="form-grid">
						{text('contactName')}
						{text('contactPhone', { type: 'tel' })}
						{text('contactEmail', { type: 'email' })}
					</div>
					<h2 className="section-title">
						{t('group.declaring')}
						<span className="mut">{t('group.declaringNote')}</span>
					</h2>
					<div className="form-grid">
						{text('customsOfficeCode', { mono: true })}
						{text('customsOfficeName', { span: 2 })}
						{text('declarationAddress', { hint: t('hint.declarationAddress') })}
						{text('proxyNote', { span: 2, hint: t('hint.proxyNote') })}
						<Controller
							control={form.control}
							name="practice"
							render={({ field }) => (
								<Checkbox
									className="span-3"
									label={t('field.practice')}
									name={field.name}
									checked={field.value}
									onChange={(_event, data) => field.onChange(data.checked === true)}
								/>
							)}
						/>
					</div>
				</>
			)}
			<h2 className="section-title">
				{t('group.representative')}
				<span className="mut">{t('group.representativeNote')}</span>
			</h2>
			<div className="form-grid">
				{text('representative.name')}
				{text('representative.title', { hint: t('hint.title') })}
				<Controller
					control={form.control}
					name="representative.idType"
					render={({ field }) => (
						<ChoiceField
							label={label('idType')}
							name={field.name}
							value={field.value}
							options={representative.shape.idType.options}
							textOf={(type) => t(`idType.${type}`)}
							onChange={field.onChange}
						/>
					)}
				/>
				{text('representative.idNumber', { mono: true })}
				<Controller
					control={form.control}
					name="representative.idDate"
					render={({ field }) => <DateField {...field} label={label('idDate')} today={today} />}
				/>
				{text('representative.idPlace')}
			</div>
		</div>
	);
	const saveButton = <SaveButton text={t('save')} busy={saving.busy} onSave={() => void save()} />;
	return layout({ fields, saveButton, dirty: isDirty, save });
}
