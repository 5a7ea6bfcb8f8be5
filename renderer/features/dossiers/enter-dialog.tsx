import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noCertificate } from '../../../shared/domain/certificate-fields.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { useCompany } from '../../app/company.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer } from '../../components/use-call.ts';
import { type DossierDialog, useDossierChange } from './use-dossier-change.ts';

/** What customs issued goes into the company's administrator or National Single Window account. */
export function EnterDialog({ dossier, put, onClose }: DossierDialog) {
	const { t } = useTranslation('sending');
	const company = useCompany();
	const toast = useToast();
	const { run, change, busy, error, dismiss } = useDossierChange({ put, onClose });
	const { companyId, kind, letter } = dossier;
	const accounts = useAnswer(['accounts', companyId], () => window.keyring.accounts.get({ companyId }));
	const [password, setPassword] = useState('');
	const [typed, setTyped] = useState<{ login?: string; mailbox?: string }>({});
	const ofNsw = kind === 'nsw-password';
	const asksPassword = kind !== 'vnaccs-certificate-update';
	const certificate = letter.newCertificate;
	const nsw = accounts.data?.nsw;
	const login = typed.login ?? nsw?.login ?? '';
	const mailbox = typed.mailbox ?? nsw?.mailbox ?? '';

	const saveAdmin = () => {
		const {
			hasPassword: _has,
			passwordChangedAt: _at,
			updatedAt: _updated,
			id: _id,
			...kept
		} = accounts.data?.admin ?? {
			...{ hasPassword: false, passwordChangedAt: null, updatedAt: '', id: '', companyId },
			...noCertificate,
		};
		return window.keyring.accounts.saveAdmin({
			...kept,
			// Only a token tells what is left empty.
			...(certificate && {
				...noCertificate,
				certificateProvider: certificate.provider,
				certificateSerial: certificate.serial,
				certificateNotBefore: certificate.notBefore,
				certificateNotAfter: certificate.notAfter,
			}),
			...(asksPassword && { password }),
		});
	};
	const save = async () => {
		const saved = ofNsw
			? await run(() => window.keyring.accounts.saveNsw({ companyId, login, mailbox, password }))
			: await run(saveAdmin);
		if (!saved) return;
		if (await change(() => window.keyring.dossiers.recordEntered({ id: dossier.id }))) toast(t('enter.done'));
	};
	return (
		<Modal
			open
			alert
			title={t('enter.title')}
			sub={t('enter.sub', { company: company.name })}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('enter.submit')}
						shortcut="Ctrl+Enter"
						appearance="primary"
						busy={busy}
						disabled={!accounts.data || (asksPassword && password === '')}
						onClick={() => void save()}
						inDialog
					/>
					<ActionButton text={t('enter.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="mail-form">
				<ErrorPanel error={error ?? accounts.error?.error} onClose={error ? dismiss : undefined} />
				{ofNsw ? (
					<div className="mail-addresses">
						<TextField
							label={t('enter.nswLogin')}
							value={login}
							onChange={(value) => setTyped({ ...typed, login: value })}
						/>
						<TextField
							label={t('enter.mailbox')}
							value={mailbox}
							onChange={(value) => setTyped({ ...typed, mailbox: value })}
						/>
					</div>
				) : (
					asksPassword && <p>{t('enter.adminLogin', { taxCode: displayTaxCode(company.taxCode) })}</p>
				)}
				{asksPassword && (
					<SecretField
						label={t('enter.password')}
						required
						value={password}
						onChange={(value) => setPassword(value ?? '')}
						stored={false}
						onReveal={async () => undefined}
						onCopy={() => undefined}
						copiedSeconds={0}
						onClearCopied={() => undefined}
						check={() => []}
					/>
				)}
				{certificate && (
					<div>
						<b>{t('enter.certificate')}</b>
						<p className="mono">
							{t('enter.certificateText', {
								serial: formatSerial(certificate.serial),
								provider: certificate.provider,
							})}
						</p>
						<p className="mut small">{t('enter.certificateNote')}</p>
					</div>
				)}
			</div>
		</Modal>
	);
}
