import { Component, type ReactNode } from 'react';
import { type WithTranslation, withTranslation } from 'react-i18next';
import { ActionButton } from '../components/action-button.tsx';

type Props = WithTranslation & { children: ReactNode };

/** A defect while drawing: says so instead of an empty window. What is saved is safe in the other process. */
class Boundary extends Component<Props, { broken: boolean }> {
	override state = { broken: false };

	static getDerivedStateFromError() {
		return { broken: true };
	}

	override render() {
		if (!this.state.broken) return this.props.children;
		const { t } = this.props;
		return (
			<main className="center-page">
				<div className="stopped">
					<div className="message e" role="alert">
						<div>
							<b>{t('error.title')}</b>
							<div>{t('error.meaning')}</div>
							<div>{t('error.advice')}</div>
						</div>
					</div>
					<ActionButton text={t('error.restart')} appearance="primary" onClick={() => window.location.reload()} />
				</div>
			</main>
		);
	}
}

export const ErrorBoundary = withTranslation('common')(Boundary);
