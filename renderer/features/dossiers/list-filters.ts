import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import type { LetterRoute } from '../../../shared/domain/letter/letter-request.ts';
import { searchFold } from '../../../shared/domain/search-fold.ts';
import { phaseOf } from '../../../shared/domain/sending/phase.ts';
import type { Waiting } from '../../../shared/domain/sending/waiting.ts';

export const listFilters = ['all', 'working', 'waiting', 'overdue', 'done', 'archived', 'trash'] as const;
export type ListFilter = (typeof listFilters)[number];

/** Whether a dossier stands under a filter. What is archived or in the trash stands nowhere else. */
export function standsUnder(
	row: DossierRow,
	filter: ListFilter,
	waitingFor: ((sentAt: string, route: LetterRoute) => Pick<Waiting, 'overdue'>) | undefined,
): boolean {
	if (row.trashedAt !== null) return filter === 'trash';
	if (row.archivedAt !== null) return filter === 'archived';
	const phase = phaseOf(row);
	const overdue = phase === 'waiting' && row.sentAt !== null && (waitingFor?.(row.sentAt, row.route).overdue ?? 0) > 0;
	// What is overdue still waits for its answer.
	return filter === 'all' || filter === phase || (filter === 'overdue' && overdue);
}

/** Folded search in the numbers and the subject; `subject` is the kind in the words of the page. */
export function matches(row: DossierRow, text: string, subject: string): boolean {
	const wanted = searchFold(text.trim());
	return [row.number, row.letterNumber, subject].some((one) => searchFold(one).includes(wanted));
}
