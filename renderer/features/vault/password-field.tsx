import { Button } from '@fluentui/react-components';
import { Eye16Regular, EyeOff16Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldNote } from '../../components/form-field.tsx';
import { TextField } from '../../components/text-field.tsx';

/** A typed application password: masked, with an eye and a word when Caps Lock is on. */
export function PasswordField({
	label,
	value,
	onChange,
	hint,
	problem,
	autoFocus = false,
}: {
	label: string;
	value: string;
	onChange: (value: string) => void;
	hint?: ReactNode;
	problem?: FieldNote | undefined;
	autoFocus?: boolean;
}) {
	const { t } = useTranslation('vault');
	const [shown, setShown] = useState(false);
	const [capsLock, setCapsLock] = useState(false);
	const toggle = t(shown ? 'password.hide' : 'password.show');
	return (
		<TextField
			label={label}
			value={value}
			onChange={onChange}
			type={shown ? 'text' : 'password'}
			autoFocus={autoFocus}
			hint={hint}
			problem={problem ?? (capsLock ? { tone: 'warning', text: t('password.capsLock') } : undefined)}
			input={{
				onKeyUp: (event) => setCapsLock(event.getModifierState('CapsLock')),
				onBlur: () => {
					setShown(false);
					setCapsLock(false);
				},
			}}
			contentAfter={
				<Button
					appearance="transparent"
					size="small"
					icon={shown ? <EyeOff16Regular /> : <Eye16Regular />}
					aria-label={toggle}
					title={toggle}
					// The field keeps the focus: leaving it hides the password.
					onMouseDown={(event) => event.preventDefault()}
					onClick={() => setShown(!shown)}
				/>
			}
		/>
	);
}
