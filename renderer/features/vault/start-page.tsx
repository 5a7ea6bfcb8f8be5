import { Key24Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../app/app-state.tsx';
import './vault.css';

/** The page before the frame: one card in the middle, the language switch below. */
export function StartPage({
	title,
	sub,
	wide = false,
	children,
	actions,
}: {
	title: string;
	sub?: ReactNode;
	wide?: boolean;
	children: ReactNode;
	actions: ReactNode;
}) {
	const { t } = useTranslation('common');
	const { preferences, change } = useAppState();
	return (
		<main className="start-page">
			<div className="start-drag" />
			<div className={`card start-card ${wide ? 'wide' : ''}`}>
				<header className="start-head">
					<Key24Regular />
					<div>
						<h1>{title}</h1>
						{sub && <div className="mut">{sub}</div>}
					</div>
				</header>
				{/* The body is the form: Enter goes on where a screen says so. */}
				<div className="start-body">{children}</div>
				<div className="start-foot">{actions}</div>
			</div>
			<div className="start-language">
				{(['vi', 'en'] as const).map((language) => (
					<button
						key={language}
						type="button"
						className="link"
						lang={language}
						aria-pressed={preferences.language === language}
						onClick={() => change({ language })}
					>
						{t(`language.${language}`)}
					</button>
				))}
			</div>
		</main>
	);
}
