import { Checkbox } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useCall } from '../../components/use-call.ts';

/** Saves the page to print; `saved` names the file. */
export function useRecoverySheet(recoveryCode: string) {
	const { run, busy, error, dismiss } = useCall();
	const [saved, setSaved] = useState<string>();
	const save = async () => {
		const answer = await run(() => window.keyring.vault.saveRecoverySheet({ recoveryCode }));
		if (answer?.fileName) setSaved(answer.fileName);
	};
	return { save, saved, busy, error, dismiss };
}

export function SaveSheetButton({ sheet }: { sheet: ReturnType<typeof useRecoverySheet> }) {
	const { t } = useTranslation('vault');
	return (
		<ActionButton
			text={t('first.recovery.save')}
			icon={<ArrowDownload16Regular />}
			busy={sheet.busy}
			onClick={() => void sheet.save()}
		/>
	);
}

/** The code in its groups, what losing it means, and the user's word that it is kept. */
export function RecoveryCodeView({
	recoveryCode,
	sheet,
	kept,
	onKept,
}: {
	recoveryCode: string;
	sheet: ReturnType<typeof useRecoverySheet>;
	kept: boolean;
	onKept: (kept: boolean) => void;
}) {
	const { t } = useTranslation('vault');
	return (
		<>
			<ErrorPanel error={sheet.error} onClose={sheet.dismiss} />
			{/* Groups stay text, so that the code can be read aloud and copied by hand. */}
			<div className="recovery-code mono">
				{recoveryCode.split(/[\s-]+/).map((group, place) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: the groups never change place
					<span key={place}>{group}</span>
				))}
			</div>
			{sheet.saved && <Message tone="o">{t('first.recovery.saved', { file: sheet.saved })}</Message>}
			<Message tone="w">{t('first.recovery.warning')}</Message>
			<Checkbox
				label={t('first.recovery.kept')}
				checked={kept}
				onChange={(_event, data) => onKept(data.checked === true)}
			/>
		</>
	);
}
