import { Toast, Toaster, ToastTitle, useToastController } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const toasterId = 'toaster';

/** Put once into the page. */
export function ToastHost() {
	const { t } = useTranslation('common');
	return (
		<section className="messages" aria-label={t('messages')}>
			<Toaster inline toasterId={toasterId} position="top" offset={{ vertical: 2 }} />
		</section>
	);
}

/**
 * A success in one sentence, gone after 4 s or with the next one, so that it never covers the page below the top row. Never
 * a secret, and never an error: those stay (ErrorPanel).
 */
export function useToast(): (text: string) => void {
	const { dispatchToast, dismissAllToasts } = useToastController(toasterId);
	return (text) => {
		dismissAllToasts();
		dispatchToast(
			<Toast>
				<ToastTitle>{text}</ToastTitle>
			</Toast>,
			{ intent: 'success', timeout: 4000, politeness: 'polite' },
		);
	};
}
