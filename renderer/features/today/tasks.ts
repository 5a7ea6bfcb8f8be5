import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import type { Waiting } from '../../../shared/domain/sending/waiting.ts';
import { useAnswer } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import { useWaiting } from '../dossiers/use-waiting.ts';
import { type NeededPart, setState } from '../parameters/set-state.ts';

export type Task = { id: string; companyId: string; companyName: string; tone: 'e' | 'w' | 'i' } & (
	| { kind: 'certificate'; set: ParameterSetRow; days: number }
	| { kind: 'missing'; set: ParameterSetRow; parts: NeededPart[] }
	| { kind: 'dossier'; dossier: DossierRow; state: DossierTaskState; waiting?: Waiting }
);

/** What a dossier wants of the user. */
export type DossierTaskState = 'overdue' | 'due' | 'supplement' | 'enter' | 'unsent' | 'draft';

type WaitingFor = (sentAt: string) => Waiting;

const dossierTones = { overdue: 'e', due: 'w', supplement: 'w', enter: 'w', unsent: 'i', draft: 'i' } as const;

const urgency = { e: 0, w: 1, i: 2 };

/**
 * What is to be done, most pressing first: ended certificates, coming ends by days, incomplete sets, dossiers
 * that wait too long or were answered, then those in progress, newest first. Only what is stored on this PC counts; `now` is an ISO instant.
 */
export function tasksOf(
	companies: readonly Company[],
	sets: readonly ParameterSetRow[],
	dossiers: readonly DossierRow[],
	now: string,
	waitingFor?: WaitingFor,
): Task[] {
	const nameOf = (companyId: string) => companies.find((one) => one.id === companyId)?.name ?? '';
	const owner = (one: { companyId: string }) => ({ companyId: one.companyId, companyName: nameOf(one.companyId) });
	const ofSets = sets.flatMap((set): Task[] => {
		const state = setState(set, now);
		const base = { id: set.id, ...owner(set), set };
		if (state.kind === 'expired') return [{ ...base, kind: 'certificate', days: -state.days, tone: 'e' }];
		if (state.kind === 'expiring') return [{ ...base, kind: 'certificate', days: state.days, tone: 'w' }];
		if (state.kind === 'missing') return [{ ...base, kind: 'missing', parts: state.parts, tone: 'w' }];
		return [];
	});
	const ofDossiers = dossiers
		.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt))
		.flatMap((dossier): Task[] => {
			const waiting = dossier.sentAt !== null && dossier.outcome === null ? waitingFor?.(dossier.sentAt) : undefined;
			const state = dossierState(dossier, waiting, now);
			if (!state) return [];
			const base = { id: dossier.id, ...owner(dossier), dossier, state, tone: dossierTones[state] };
			return [{ ...base, kind: 'dossier', ...(waiting && { waiting }) }];
		});
	const days = (task: Task) => (task.kind === 'certificate' ? task.days : Number.POSITIVE_INFINITY);
	const order = (one: Task, other: Task) =>
		urgency[one.tone] - urgency[other.tone] || Math.sign(days(one) - days(other)) || 0;
	return [...ofSets, ...ofDossiers].sort(order);
}

function dossierState(dossier: DossierRow, waiting: Waiting | undefined, now: string): DossierTaskState | undefined {
	const { signedAt, sentAt, outcome, enteredAt, archivedAt, trashedAt } = dossier;
	if (archivedAt !== null || trashedAt !== null) return undefined;
	if (outcome === 'supplement') return 'supplement';
	if (outcome === 'issued' && enteredAt === null) return 'enter';
	if (sentAt !== null) {
		if (waiting && waiting.overdue > 0) return 'overdue';
		return waiting?.due === dateInVietnam(now) ? 'due' : undefined;
	}
	return signedAt === null ? 'draft' : 'unsent';
}

/** The tasks of all companies, and whether they are known yet. */
export function useTasks() {
	const now = useNow();
	const waitingFor = useWaiting();
	const companies = useAnswer(['companies'], () => window.keyring.companies.list({}));
	const dossiers = useAnswer(['dossiers', 'all'], () => window.keyring.dossiers.list({}));
	const sets = useAnswer(['parameters', 'all'], () => window.keyring.parameters.list({}));
	const rows = sets.data ?? [];
	return {
		sets: rows,
		tasks: tasksOf(companies.data ?? [], rows, dossiers.data ?? [], now, waitingFor),
		dossiers: dossiers.data ?? [],
		companies: companies.data ?? [],
		ready: companies.isSuccess && dossiers.isSuccess && sets.isSuccess,
		error: companies.error ?? dossiers.error ?? sets.error,
	};
}
