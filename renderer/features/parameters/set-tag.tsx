import { Ribbon16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/domain/dates.ts';
import { Tag } from '../../components/tag.tsx';
import type { SetState } from './set-state.ts';

/** The state of a parameter set in a word. */
export function SetTag({ state }: { state: SetState }) {
	const { t } = useTranslation('parameters');
	switch (state.kind) {
		case 'expired':
			return (
				<Tag tone="e" icon={<Ribbon16Regular />}>
					{t('state.expired')}
				</Tag>
			);
		case 'expiring':
			return (
				<Tag tone="w" icon={<Ribbon16Regular />}>
					{t('state.expiring', { count: state.days })}
				</Tag>
			);
		case 'missing':
			return (
				<Tag tone="e" icon={<Warning16Regular />}>
					{state.parts.length === 1
						? t('state.missingOne', { part: t(`part.${state.parts[0]}`) })
						: t('state.missing', { count: state.parts.length })}
				</Tag>
			);
		case 'cancelling':
			return <Tag tone="w">{t('state.cancelling', { date: formatDate(state.on) })}</Tag>;
		case 'waiting':
		case 'awaiting-approval':
			return <Tag tone="w">{t(`state.${state.kind}`)}</Tag>;
		case 'active':
			return <Tag tone="o">{t('state.active')}</Tag>;
		case 'draft':
		case 'cancelled':
			return <Tag>{t(`state.${state.kind}`)}</Tag>;
	}
}
