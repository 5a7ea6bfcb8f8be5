import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
	checkAddressee,
	type EditableAddressee,
	tidyAddressee,
	type WordingProblem,
} from '../../../shared/domain/letter/wording.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { enterNext } from '../../components/enter-next.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { useLetters, useOfficialAddressee } from '../dossiers/letter-wording.ts';
import { useProblemText } from './problem-label.ts';
import { ResetButton } from './reset-button.tsx';

const fields = [
	'name',
	'unit',
	'address',
	'email',
	'hotline',
	'answerWorkingDays',
	'answerWorkingDaysOnPaper',
] as const;
type Field = (typeof fields)[number];

/** Where letters go and when the answer is due: every value with its source, and the way back to the original. */
export function AddresseeDialog({ onClose }: { onClose: () => void }) {
	const { t } = useTranslation('letters');
	const { addressee } = useLetters();
	const { source } = useOfficialAddressee();
	const toast = useToast();
	const saving = useCall();
	const { original, own, value, state, date } = addressee;
	const [typed, setTyped] = useState<Record<Field, string>>(() => textsOf(own ?? value));
	const days = (text: string) => Number(text.trim() || 'NaN');
	const draft = tidyAddressee({
		...typed,
		answerWorkingDays: days(typed.answerWorkingDays),
		answerWorkingDaysOnPaper: days(typed.answerWorkingDaysOnPaper),
	});
	const problems = checkAddressee(draft);
	const text = useProblemText();
	const shipped = textsOf(original);
	const noteOf = (field: Field): WordingProblem | undefined => problems.find(({ place }) => place === field);

	const save = async () => {
		const done = await saving.run(() => window.keyring.letters.saveAddressee(draft));
		if (done === undefined) return;
		toast(t('savedAddressee'));
		onClose();
	};
	const hint = (field: Field) => {
		// One decision names the authority and its unit.
		const origin = source[field === 'unit' ? 'name' : field];
		const from = origin ? t('addressee.source', { source: origin }) : '';
		return typed[field] === shipped[field] ? from : `${t('addressee.original', { value: shipped[field] })}. ${from}`;
	};
	return (
		<Modal
			open
			wide
			title={t('addressee.title')}
			sub={t('addressee.text')}
			onClose={onClose}
			actions={
				<>
					<ResetButton
						name={t('addresseeRow')}
						disabled={own === null}
						reset={() => window.keyring.letters.resetAddressee({})}
						onDone={onClose}
						inDialog
					/>
					<span className="grow" />
					<ActionButton
						text={t('addressee.save')}
						shortcut="Ctrl+S"
						appearance="primary"
						busy={saving.busy}
						disabled={problems.length > 0}
						enterLast
						onClick={() => void save()}
						inDialog
					/>
					<ActionButton text={t('leave')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="letters-addressee" onKeyDownCapture={enterNext}>
				<ErrorPanel error={saving.error} onClose={saving.dismiss} />
				{state === 'outdated' && <Message tone="w">{t('outdated')}</Message>}
				{state === 'unusable' && <Message tone="e">{t('unusable')}</Message>}
				{draft.email.toLowerCase() !== original.email && !noteOf('email') && (
					<Message tone="w">{t('addressee.otherEmail', { address: original.email })}</Message>
				)}
				{fields.map((field) => {
					const problem = noteOf(field);
					return (
						<TextField
							key={field}
							label={t(`addressee.${field}`)}
							value={typed[field]}
							required
							span={field === 'address' ? 2 : 1}
							autoFocus={field === 'name'}
							onChange={(next) => setTyped({ ...typed, [field]: next })}
							hint={hint(field)}
							problem={problem && { tone: 'error', text: text(problem) }}
						/>
					);
				})}
				<p className="mut small">{t('reviewed', { date: date.split('-').reverse().join('/') })}</p>
			</div>
		</Modal>
	);
}

function textsOf(addressee: EditableAddressee): Record<Field, string> {
	return Object.fromEntries(fields.map((field) => [field, String(addressee[field])])) as Record<Field, string>;
}
