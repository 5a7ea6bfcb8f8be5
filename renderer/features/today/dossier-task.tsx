import { DocumentText16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { stepsOf } from '../../../shared/contracts/dossiers-contract.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import type { Place } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { TaskLine } from './task-line.tsx';
import type { Task } from './tasks.ts';

/** A dossier among the things to do: overdue, due, answered, or in progress. */
export function DossierTask({
	task,
	open,
}: {
	task: Extract<Task, { kind: 'dossier' }>;
	open: (place: Place) => void;
}) {
	const { t } = useTranslation(['sending', 'today', 'common']);
	const { dossier, state, waiting } = task;
	const { number } = dossier;
	const day = (iso: string) => formatDate(dateInVietnam(iso));
	const due = waiting ? t('today.dueOn', { date: formatDate(waiting.due) }) : '';
	const changed = t('today:dossier.changed', { date: day(dossier.updatedAt) });
	const steps = stepsOf(dossier.route);
	const onPaper = dossier.route !== 'email';
	const step = t('today:dossier.step', {
		step: steps.indexOf(dossier.step) + 1,
		of: steps.length,
	});
	const words = {
		overdue: {
			title: t('today.overdueTitle', { number }),
			strong: t('today.overdueStrong', { count: waiting?.overdue ?? 0 }),
			weak: due,
			act: t(onPaper ? 'today.call' : 'today.remind'),
		},
		due: { title: t('today.dueTitle', { number }), strong: t('today.dueStrong'), weak: due, act: t('today.open') },
		supplement: {
			title: t('today.supplementTitle', { number }),
			strong: t('today.supplementStrong'),
			weak: changed,
			act: t('today.open'),
		},
		enter: {
			title: t('today.enterTitle', { number }),
			strong: t('today.enterStrong'),
			weak: changed,
			act: t('today.enterAct'),
		},
		unsent: {
			title: t('today.unsentTitle', { number }),
			strong: step,
			weak: changed,
			act: t('common:action.continue'),
		},
		draft: {
			title: t('today:dossier.title', { number }),
			strong: step,
			weak: changed,
			act: t('common:action.continue'),
		},
	}[state];
	const go = (act?: 'call' | 'remind') => open({ screen: 'dossiers', dossierId: dossier.id, ...(act && { act }) });
	return (
		<TaskLine
			tone={task.tone}
			icon={<DocumentText16Regular />}
			title={words.title}
			detail={`${task.companyName} · ${t(`today:dossier.kind.${dossier.kind}`)}`}
			strong={words.strong}
			weak={words.weak}
			act={
				<>
					{state === 'overdue' && !onPaper && (
						<button type="button" className="link" onClick={() => go('call')}>
							{t('today.call')}
						</button>
					)}
					<ActionButton
						size="small"
						text={words.act}
						onClick={() => go(state === 'overdue' ? (onPaper ? 'call' : 'remind') : undefined)}
					/>
				</>
			}
		/>
	);
}
