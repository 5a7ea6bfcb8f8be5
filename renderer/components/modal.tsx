import {
	Dialog,
	DialogActions,
	DialogBody,
	DialogContent,
	DialogSurface,
	DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

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
