import { Button, Spinner } from '@fluentui/react-components';
import { type ReactElement, type Ref, useEffect, useRef, useState } from 'react';
import { AccessText, accessKeyOf } from './access-text.tsx';
import { useShortcut } from './shortcuts.ts';
import { useFirstFocus } from './use-first-focus.ts';

type Props = {
	/** Label; `&` before the letter that is its access key. */
	text: string;
	/** Shown and acted on: `Ctrl+S`. */
	shortcut?: string;
	/** Keys to show that somebody else acts on. */
	shownKeys?: string;
	/** A call runs: not to be pressed again; the spinner shows after 300 ms. */
	busy?: boolean;
	danger?: boolean;
	/** The button is in a dialog, so that its keys act while the dialog is open. */
	inDialog?: boolean;
	icon?: ReactElement;
	appearance?: 'primary' | 'secondary' | 'subtle';
	size?: 'small' | 'medium';
	disabled?: boolean;
	autoFocus?: boolean;
	/** Enter in a field of the form presses it; the form's own `onSubmit` acts. */
	submit?: boolean;
	/** Enter in the last field of a form comes here. */
	enterLast?: boolean;
	onClick: () => void;
};

/** A button with its keys: access key (Alt+letter) and shortcut are both shown and acted on. */
export function ActionButton(props: Props) {
	const { text, shortcut, busy = false, disabled = false, inDialog = false, onClick } = props;
	const { keys } = accessKeyOf(text);
	const enabled = !disabled && !busy;
	const slow = useSlow(busy);
	const button = useRef<HTMLButtonElement>(null);
	useFirstFocus(button, props.autoFocus ?? false);
	const acting = [keys, shortcut].filter((one): one is string => Boolean(one));
	useShortcut(acting, onClick, { enabled: enabled && acting.length > 0, inDialog });
	const keysText = props.shownKeys ?? shortcut?.replaceAll('+', ' ');
	const icon = slow ? <Spinner size="extra-tiny" aria-hidden /> : props.icon;
	return (
		<Button
			type={props.submit ? 'submit' : 'button'}
			ref={button as Ref<never>}
			{...(icon ? { icon } : {})}
			{...(props.enterLast ? { 'data-enter-last': '' } : {})}
			appearance={props.appearance ?? 'secondary'}
			size={props.size ?? 'medium'}
			disabled={disabled}
			disabledFocusable={busy}
			aria-busy={busy}
			aria-keyshortcuts={acting.join(' ').replaceAll('Ctrl', 'Control') || undefined}
			className={`action ${props.danger ? 'danger' : ''}`}
			onClick={() => enabled && !props.submit && onClick()}
		>
			<AccessText text={text} />
			{keysText && <kbd>{keysText}</kbd>}
		</Button>
	);
}

function useSlow(busy: boolean) {
	const [slow, setSlow] = useState(false);
	useEffect(() => {
		if (!busy) return;
		const timer = setTimeout(() => setSlow(true), 300);
		return () => {
			clearTimeout(timer);
			setSlow(false);
		};
	}, [busy]);
	return slow;
}
