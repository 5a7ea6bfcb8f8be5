import { useTranslation } from 'react-i18next';
import type { Sending, SendingEvent } from '../../../shared/contracts/sending-contract.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';

/** Everything that was recorded, newest first. */
export function EventList({ sending }: { sending: Sending }) {
	const { t } = useTranslation('sending');
	const what = (event: SendingEvent): string => {
		if (event.kind === 'undone') return `${t('track.event.undone')} ${t(`track.undoneWhat.${event.on}`)}`;
		return t(`track.event.${event.kind}`, { version: event.on });
	};
	const when = ({ kind, on }: SendingEvent): string => {
		if (kind === 'posted' || kind === 'handed') return t('track.eventAt', { time: timeInVietnam(on) });
		if (kind === 'sent') return t('track.eventOnTime', { time: timeInVietnam(on) });
		return /^\d{4}-/.test(on) ? t('track.eventOnDay', { date: formatDate(on) }) : '';
	};
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
		<section className="events" aria-labelledby="events-title" tabIndex={0}>
			<h3 id="events-title">{t('track.events')}</h3>
			{sending.events.length === 0 && <p className="mut">{t('track.noEvents')}</p>}
			<ol>
				{sending.events.toReversed().map((event) => (
					<li key={`${event.at} ${event.kind}`}>
						<span className="mut">{timeInVietnam(event.at)}</span>
						<span>
							{what(event)}
							{when(event) && <span className="mut"> · {when(event)}</span>}
							{event.note && <span className="event-note">{event.note}</span>}
						</span>
					</li>
				))}
			</ol>
		</section>
	);
}
