import {
	Dialog,
	DialogActions,
	DialogBody,
	DialogContent,
	DialogSurface,
	DialogTitle,
} from '@fluentui/react-components';
import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** A dialog of our measures: Esc and a press outside close it, the focus goes back to where it was. */
export function Modal({
	open,
	title,
	sub,
	onClose,
	actions,
	wide = false,
	alert = false,
	children,
}: {
	open: boolean;
	title: string;
	sub?: string;
	onClose: () => void;
	actions: ReactNode;
	wide?: boolean;
	/** A question that must be answered: a press outside does not close it. */
	alert?: boolean;
	children?: ReactNode;
}) {
	useFocusReturn(open);
	return (
		<Dialog
			open={open}
			modalType={alert ? 'alert' : 'modal'}
			onOpenChange={(_event, data) => {
				if (!data.open) onClose();
			}}
		>
			<DialogSurface className={`modal ${wide ? 'wide' : ''}`}>
				<DialogBody>
					<DialogTitle action={null}>
						{title}
						{sub && <div className="modal-sub">{sub}</div>}
					</DialogTitle>
					<DialogContent>{children}</DialogContent>
					<DialogActions fluid>{actions}</DialogActions>
				</DialogBody>
			</DialogSurface>
		</Dialog>
	);
}

/** The kit returns the focus only to a button of its own kind; most of our dialogs open from keys and calls. */
function useFocusReturn(open: boolean) {
	const opener = useRef<Element | null>(null);
	// Read while drawing: once the dialog is in the page, it has the focus already.
	if (open && !opener.current) opener.current = document.activeElement;
	useLayoutEffect(() => {
		if (!open) return;
		return () => {
			const before = opener.current;
			opener.current = null;
			const giveBack = () => {
				const now = document.activeElement;
				if (now !== document.body && !now?.closest('[role="dialog"], [role="alertdialog"]')) return;
				const place = before?.isConnected && before !== document.body ? before : document.querySelector('main');
				if (place instanceof HTMLElement) place.focus();
			};
			// A dialog that has left with the focus: before the kit gives it to the last button of a menu, wherever it is.
			queueMicrotask(() => document.activeElement === document.body && giveBack());
			setTimeout(giveBack, 0);
		};
	}, [open]);
}
