import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenModule } from '../../../shared/contracts/tokens-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useCall } from '../../components/use-call.ts';

/** A driver file that is not the one the user chose: its code runs only after a second yes. */
export function ChangedDriver({ module }: { module: TokenModule }) {
	const { t } = useTranslation('certificates');
	const [asking, setAsking] = useState(false);
	const accepting = useCall();
	const accept = async () => {
		const accepted = await accepting.run(() => window.keyring.tokens.acceptModule({ id: module.id }));
		if (accepted !== undefined) setAsking(false);
	};
	return (
		<>
			<ActionButton text={t('changed.use')} onClick={() => setAsking(true)} />
			<ConfirmDialog
				open={asking}
				title={t('changed.title')}
				confirmText={t('changed.confirm')}
				busy={accepting.busy}
				onConfirm={() => void accept()}
				onCancel={() => setAsking(false)}
			>
				<ErrorPanel error={accepting.error} />
				<p>{t('changed.text', { path: module.path })}</p>
			</ConfirmDialog>
		</>
	);
}
