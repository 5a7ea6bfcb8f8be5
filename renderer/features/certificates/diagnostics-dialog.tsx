import { Spinner } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer } from '../../components/use-call.ts';

/** The diagnostics as they are copied, so that everybody sees what is sent to whoever helps. */
export function DiagnosticsDialog({ onClose }: { onClose: () => void }) {
	const { t } = useTranslation(['certificates', 'common']);
	const toast = useToast();
	const text = useRef<HTMLTextAreaElement>(null);
	const answer = useAnswer(['tokens', 'diagnostics'], () => window.keyring.tokens.diagnostics({}));
	const copy = () => {
		// The page has no permission for the clipboard of its own; copying what is selected needs none.
		text.current?.select();
		if (document.execCommand('copy')) toast(t('diagnostics.copied'));
	};
	return (
		<Modal
			open
			wide
			title={t('diagnostics.title')}
			sub={t('diagnostics.sub')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('diagnostics.copy')}
						appearance="primary"
						icon={<Copy16Regular />}
						disabled={!answer.data}
						onClick={copy}
						inDialog
					/>
					<ActionButton text={t('common:action.close')} onClick={onClose} inDialog />
				</>
			}
		>
			<ErrorPanel error={answer.error?.error} />
			{answer.isPending && <Spinner size="tiny" label={t('bar.reading')} />}
			{answer.data && (
				<textarea
					ref={text}
					className="diagnostics mono"
					readOnly
					rows={14}
					aria-label={t('diagnostics.title')}
					value={answer.data.text}
				/>
			)}
		</Modal>
	);
}
