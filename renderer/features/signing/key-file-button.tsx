import { DocumentKey20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';

/** Adds a .p12 or .pfx file to what can sign; its password is typed in the PIN window. */
export function KeyFileButton({ disabled, onAdded }: { disabled: boolean; onAdded: () => void }) {
	const { t } = useTranslation('dossiers');
	const choosing = useCall();
	const toast = useToast();
	const choose = async () => {
		const answer = await choosing.run(() => window.keyring.tokens.chooseKeyFile({}));
		if (!answer?.added) return;
		toast(t('sign.keyFileAdded'));
		onAdded();
	};
	return (
		<div className="key-file-choice">
			<ErrorPanel error={choosing.error} onClose={choosing.dismiss} />
			<ActionButton
				text={t('sign.addKeyFile')}
				icon={<DocumentKey20Regular />}
				size="small"
				busy={choosing.busy}
				disabled={disabled}
				onClick={() => void choose()}
			/>
		</div>
	);
}
