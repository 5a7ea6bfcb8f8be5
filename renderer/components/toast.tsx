import { Toast, Toaster, ToastTitle, useToastController } from '@fluentui/react-components';

const toasterId = 'toaster';

/** Put once into the page. */
export function ToastHost() {
	return <Toaster toasterId={toasterId} position="bottom-end" offset={{ vertical: 38, horizontal: 18 }} />;
}

/** A success in one sentence, gone after 4 s. Never a secret, and never an error: those stay (ErrorPanel). */
export function useToast(): (text: string) => void {
	const { dispatchToast } = useToastController(toasterId);
	return (text) =>
		dispatchToast(
			<Toast>
				<ToastTitle>{text}</ToastTitle>
			</Toast>,
			{ intent: 'success', timeout: 4000, politeness: 'polite' },
		);
}
