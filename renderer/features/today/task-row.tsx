import {
	Clock16Regular,
	Key16Regular,
	Password16Regular,
	Prohibited16Regular,
	Ribbon16Regular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { reminderStep } from '../../../shared/domain/account-life/certificate-change.ts';
import { guides } from '../../../shared/domain/account-life/guides.ts';
import { passwordWaitMs } from '../../../shared/domain/account-life/password-life.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { useAppState } from '../../app/app-state.tsx';
import { type Place, useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { momentText } from '../../components/moment-text.ts';
import { Countdown } from '../passwords/countdown.tsx';
import { useDayText } from '../passwords/day-text.ts';
import { doorOf } from '../passwords/doors.ts';
import { DossierTask } from './dossier-task.tsx';
import { TaskLine } from './task-line.tsx';
import type { Task } from './tasks.ts';

/** What is to be done, with the way to where it is done. */
export function TaskRow({ task }: { task: Task }) {
	const { t } = useTranslation(['today', 'parameters', 'guides', 'common']);
	const dayText = useDayText();
	const { preferences, change } = useAppState();
	const { go } = useNavigation();
	const open = (place: Place) => {
		if (task.companyId !== preferences.companyId) change({ companyId: task.companyId });
		go(place);
	};
	const day = (iso: string) => formatDate(iso.includes('T') ? dateInVietnam(iso) : iso);

	if (task.kind === 'certificate' || task.kind === 'adminCertificate') {
		const { days } = task;
		const [one, who, stored] =
			task.kind === 'certificate'
				? [task.set, task.set.userId, { screen: 'parameters', setId: task.set.id } as const]
				: [task.admin, t('certificate.administrator'), { screen: 'companies', companyId: task.companyId } as const];
		return (
			<TaskLine
				tone={task.tone}
				icon={<Ribbon16Regular />}
				title={t(days < 0 ? 'certificate.ended' : 'certificate.soon', { provider: one.certificateProvider })}
				detail={`${task.companyName} · ${who}`}
				strong={t(days < 0 ? 'certificate.endedDays' : 'certificate.days', { count: Math.abs(days) })}
				weak={t('certificate.on', { date: day(one.certificateNotAfter), step: reminderStep(days) ?? days })}
				act={
					<ActionButton
						size="small"
						text={t(one.certificateSerial ? 'certificate.replace' : 'certificate.act')}
						onClick={() =>
							open(one.certificateSerial ? { screen: 'certificates', replace: one.certificateSerial } : stored)
						}
					/>
				}
			/>
		);
	}
	if (task.kind === 'missing') {
		return (
			<TaskLine
				tone={task.tone}
				icon={<Key16Regular />}
				title={t('missing.title', { userId: task.set.userId || t('missing.noUserId') })}
				detail={task.companyName}
				strong={t('missing.count', { count: task.parts.length })}
				weak={task.parts.map((part) => t(`parameters:part.${part}`)).join(', ')}
				act={
					<ActionButton
						size="small"
						text={t('missing.act')}
						onClick={() => open({ screen: 'parameters', setId: task.set.id })}
					/>
				}
			/>
		);
	}
	if (task.kind === 'missingMany') {
		return (
			<TaskLine
				tone={task.tone}
				icon={<Key16Regular />}
				title={t('missingMany.title')}
				detail={task.companyName}
				strong={t('missingMany.count', { count: task.count })}
				weak={t('missingMany.weak')}
				act={<ActionButton size="small" text={t('missing.act')} onClick={() => open({ screen: 'parameters' })} />}
			/>
		);
	}
	if (task.kind === 'wait') {
		const { set, until } = task;
		return (
			<TaskLine
				tone={task.tone}
				icon={<Clock16Regular />}
				title={t('wait.title', { userId: set.userId })}
				detail={`${task.companyName} · ${t('wait.changed', { at: momentText(new Date(until - passwordWaitMs).toISOString()) })}`}
				strong={
					<>
						{t('wait.left')} <Countdown until={until} />
					</>
				}
				weak={dayText(until)}
				act={
					<ActionButton
						size="small"
						text={t('wait.act')}
						onClick={() => open({ screen: 'parameters', setId: set.id })}
					/>
				}
			/>
		);
	}
	if (task.kind === 'run') {
		const { run } = task;
		const { steps } = guides[run.guide];
		const door = doorOf(run.guide);
		return (
			<TaskLine
				tone={task.tone}
				icon={<Password16Regular />}
				title={t('run.title', { guide: t(`guides:guide.${run.guide}.title`) })}
				detail={task.companyName}
				strong={t('run.progress', { done: Object.keys(run.ticks).length, of: steps.length })}
				weak={t('run.since', { at: momentText(run.startedAt) })}
				act={
					<ActionButton
						size="small"
						text={t('common:action.continue')}
						onClick={() => open({ screen: 'passwords', accountId: run.subject, ...(door ? { door } : {}) })}
					/>
				}
			/>
		);
	}
	if (task.kind === 'request') return <RequestTask task={task} onOpen={open} />;
	if (task.kind === 'change') {
		const places = task.change.places.filter((one) => one.state !== 'foreign');
		return (
			<TaskLine
				tone={task.tone}
				icon={<Ribbon16Regular />}
				title={t('change.title')}
				detail={`${task.companyName} · ${formatSerial(task.change.oldCertificate.certificateSerial)}`}
				strong={t('change.left', { count: places.filter((one) => one.state === 'to-do').length })}
				weak={t('change.ahead')}
				act={
					<ActionButton
						size="small"
						text={t('common:action.continue')}
						onClick={() => open({ screen: 'certificates', changeId: task.id })}
					/>
				}
			/>
		);
	}
	return <DossierTask task={task} open={open} />;
}

/** A request that waits for its user or for customs; one that was saved and not sent says so every day. */
function RequestTask({ task, onOpen }: { task: Extract<Task, { kind: 'request' }>; onOpen: (place: Place) => void }) {
	const { t } = useTranslation(['today', 'requests', 'common']);
	const { row, status, idleDays, unsent } = task.view;
	return (
		<TaskLine
			tone={task.tone}
			icon={<Prohibited16Regular />}
			title={t(`request.title.${status}`, { label: row.label })}
			detail={`${task.companyName} · ${t(`requests:kind.${row.kind}`)}`}
			strong={t(`requests:state.${status}`)}
			weak={
				idleDays === 0 ? t('request.today') : t(unsent ? 'request.unsentDays' : 'request.days', { count: idleDays })
			}
			act={
				<ActionButton
					size="small"
					text={t('common:action.continue')}
					onClick={() => onOpen({ screen: 'requests', requestId: row.id })}
				/>
			}
		/>
	);
}
