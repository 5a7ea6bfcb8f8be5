import { CheckmarkCircle16Regular, Circle16Regular, ErrorCircle16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

/** Null: cannot be told yet. */
export type Rule = { name: 'characters' | 'length' | 'different' | 'repeated'; holds: boolean | null };

const signs = {
	true: <CheckmarkCircle16Regular />,
	false: <ErrorCircle16Regular />,
	null: <Circle16Regular />,
};

/** The rules of a new password, each with its sign while it is typed. */
export function PasswordRules({ rules }: { rules: readonly Rule[] }) {
	const { t } = useTranslation('passwords');
	return (
		<ul className="password-rules" aria-label={t('rule.label')}>
			{rules.map(({ name, holds }) => (
				<li key={name} className={holds === null ? 'mut' : holds ? 'holds' : 'broken'}>
					{signs[`${holds}`]}
					{t(`rule.${name}`)}
					<span className="sr-only"> {t(`rule.state.${holds}`)}</span>
				</li>
			))}
		</ul>
	);
}

/** The rules a User ID's password follows on the portal: A-Z and 0-9, at most 8 (page "Cấp mới password"). */
export function signRules(value: string): Rule[] {
	return [
		{ name: 'characters', holds: value === '' ? null : /^[A-Z0-9]+$/.test(value) },
		{ name: 'length', holds: value === '' ? null : value.length <= 8 },
	];
}
