import { useTranslation } from 'react-i18next';
import { ActionButton } from '../components/action-button.tsx';
import { Modal } from '../components/modal.tsx';
import { useAppState } from './app-state.tsx';

const keys = [
	['F1', 'help'],
	['F2', 'add'],
	['F5', 'refresh'],
	['F6', 'nextPane'],
	['F8', 'list'],
	['F9', 'copyNext'],
	['Enter', 'nextField'],
	['Shift Enter', 'previousField'],
	['Ctrl S', 'save'],
	['Ctrl N', 'newDossier'],
	['Ctrl D', 'company'],
	['Ctrl F', 'filter'],
	['Ctrl B', 'copyUserId'],
	['Ctrl Shift C', 'copyPassword'],
	['Ctrl H', 'holdReveal'],
	['Ctrl L', 'lock'],
	['Ctrl K', 'search'],
	['Ctrl 1…0', 'screens'],
] as const;

/** All keys of the application and its version. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
	const { t } = useTranslation('common');
	const { version } = useAppState();
	return (
		<Modal
			open={open}
			title={t('help.title')}
			sub={t('help.version', { version })}
			onClose={onClose}
			actions={<ActionButton text={t('action.close')} onClick={onClose} inDialog autoFocus />}
		>
			<dl className="key-list">
				{keys.map(([key, name]) => (
					<div key={name}>
						<dt>
							<kbd>{key}</kbd>
						</dt>
						<dd>{t(`hint.${name}`)}</dd>
					</div>
				))}
			</dl>
		</Modal>
	);
}
