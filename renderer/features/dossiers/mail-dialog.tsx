import { Textarea } from '@fluentui/react-components';
import { type Ref, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailText } from '../../../shared/contracts/sending-contract.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { isEmail } from '../../../shared/domain/email.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { type FieldNote, FormField } from '../../components/form-field.tsx';
import { Modal } from '../../components/modal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFirstFocus } from '../../components/use-first-focus.ts';
import { mailWording, useMailTexts } from './mail-facts.ts';
import { type DossierDialog, useDossierChange } from './use-dossier-change.ts';

export type MailField = keyof MailText;

/** Addresses, subject and text of the mail; the template comes back with one press. */
export function MailDialog({
	dossier,
	put,
	first,
	onClose,
}: DossierDialog & {
	/** The field that gets the focus. */
	first: MailField;
}) {
	const { t } = useTranslation('sending');
	const { mailOf } = useMailTexts();
	const { change, busy, error, dismiss } = useDossierChange({ put, onClose });
	const [mail, setMail] = useState(() => mailOf(dossier, 'request'));
	const template = mailOf({ ...dossier, sending: { ...dossier.sending, mail: null } }, 'request');
	const same = (['from', 'to', 'subject', 'body'] as const).every((field) => mail[field] === template[field]);
	const problem = (field: MailField): FieldNote | undefined => {
		const value = mail[field].trim();
		if (value === '') return { tone: 'error', text: t('mail.empty') };
		const address = field === 'to' || field === 'from';
		return address && !isEmail(value) ? { tone: 'error', text: t('mail.emailWrong') } : undefined;
	};
	const field = (name: MailField) => ({
		label: t(`mail.${name}`),
		value: mail[name],
		onChange: (value: string) => setMail({ ...mail, [name]: value }),
		problem: problem(name),
		autoFocus: name === first,
		required: true,
	});
	const body = useRef<HTMLTextAreaElement>(null);
	useFirstFocus(body, first === 'body');
	const fits = !problem('to') && !problem('from') && !problem('subject') && !problem('body');
	const save = () => change(() => window.keyring.dossiers.saveMail({ id: dossier.id, mail: same ? null : mail }));
	return (
		<Modal
			open
			wide
			alert
			title={t('mail.dialogTitle')}
			sub={t('mail.dialogSub')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('mail.save')}
						shortcut="Ctrl+Enter"
						appearance="primary"
						busy={busy}
						disabled={!fits}
						onClick={() => void save()}
						inDialog
					/>
					<ActionButton text={t('mail.reset')} disabled={same} onClick={() => setMail(template)} inDialog />
					<ActionButton text={t('mail.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="mail-form">
				<ErrorPanel error={error} onClose={dismiss} />
				<div className="mail-addresses">
					<TextField {...field('to')} type="email" />
					<TextField {...field('from')} type="email" />
				</div>
				<TextField {...field('subject')} />
				<FormField label={t('mail.body')} problem={problem('body')} required>
					<Textarea
						rows={11}
						resize="vertical"
						value={mail.body}
						ref={body as Ref<never>}
						onChange={(_event, data) => setMail({ ...mail, body: data.value })}
					/>
				</FormField>
				<p className="mut small">
					{t('mail.templateNote', { date: formatDate(mailWording.date), source: mailWording.source })}
				</p>
			</div>
		</Modal>
	);
}
