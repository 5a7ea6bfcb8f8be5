import { useTranslation } from 'react-i18next';
import { lettersOf, minPasswordLetters } from '../../../shared/domain/application-password.ts';
import { PasswordField } from './password-field.tsx';
import { passwordStrength } from './password-strength.ts';

export type NewPassword = { first: string; second: string };

export function newPasswordFits({ first, second }: NewPassword): boolean {
	return passwordStrength(first) !== 'short' && first === second;
}

/** A new application password, typed twice, with a hint at its strength. */
export function NewPasswordFields({
	value,
	onChange,
	autoFocus = true,
}: {
	value: NewPassword;
	onChange: (value: NewPassword) => void;
	autoFocus?: boolean;
}) {
	const { t } = useTranslation('vault');
	const strength = passwordStrength(value.first);
	const differs = value.second !== '' && !value.first.startsWith(value.second);
	return (
		<>
			<PasswordField
				label={t('password.new')}
				autoFocus={autoFocus}
				value={value.first}
				onChange={(first) => onChange({ ...value, first })}
				hint={t(value.first === '' ? 'password.rule' : `strength.${strength}`, {
					min: minPasswordLetters,
					missing: minPasswordLetters - lettersOf(value.first).length,
				})}
			/>
			<PasswordField
				label={t('password.again')}
				value={value.second}
				onChange={(second) => onChange({ ...value, second })}
				hint={value.second !== '' && value.first === value.second ? t('password.same') : t('password.againRule')}
				problem={differs ? { tone: 'error', text: t('password.differs') } : undefined}
			/>
		</>
	);
}
