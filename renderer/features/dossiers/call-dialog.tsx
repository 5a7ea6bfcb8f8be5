import { Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Modal } from '../../components/modal.tsx';
import { useAddressee } from './letter-wording.ts';
import { useMailTexts } from './mail-facts.ts';
import { type DossierDialog, useDossierChange } from './use-dossier-change.ts';

/** What to say to the hotline, and what was answered. The script is Vietnamese whatever the page's language. */
export function CallDialog({ dossier, put, onClose }: DossierDialog) {
	const { t } = useTranslation('sending');
	const addressee = useAddressee();
	const { callScript } = useMailTexts();
	const { change, busy, error, dismiss } = useDossierChange({ put, onClose });
	const [note, setNote] = useState('');
	const record = () => change(() => window.keyring.dossiers.recordCall({ id: dossier.id, note }));
	return (
		<Modal
			open
			wide
			title={t('call.title', { hotline: addressee.hotline })}
			sub={t('call.sub')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('call.submit')}
						shortcut="Ctrl+Enter"
						appearance="primary"
						busy={busy}
						disabled={note.trim() === ''}
						onClick={() => void record()}
						inDialog
					/>
					<ActionButton text={t('call.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="mail-form">
				<ErrorPanel error={error} onClose={dismiss} />
				<ol className="guide" lang="vi">
					{callScript(dossier).map((line) => (
						<li key={line}>{line}</li>
					))}
				</ol>
				<p className="mut small">{t('call.source', { source: addressee.source.hotline })}</p>
				<FormField label={t('call.note')} hint={t('call.noteHint')}>
					<Textarea rows={3} value={note} autoFocus onChange={(_event, data) => setNote(data.value)} />
				</FormField>
			</div>
		</Modal>
	);
}
