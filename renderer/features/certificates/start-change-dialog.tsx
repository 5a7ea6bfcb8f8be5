import { Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
	type CertificateChangeReason,
	certificateChangeReasons,
	updateRoute,
} from '../../../shared/domain/account-life/certificate-change.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { useCompany } from '../../app/company.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { useCall } from '../../components/use-call.ts';

/** Why the certificate is replaced and whether its token is at hand: that decides between portal and dossier. */
export function StartChangeDialog({
	serial,
	onStarted,
	onClose,
}: {
	serial: string;
	onStarted: (changeId: string) => void;
	onClose: () => void;
}) {
	const { t } = useTranslation(['certificates', 'common']);
	const company = useCompany();
	const { run, busy, error, dismiss } = useCall();
	const [reason, setReason] = useState<CertificateChangeReason>('renewed');
	const [token, setToken] = useState<'yes' | 'no' | ''>('');
	const asksToken = reason !== 'lost';
	const known = !asksToken || token !== '';
	const atHand = asksToken && token === 'yes';
	const start = async () => {
		const change = await run(() =>
			window.keyring.certificateChanges.start({
				companyId: company.id,
				reason,
				oldTokenAtHand: atHand,
				oldSerial: serial,
			}),
		);
		if (change) onStarted(change.id);
	};
	return (
		<Modal
			open
			title={t('change.start.title')}
			sub={t('change.start.sub', { serial: formatSerial(serial) })}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('change.start.confirm')}
						appearance="primary"
						busy={busy}
						disabled={!known}
						onClick={() => void start()}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="form-sections">
				<ErrorPanel error={error} onClose={dismiss} />
				<RadioGroup
					aria-label={t('change.start.reason')}
					value={reason}
					onChange={(_event, data) => setReason(data.value as CertificateChangeReason)}
				>
					{certificateChangeReasons.map((one) => (
						<Radio key={one} value={one} autoFocus={one === reason} label={t(`change.reason.${one}`)} />
					))}
				</RadioGroup>
				{asksToken && (
					<fieldset className="plain-group">
						<legend>{t('change.start.token')}</legend>
						<RadioGroup
							layout="horizontal"
							aria-label={t('change.start.token')}
							value={token}
							onChange={(_event, data) => setToken(data.value as 'yes' | 'no')}
						>
							<Radio value="yes" label={t('change.start.tokenYes')} />
							<Radio value="no" label={t('change.start.tokenNo')} />
						</RadioGroup>
					</fieldset>
				)}
				{known && (
					<Message tone={updateRoute(reason, atHand) === 'portal' ? 'i' : 'w'}>
						{t(`change.route.${updateRoute(reason, atHand)}`)}
					</Message>
				)}
			</div>
		</Modal>
	);
}
