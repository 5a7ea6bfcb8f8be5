import type { PageEvent } from '../../shared/contracts/contracts.ts';
import { formatDate } from '../../shared/domain/dates.ts';

type Texts = Record<`${'waits-over' | 'answers-due' | 'certificates-end'}${'' | '-title'}`, string>;

/**
 * What the operating system shows of an event; undefined for what only concerns the page. It names no User ID, no
 * company and no dossier: a notification may stand on a locked screen.
 */
export function noticeOf(event: PageEvent, texts: Texts): { title: string; body: string } | undefined {
	if (event.kind === 'waitsOver') return { title: texts['waits-over-title'], body: texts['waits-over'] };
	if (event.kind === 'answersDue') return { title: texts['answers-due-title'], body: texts['answers-due'] };
	if (event.kind === 'certificatesEnd') {
		const body = texts['certificates-end'].replace('{date}', formatDate(event.on));
		return { title: texts['certificates-end-title'], body };
	}
	return undefined;
}
