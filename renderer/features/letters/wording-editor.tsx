import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterOfKind } from '../../../shared/contracts/letters-contract.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import {
	checkWording,
	conditionOf,
	type EditableWording,
	type LetterSample,
	mapTexts,
	placeholdersFor,
	tidyWording,
} from '../../../shared/domain/letter/wording.ts';
import { useNavigation, useUnsavedGuard } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel, ErrorSummary } from '../../components/error-panel.tsx';
import { focusField } from '../../components/focus-field.ts';
import { Message } from '../../components/message.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SaveButton } from '../../components/save-button.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { ChoiceField } from '../dossiers/choice-fields.tsx';
import { useLetters } from '../dossiers/letter-wording.ts';
import { PdfPages } from '../dossiers/pdf-page.tsx';
import { StepCard } from '../dossiers/step-card.tsx';
import { usePreview } from '../dossiers/use-preview.ts';
import { ComparePanel } from './compare-panel.tsx';
import { PlaceholderMenu } from './placeholder-menu.tsx';
import { usePlaceholderWords } from './placeholder-words.ts';
import { usePlaceLabel, useProblemText } from './problem-label.ts';
import { ResetButton } from './reset-button.tsx';
import { textAt, WordingFields, withText } from './wording-fields.tsx';
import '../dossiers/dossiers.css';
import './letters.css';

