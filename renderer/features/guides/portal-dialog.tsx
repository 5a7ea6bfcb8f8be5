import { useTranslation } from 'react-i18next';
import portals from '../../../resources/portals/portals.json';
import type { PortalName } from '../../../shared/domain/account-life/guides.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { useCall } from '../../components/use-call.ts';

/** Shows the address that the browser will open, and opens it. */
export function PortalDialog({
	portal,
	onOpened,
	onClose,
}: {
	portal: PortalName;
	onOpened: () => void;
	onClose: () => void;
}) {
	const { t } = useTranslation(['guides', 'common']);
	const { run, busy, error, dismiss } = useCall();
	const { url, date, source } = portals[portal];
	const open = async () => {
		if ((await run(() => window.keyring.guides.openPortal({ portal }))) !== undefined) onOpened();
	};
	return (
		<Modal
			open
			title={t('openPortal.title')}
			sub={t(`portal.${portal}`)}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('openPortal.confirm')}
						appearance="primary"
						busy={busy}
						onClick={() => void open()}
						inDialog
						autoFocus
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="form-sections">
				<ErrorPanel error={error} onClose={dismiss} />
				<p className="mono portal-url">{url}</p>
				<p>{t('openPortal.text')}</p>
				{portal === 'registration' && <p>{t('openPortal.java')}</p>}
				<p className="mut">{t('openPortal.known', { date: formatDate(date), source })}</p>
			</div>
		</Modal>
	);
}
