import { Save16Regular } from '@fluentui/react-icons';
import { ActionButton } from './action-button.tsx';

/** The one blue button of a form: Ctrl+S from anywhere in it, and where Enter ends up. */
export function SaveButton({ text, busy, onSave }: { text: string; busy: boolean; onSave: () => void }) {
	return (
		<ActionButton
			text={text}
			shortcut="Ctrl+S"
			appearance="primary"
			icon={<Save16Regular />}
			busy={busy}
			enterLast
			onClick={onSave}
		/>
	);
}
