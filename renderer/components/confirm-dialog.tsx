import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from './action-button.tsx';
import { Modal } from './modal.tsx';
import { TextField } from './text-field.tsx';

type Props = {
	open: boolean;
	title: string;
	/** The concrete consequence. */
	children: ReactNode;
	/** Repeats the verb of the title. */
	confirmText: string;
	cancelText?: string;
	danger?: boolean;
	busy?: boolean;
	/** The code the user has to type before the act is possible. */
	typeToConfirm?: string;
	onConfirm: () => void;
	onCancel: () => void;
};

/** A question before an act; the safe button has the focus. */
export function ConfirmDialog(props: Props) {
	// The typed code belongs to one opening of the dialog.
	return props.open ? <OpenConfirmDialog {...props} /> : null;
}

function OpenConfirmDialog({
	title,
	children,
	confirmText,
	cancelText,
	danger = false,
	busy = false,
	typeToConfirm,
	onConfirm,
	onCancel,
}: Props) {
	const { t } = useTranslation('common');
	const [typed, setTyped] = useState('');
	const allowed = typeToConfirm === undefined || typed.trim().toUpperCase() === typeToConfirm.toUpperCase();
	return (
		<Modal
			open
			alert
			title={title}
			onClose={onCancel}
			actions={
				<>
					<ActionButton
						text={confirmText}
						appearance={danger ? 'secondary' : 'primary'}
						danger={danger}
						busy={busy}
						disabled={!allowed}
						onClick={onConfirm}
						inDialog
					/>
					<ActionButton
						text={cancelText ?? t('action.cancel')}
						onClick={onCancel}
						inDialog
						autoFocus={!typeToConfirm}
					/>
				</>
			}
		>
			{children}
			{typeToConfirm !== undefined && (
				<div className="modal-field">
					<TextField
						label={t('confirm.typeCode', { code: typeToConfirm })}
						value={typed}
						onChange={setTyped}
						mono
						autoFocus
					/>
				</div>
			)}
		</Modal>
	);
}
