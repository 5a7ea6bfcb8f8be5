import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Envelope } from '../../../shared/contracts/contracts.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';

/** "Khôi phục bản gốc…", after a question that names what goes. */
export function ResetButton({
	name,
	disabled,
	reset,
	onDone,
	inDialog = false,
}: {
	name: string;
	disabled: boolean;
	reset: () => Promise<Envelope<null>>;
	onDone: () => void;
	inDialog?: boolean;
}) {
	const { t } = useTranslation('letters');
	const { run, busy, error, dismiss } = useCall();
	const toast = useToast();
	const [asking, setAsking] = useState(false);
	const confirm = async () => {
		if ((await run(reset)) === undefined) return;
		setAsking(false);
		toast(t('reset.done'));
		onDone();
	};
	return (
		<>
			<ActionButton
				text={t('reset.act')}
				danger
				disabled={disabled}
				onClick={() => setAsking(true)}
				inDialog={inDialog}
			/>
			<ConfirmDialog
				open={asking}
				title={t('reset.title', { name })}
				confirmText={t('reset.confirm')}
				danger
				busy={busy}
				onConfirm={() => void confirm()}
				onCancel={() => {
					dismiss();
					setAsking(false);
				}}
			>
				<ErrorPanel error={error} />
				{t('reset.text')}
			</ConfirmDialog>
		</>
	);
}
