import { DocumentKey20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';

/** The key files that stand beside the tokens when a certificate is chosen; nothing when there is none. */
export function KeyFileList() {
	const { t } = useTranslation('signing');
	const files = useAnswer(['tokens', 'keyFiles'], () => window.keyring.tokens.keyFiles({}));
	const forgetting = useCall();
	const toast = useToast();
	if (!files.data || files.data.length === 0) return null;
	const forget = async (id: string, name: string) => {
		const done = await forgetting.run(() => window.keyring.tokens.forgetKeyFile({ id }));
		if (done === null) toast(t('forgotten', { name }));
	};
	return (
		<section aria-labelledby="key-files-title">
			<h3 id="key-files-title">{t('keyFiles')}</h3>
			<ErrorPanel error={forgetting.error} onClose={forgetting.dismiss} />
			<ul className="key-files">
				{files.data.map(({ id, name }) => (
					<li key={id}>
						<DocumentKey20Regular />
						<span className="one grow">{name}</span>
						<button
							type="button"
							className="link"
							aria-label={t('forgetName', { name })}
							disabled={forgetting.busy}
							onClick={() => void forget(id, name)}
						>
							{t('forget')}
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