/** The words of one kind of letter as a form, the real letter of invented data beside it. */
export function WordingEditor({ letter, onClose }: { letter: LetterOfKind; onClose: () => void }) {
	const { t } = useTranslation(['letters', 'letter']);
	const { kind, state, original, cases, source, date } = letter;
	const { asking } = useLetters();
	const { leave } = useNavigation();
	const toast = useToast();
	const saving = useCall();
	const labelOf = usePlaceLabel();
	const problemText = useProblemText();
	const { inWords, asTemplate } = usePlaceholderWords(cases);
	const [saved, setSaved] = useState(() => mapTexts(letter.own ?? original, inWords));
	const [wording, setWording] = useState(saved);
	const [place, setPlace] = useState('');
	const [sample, setSample] = useState<LetterSample>('complete');
	const [asked, setAsked] = useState(0);

	const tidied = useMemo(() => tidyWording(mapTexts(wording, asTemplate)), [asTemplate, wording]);
	const problems = useMemo(() => {
		const found = checkWording(tidied, original, cases, asking);
		return found.map(({ params, ...one }) => {
			const { placeholder } = params;
			return { ...one, params: { ...params, ...(placeholder && { placeholder: inWords(String(placeholder)) }) } };
		});
	}, [tidied, original, cases, asking, inWords]);
	const errors = problems.filter(({ severity }) => severity === 'error');
	const warnings = problems.filter(({ severity }) => severity === 'warning');
	const usable = errors.length === 0;
	const content = useMemo(() => ({ kind, wording: tidied, sample }), [kind, tidied, sample]);
	const { preview, error: previewError } = usePreview(usable ? content : undefined, (request) =>
		window.keyring.letters.preview(request),
	);
	const dirty = JSON.stringify(wording) !== JSON.stringify(saved);

	const take = (next: EditableWording) => {
		setSaved(next);
		setWording(next);
		setAsked(0);
	};
	const save = async () => {
		if (!usable) {
			setAsked(asked + 1);
			return false;
		}
		const done = await saving.run(() => window.keyring.letters.saveWording({ kind, wording: tidied }));
		if (done === undefined) return false;
		take(mapTexts(tidied, inWords));
		toast(t('saved'));
		return true;
	};
	useUnsavedGuard(dirty, save);

	const insert = (words: string) => {
		const field = document.querySelector<HTMLTextAreaElement>(`textarea[name="${CSS.escape(place)}"]`);
		if (!field) return;
		const { selectionStart: start, selectionEnd: end, value } = field;
		setWording(withText(wording, place, `${value.slice(0, start)}{${words}}${value.slice(end)}`));
		// After the menu, which gives the focus back to its button when it closes.
		setTimeout(() => {
			field.focus();
			field.setSelectionRange(start + words.length + 2, start + words.length + 2);
		}, 100);
	};
	const names = placeholdersAt(wording, place, cases);

	return (
		<>
			<PageHeader title={t('editTitle', { kind: t(`letter:kinds.${kind}`) })} sub={t(`state.${state}`)} />
			<StepCard
				title={t('form')}
				sub={t('insertText')}
				foot={
					<>
						<ActionButton text={t('back')} onClick={() => leave(onClose)} />
						<ResetButton
							name={t(`letter:kinds.${kind}`)}
							disabled={letter.own === null}
							reset={() => window.keyring.letters.resetWording({ kind })}
							onDone={() => take(mapTexts(original, inWords))}
						/>
						<span className="grow" />
						<span className="mut">{t(dirty ? 'dirty' : 'clean')}</span>
						<SaveButton text={t('save')} busy={saving.busy} onSave={() => void save()} />
					</>
				}
			>
				<div className="letter">
					<form className="letter-form" aria-label={t('form')} onSubmit={(event) => event.preventDefault()}>
						<ErrorPanel error={saving.error} onClose={saving.dismiss} />
						{asked > 0 && (
							<ErrorSummary
								title={t('summary', { count: errors.length })}
								entries={errors.map((one) => ({
									id: `${one.place} ${one.code} ${one.params.placeholder ?? ''}`,
									tone: 'error',
									text: `${labelOf(one.place)}: ${problemText(one)}`,
									onGo: () => focusField(one.place),
								}))}
								answerTo={asked}
							/>
						)}
						{state === 'outdated' && (
							<Message tone="w" action={<ActionButton text={t('keep')} size="small" onClick={() => void save()} />}>
								{t('outdated')}
							</Message>
						)}
						{state === 'unusable' && <Message tone="e">{t('unusable')}</Message>}
						{warnings.length > 0 && (
							<Message tone="w">
								<ul className="wording-warnings">
									{warnings.map((one) => (
										<li key={`${one.code} ${one.params.placeholder ?? ''}`}>{problemText(one)}</li>
									))}
								</ul>
							</Message>
						)}
						<div className="wording-insert">
							<PlaceholderMenu label={place && labelOf(place)} names={names} onInsert={insert} />
						</div>
						<WordingFields wording={wording} problems={problems} onChange={setWording} onFocus={setPlace} />
						<ComparePanel
							key={state}
							wording={mapTexts(tidied, inWords)}
							original={mapTexts(original, inWords)}
							open={state === 'outdated'}
						/>
						<p className="mut small">{t('source', { source, date: formatDate(date) })}</p>
					</form>
					<div className="letter-preview wording-preview">
						<div className="wording-sample">
							<ChoiceField
								label={t('sampleLabel')}
								value={sample}
								choices={[...cases.map((one) => one.sample), 'empty' as const].map((one) => ({
									value: one,
									text: t(`sample.${one}`),
								}))}
								onChange={(next) => setSample(next as LetterSample)}
							/>
						</div>
						{preview ? (
							<PdfPages
								fileId={preview.fileId}
								version={preview.version}
								pages={preview.pages}
								title={t('previewTitle')}
								label={(page) => t('preview', { page })}
							/>
						) : (
							<p className="preview-note mut">{t(previewError ? 'previewFailed' : 'previewWaiting')}</p>
						)}
						{preview && (!usable || previewError) && (
							<p className="preview-note stale" role="status">
								{t(usable ? 'previewFailed' : 'previewStopped')}
							</p>
						)}
					</div>
				</div>
			</StepCard>
		</>
	);
}

/** What can be inserted at a place; nothing where no field is chosen, and in reasons. */
function placeholdersAt(wording: EditableWording, place: string, cases: LetterOfKind['cases']): string[] {
	const [list, at] = place.split('.');
	if (place === '' || list === 'reasons' || textAt(wording, place) === undefined) return [];
	const paragraph = list === 'body' ? wording.body[Number(at)] : undefined;
	return placeholdersFor(paragraph === undefined ? undefined : conditionOf(paragraph), cases);
}
