import { Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestEventRow } from '../../../shared/contracts/requests-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useNow } from '../../components/use-now.ts';
import { instantOf, MomentFields, momentOf } from '../passwords/moment-fields.tsx';
import type { RequestView } from './request-view.ts';
import { type Recordable, useRecord } from './use-record.ts';

/** Asks when it happened and, for an answer, which one it was; says first what recording it means. */
export function RecordDialog({ view, what, onClose }: { view: RequestView; what: Recordable; onClose: () => void }) {
	const { t } = useTranslation(['requests', 'common']);
	const { record, busy, error, dismiss } = useRecord(view);
	const now = useNow();
	const [opened] = useState(() => momentOf(Date.parse(now)));
	const [moment, setMoment] = useState(opened);
	const [answer, setAnswer] = useState<'approved' | 'rejected' | ''>('');
	const [note, setNote] = useState('');
	const type: RequestEventRow['type'] | '' = what === 'answer' ? answer : what;
	const at = instantOf(moment);
	const noteNeeded = type === 'rejected' || type === 'undone';
	const timed = what !== 'undone' && what !== 'reopened';

	const act = async () => {
		if (type === '' || at === null) return;
		// The present minute began before the events of this minute: what just happened is recorded as now.
		const same = !timed || (moment.day === opened.day && moment.time === opened.time);
		if (await record(type, new Date(same ? Date.now() : at).toISOString(), note)) onClose();
	};
	return (
		<Modal
			open
			alert
			title={t(`record.${what}.title`, { label: view.row.label })}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t(`record.${what}.confirm`)}
						appearance="primary"
						busy={busy}
						disabled={type === '' || at === null || (noteNeeded && note.trim() === '')}
						onClick={() => void act()}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog autoFocus />
				</>
			}
		>
			<div className="form-sections">
				<ErrorPanel error={error} onClose={dismiss} />
				<p>{t(`record.${what}.text`)}</p>
				{what === 'answer' && (
					<RadioGroup
						aria-label={t('record.answer.question')}
						value={answer}
						onChange={(_event, data) => setAnswer(data.value as 'approved' | 'rejected')}
					>
						<Radio value="approved" label={t('record.answer.approved')} />
						<Radio value="rejected" label={t('record.answer.rejected')} />
					</RadioGroup>
				)}
				{timed && (
					<MomentFields
						value={moment}
						onChange={setMoment}
						labels={{ time: t('field.time'), day: t('field.day') }}
						problem={at === null ? { tone: 'error', text: t('record.noMoment') } : undefined}
					/>
				)}
				<TextField
					label={t(noteNeeded ? 'field.reason' : 'field.note')}
					required={noteNeeded}
					value={note}
					onChange={setNote}
				/>
			</div>
		</Modal>
	);
}
