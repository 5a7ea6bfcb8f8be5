import { Checkbox, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExportFormat, exportFormats } from '../../../shared/contracts/transfer-contract.ts';
import { lettersOf, minPasswordLetters } from '../../../shared/domain/application-password.ts';
import { useCompany } from '../../app/company.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { PasswordField } from '../vault/password-field.tsx';

/** Export to a file, or the printed sheet. Secrets go along only after a warning and the application password. */
export function ExportDialog({ what, onClose }: { what: 'export' | 'sheet'; onClose: () => void }) {
	const { t } = useTranslation(['transfer', 'common']);
	const company = useCompany();
	const [all, setAll] = useState(false);
	const [format, setFormat] = useState<ExportFormat>('vnkr');
	const [secrets, setSecrets] = useState(false);
	const [password, setPassword] = useState('');
	const [filePassword, setFilePassword] = useState('');
	const { run, busy, error, dismiss } = useCall();
	const toast = useToast();
	const handover = what === 'export' && format === 'vnkr';
	const ready = (!secrets || password !== '') && (!handover || lettersOf(filePassword).length >= minPasswordLetters);
	const save = async () => {
		const saved = await run(() =>
			what === 'sheet'
				? window.keyring.transfer.saveSheet({ companyId: company.id, secrets, password })
				: window.keyring.transfer.export({
						companyId: all ? null : company.id,
						format,
						secrets,
						password,
						filePassword: handover ? filePassword : '',
					}),
		);
		if (!saved?.fileName) return;
		toast(t('savedAs', { file: saved.fileName }));
		onClose();
	};
	return (
		<Modal
			open
			alert
			title={t(what === 'sheet' ? 'sheetTitle' : 'exportTitle')}
			sub={company.name}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('saveFile')}
						appearance="primary"
						busy={busy}
						disabled={!ready}
						onClick={() => void save()}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="transfer-form">
				<ErrorPanel error={error} onClose={dismiss} />
				{what === 'export' && (
					<>
						<RadioGroup
							aria-label={t('format.label')}
							value={format}
							onChange={(_event, data) => setFormat(data.value as ExportFormat)}
						>
							{exportFormats.map((one) => (
								<Radio key={one} value={one} label={t(`format.${one}`)} />
							))}
						</RadioGroup>
						<Checkbox
							label={t('allCompanies')}
							checked={all}
							onChange={(_event, data) => setAll(data.checked === true)}
						/>
					</>
				)}
				<Checkbox
					label={t('withSecrets')}
					checked={secrets}
					onChange={(_event, data) => setSecrets(data.checked === true)}
				/>
				{secrets && (
					<>
						<Message tone={handover ? 'w' : 'e'}>
							{t(handover ? 'warnSealed' : what === 'sheet' ? 'warnSheet' : 'warnClear')}
						</Message>
						<PasswordField
							label={t('appPassword')}
							hint={t('appPasswordHint')}
							value={password}
							onChange={setPassword}
						/>
					</>
				)}
				{handover && (
					<PasswordField
						label={t('newFilePassword')}
						hint={t('newFilePasswordHint', { min: minPasswordLetters })}
						value={filePassword}
						onChange={setFilePassword}
					/>
				)}
			</div>
		</Modal>
	);
}
