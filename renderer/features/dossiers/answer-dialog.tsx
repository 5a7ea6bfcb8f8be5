import { Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { Attach16Regular, Dismiss16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AnswerFile, type Outcome, outcomes } from '../../../shared/contracts/sending-contract.ts';
import { parseDate } from '../../../shared/domain/dates.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Modal } from '../../components/modal.tsx';
import { useToday } from '../../components/use-today.ts';
import { useSizeText } from './show-values.ts';
import { type DossierDialog, useDossierChange } from './use-dossier-change.ts';

/** "Ghi nhận kết quả": what customs answered, when, and the file it came in. */
export function AnswerDialog({ dossier, put, onClose }: DossierDialog) {
	const { t } = useTranslation('sending');
	const size = useSizeText();
	const today = useToday();
	const { run, change, busy, error, dismiss } = useDossierChange({ put, onClose });
	const [outcome, setOutcome] = useState<Outcome>();
	const [on, setOn] = useState(today);
	const [note, setNote] = useState('');
	const [files, setFiles] = useState<AnswerFile[]>([]);
	const attach = async () => {
		const file = await run(() => window.keyring.dossiers.chooseAnswerFile({ id: dossier.id }));
		if (file) setFiles((before) => [...before, file]);
	};
	const record = (chosen: Outcome) => {
		const answer = { outcome: chosen, on, note, files };
		return change(() => window.keyring.dossiers.recordAnswer({ id: dossier.id, answer }));
	};
	return (
		<Modal
			open
			alert
			title={t('answer.title')}
			sub={t('answer.sub', { number: dossier.number, time: timeInVietnam(dossier.sending.sentAt ?? '') })}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('answer.submit')}
						shortcut="Ctrl+Enter"
						appearance="primary"
						busy={busy}
						disabled={outcome === undefined || parseDate(on) !== on}
						onClick={() => outcome && void record(outcome)}
						inDialog
					/>
					<ActionButton text={t('answer.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="mail-form">
				<ErrorPanel error={error} onClose={dismiss} />
				<RadioGroup
					aria-label={t('answer.outcome')}
					value={outcome ?? ''}
					onChange={(_event, data) => setOutcome(data.value as Outcome)}
				>
					{outcomes.map((one, place) => (
						<Radio
							key={one}
							value={one}
							autoFocus={place === 0}
							label={
								<>
									<b>{t(`track.outcome.${one}`)}</b>
									<span className="mut choice-hint">{t(`answer.hint.${one}`)}</span>
								</>
							}
						/>
					))}
				</RadioGroup>
				<DateField label={t('track.answerOn')} value={on} onChange={setOn} today={today} required />
				<FormField label={t('track.note')}>
					<Textarea rows={3} value={note} onChange={(_event, data) => setNote(data.value)} />
				</FormField>
				<div className="answer-files">
					<ActionButton
						text={t('answer.attach')}
						size="small"
						icon={<Attach16Regular />}
						busy={busy}
						onClick={() => void attach()}
						inDialog
					/>
					<span className="mut small">{t('answer.fileNote')}</span>
					<ul>
						{files.map((file) => (
							<li key={file.id}>
								<span className="one">
									{file.name} <span className="mut">· {size(file.bytes)}</span>
								</span>
								<button
									type="button"
									className="link"
									aria-label={t('answer.remove', { file: file.name })}
									onClick={() => setFiles(files.filter((one) => one !== file))}
								>
									<Dismiss16Regular />
								</button>
							</li>
						))}
					</ul>
				</div>
			</div>
		</Modal>
	);
}
