import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { answerDeadline } from '../../../shared/domain/answer-deadline.ts';
import { dateInVietnam, formatDate, parseDate } from '../../../shared/domain/dates.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DateField } from '../../components/date-field.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useCall } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';
import { useAddressee, useTerms } from './letter-wording.ts';
import { useMailTexts } from './mail-facts.ts';
import { useCalendar } from './use-waiting.ts';

/** `2026-11-16T08:50` in Viet Nam from what was typed, or null. */
function instantOf(date: string, time: string): string | null {
	const [, hour = '', minute = ''] = /^\s*(\d{1,2})[:.h]?(\d{2})\s*$/.exec(time) ?? [];
	if (hour === '' || Number(hour) > 23 || Number(minute) > 59 || parseDate(date) !== date) return null;
	return new Date(`${date}T${hour.padStart(2, '0')}:${minute}:00+07:00`).toISOString();
}

/** The words for an e-mail; those for paper stand in `dossiers.json`, `print`, by the way of sending. */
const byMail = {
	box2: 'mail.box2',
	time: 'mail.time',
	date: 'mail.date',
	sent: 'mail.sent',
	confirmTitle: 'mail.confirmTitle',
	confirmText: 'mail.confirmText',
} as const;

/** "2. Ghi nhận đã gửi": when the user sent the mail or the papers; the count of working days begins. */
export function SentBox({
	dossier,
	put,
	onSent,
	disabled,
}: {
	dossier: Dossier;
	put: (dossier: Dossier) => void;
	onSent: () => void;
	disabled: boolean;
}) {
	const { t } = useTranslation(['sending', 'dossiers']);
	const { run, busy, error, dismiss } = useCall();
	const { data } = useCalendar();
	const today = useToday();
	const [now] = useState(() => timeInVietnam(new Date().toISOString()).slice(0, 5));
	const [time, setTime] = useState(now);
	const [date, setDate] = useState(today);
	const [asking, setAsking] = useState(false);
	const at = instantOf(date, time);
	const addressee = useAddressee();
	const { mailOf } = useMailTexts();
	const route = routeOf(dossier.letter);
	const { days } = useTerms()(route);
	const say = (name: keyof typeof byMail, values = {}) =>
		route === 'email' ? t(byMail[name], values) : t(`dossiers:print.${name}.${route}`, values);
	const address = route === 'email' ? mailOf(dossier, 'request').to : `${addressee.name}, ${addressee.address}`;
	const due = at && data ? formatDate(answerDeadline(dateInVietnam(at), days, data.calendar).due) : '';
	const timeFits = instantOf(today, time) !== null;
	const record = async (instant: string) => {
		const changed = await run(() => window.keyring.dossiers.recordSent({ id: dossier.id, at: instant }));
		setAsking(false);
		if (!changed) return;
		put(changed);
		onSent();
	};
	return (
		<section className="mail-box" aria-labelledby="mail-box-2">
			<h3 id="mail-box-2">{say('box2')}</h3>
			<p className="mut">{t('mail.box2Text', { days: String(days).padStart(2, '0') })}</p>
			<ErrorPanel error={error} onClose={dismiss} />
			<div className="mail-sent">
				<TextField
					label={say('time')}
					value={time}
					onChange={setTime}
					problem={timeFits ? undefined : { tone: 'error', text: t('mail.timeWrong') }}
				/>
				<DateField label={say('date')} value={date} onChange={setDate} today={today} />
				<ActionButton
					text={say('sent')}
					disabled={disabled || at === null}
					busy={busy}
					onClick={() => setAsking(true)}
				/>
				{due && <span className="mut mail-due">{t('mail.due', { date: due.slice(0, 5) })}</span>}
			</div>
			{at && (
				<ConfirmDialog
					open={asking}
					title={say('confirmTitle')}
					confirmText={route === 'email' ? t('mail.confirm') : say('sent')}
					busy={busy}
					onConfirm={() => void record(at)}
					onCancel={() => setAsking(false)}
				>
					<p>
						{say('confirmText', {
							number: dossier.number,
							time: timeInVietnam(at),
							address,
							days: String(days).padStart(2, '0'),
							date: due,
						})}
					</p>
				</ConfirmDialog>
			)}
		</section>
	);
}
