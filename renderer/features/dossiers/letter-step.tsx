import { useEffect, useMemo, useRef, useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { DossierLetter } from '../../../shared/contracts/dossiers-contract.ts';
import { idTypes, routeOf, routesOf, updatesCertificate } from '../../../shared/domain/letter/letter-request.ts';
import { useUnsavedGuard } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { enterNext } from '../../components/enter-next.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import type { FieldNote } from '../../components/form-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { AddresseesField } from './addressees-field.tsx';
import { ChoiceField, ReasonField } from './choice-fields.tsx';
import { LetterCertificates } from './letter-certificates.tsx';
import { checkLetter, formOf, type LetterPath, pathOf } from './letter-form.ts';
import { useLetterProblemText } from './letter-problem-text.ts';
import { LetterSummary } from './letter-summary.tsx';
import { useReasons } from './letter-wording.ts';
import { PdfPages } from './pdf-page.tsx';
import { StepCard, type StepProps } from './step-card.tsx';
import { useLetterDraft, useLetterPreview } from './use-letter-draft.ts';

const noBearer = { number: '', name: '', title: '', idType: 'cccd', idNumber: '', validUntil: '' } as const;

/** Step 1: the letter as a form, its real page beside it. Everything typed is saved by itself. */
export function LetterStep({ dossier, put, goTo, leave }: StepProps) {
	const { t } = useTranslation('dossiers');
	const reasonsOf = useReasons();
	const text = useLetterProblemText();
	const draft = useLetterDraft(dossier.id, put);
	const form = useForm<DossierLetter>({ defaultValues: formOf(dossier.letter), mode: 'onTouched' });
	const letter = useWatch({ control: form.control }) as DossierLetter;
	const { preview, error: previewError } = useLetterPreview(dossier.id, letter);
	const [asked, setAsked] = useState(0);
	useSaveChanges(letter, draft.change);
	useUnsavedGuard(draft.error !== undefined, draft.flush);

	const routes = routesOf(dossier.kind);
	const problems = useMemo(() => checkLetter(dossier.kind, letter), [dossier.kind, letter]);
	const errors = problems.filter((problem) => problem.severity === 'error');
	/** A field is named wrong when it was left, or when the user asked to go on. */
	const noteOf = (path: LetterPath): FieldNote | undefined => {
		const found = problems.find((problem) => pathOf(problem) === path);
		// Of a certificate read from a token no field was ever touched.
		const seen = found?.severity === 'warning' && path.startsWith('newCertificate');
		if (!found || !(seen || asked > 0 || form.getFieldState(path, form.formState).isTouched)) return undefined;
		return { tone: found.severity, text: text(found) };
	};

	const next = async () => {
		if (errors.length > 0) setAsked(asked + 1);
		else if (await draft.flush()) goTo('scans');
	};
	const saveAndLeave = async () => {
		if (await draft.flush()) leave();
	};

	const line = (path: TextPath, span: 1 | 2 | 3 = 1, placeholder?: string) => (
		<Controller
			control={form.control}
			name={path}
			render={({ field }) => (
				<TextField
					{...field}
					value={field.value ?? ''}
					label={t(`letter.fields.${fieldOf(path)}`)}
					required
					span={span}
					problem={noteOf(path)}
					{...(placeholder ? { placeholder } : {})}
				/>
			)}
		/>
	);
	const idType = (path: 'representative.idType' | 'introduction.idType') => (
		<Controller
			control={form.control}
			name={path}
			render={({ field }) => (
				<ChoiceField
					{...field}
					value={field.value ?? idTypes[0]}
					label={t(`letter.fields.${path}`)}
					required
					choices={idTypes.map((type) => ({ value: type, text: t(`letter.idTypes.${type}`) }))}
					problem={noteOf(path)}
				/>
			)}
		/>
	);
	const date = (path: 'date' | 'representative.idDate' | 'introduction.validUntil') => (
		<Controller
			control={form.control}
			name={path}
			render={({ field }) => (
				<DateField
					{...field}
					value={field.value ?? ''}
					label={t(`letter.fields.${fieldOf(path)}`)}
					required
					today={today()}
					problem={noteOf(path)}
				/>
			)}
		/>
	);

	return (
		<StepCard
			title={t('steps.letter')}
			sub={t('letter.sub')}
			foot={
				<>
					<ActionButton text={t('wizard.saveAndLeave')} onClick={() => void saveAndLeave()} />
					<span className="grow" />
					<ActionButton
						text={t(routeOf(letter) === 'email' ? 'letter.next' : 'letter.nextCopies')}
						shortcut="Ctrl+Enter"
						appearance="primary"
						enterLast
						onClick={() => void next()}
					/>
				</>
			}
		>
			<div className="letter">
				<form
					className="letter-form"
					aria-label={t('letter.form')}
					onKeyDownCapture={enterNext}
					onSubmit={(event) => event.preventDefault()}
				>
					<ErrorPanel error={draft.error} onClose={draft.dismiss} />
					<LetterSummary problems={errors} asked={asked} onGo={(path) => form.setFocus(path)} />
					<div className="letter-fields">
						<div className="form-grid letter-grid">
							{line('number', 1, t('letter.numberExample'))}
							{date('date')}
							{line('place')}
							<div className="letter-pair">
								<Controller
									control={form.control}
									name="addressees"
									render={({ field }) => <AddresseesField {...field} problem={noteOf('addressees')} />}
								/>
								{routes.length > 1 && (
									<Controller
										control={form.control}
										name="route"
										render={({ field }) => (
											<ChoiceField
												{...field}
												value={routeOf(letter)}
												label={t('letter.route')}
												choices={routes.map((one) => ({ value: one, text: t(`letter.routes.${one}`) }))}
												problem={noteOf('route')}
												onChange={(chosen) => {
													field.onChange(chosen);
													if (chosen === 'hand' && !letter.introduction) form.setValue('introduction', noBearer);
												}}
											/>
										)}
									/>
								)}
							</div>
							<div className="letter-pair">
								<TextField
									label={t('letter.request')}
									readOnly
									value={t(`kinds.${dossier.kind}.request`)}
									onChange={() => undefined}
								/>
								<Controller
									control={form.control}
									name="reason"
									render={({ field }) => (
										<ReasonField
											{...field}
											label={t('letter.fields.letter.reason')}
											required
											lang="vi"
											reasons={reasonsOf(dossier.kind).offered}
											problem={noteOf('reason')}
										/>
									)}
								/>
							</div>
							{updatesCertificate(dossier.kind) && (
								<LetterCertificates
									form={form}
									letter={letter}
									companyId={dossier.companyId}
									today={today()}
									noteOf={noteOf}
								/>
							)}
							<div className="letter-pair">
								{line('company.address', 3)}
								{line('company.phone')}
								{line('company.email')}
								{line('representative.title')}
								{line('representative.name')}
							</div>
							{idType('representative.idType')}
							{line('representative.idNumber')}
							{date('representative.idDate')}
							{line('representative.idPlace', 3)}
							{routeOf(letter) === 'hand' && (
								<section className="letter-certificate span-3" aria-label={t('letter.introduction')}>
									<h3 className="section-title">{t('letter.introduction')}</h3>
									<div className="form-grid letter-grid">
										{line('introduction.number', 1, t('letter.introductionExample'))}
										{line('introduction.name')}
										{line('introduction.title')}
										{idType('introduction.idType')}
										{line('introduction.idNumber')}
										{date('introduction.validUntil')}
									</div>
								</section>
							)}
						</div>
					</div>
				</form>
				<div className="letter-preview">
					{preview ? (
						<PdfPages
							fileId={preview.fileId}
							version={preview.version}
							pages={preview.pages}
							title={t('letter.previewTitle')}
							label={(page) => t('letter.preview', { page })}
						/>
					) : (
						<p className="preview-note mut">{t(previewError ? 'letter.previewFailed' : 'letter.previewWaiting')}</p>
					)}
					{preview && previewError && (
						<p className="preview-note stale" role="status">
							{t('letter.previewFailed')}
						</p>
					)}
				</div>
			</div>
		</StepCard>
	);
}

/** The certificates have a component of their own. */
type TextPath = Exclude<LetterPath, `${string}Certificate.${string}` | 'addressees' | 'route'>;

/** The label of a letter path stands under the field's name of the check. */
function fieldOf(path: LetterPath): string {
	return path.includes('.') ? path : `letter.${path}`;
}

function today(): string {
	const now = new Date();
	return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function useSaveChanges(letter: DossierLetter, change: (letter: DossierLetter) => void) {
	const before = useRef(letter);
	useEffect(() => {
		if (before.current === letter) return;
		// The form hands on an equal copy when it is ready; only a real change is worth a save.
		if (JSON.stringify(before.current) !== JSON.stringify(letter)) change(letter);
		before.current = letter;
	}, [letter, change]);
}
