import type { AdminAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { CertificateChange } from '../../../shared/contracts/certificate-changes-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { RequestRow } from '../../../shared/contracts/requests-contract.ts';
import { isRequestGuide } from '../../../shared/domain/account-life/guides.ts';
import { sameSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam, daysBetween } from '../../../shared/domain/dates.ts';
import type { Waiting } from '../../../shared/domain/sending/waiting.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import { useAnswer } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import { useChanges } from '../certificates/use-changes.ts';
import { useWaiting, type WaitingFor } from '../dossiers/use-waiting.ts';
import { useRuns } from '../guides/use-runs.ts';
import { certificateSoonDays, type NeededPart, setState } from '../parameters/set-state.ts';
import { waitsOf } from '../passwords/waits.ts';
import { isForgotten, isOpen, type RequestView, viewOf } from '../requests/request-view.ts';
import { useRequests } from '../requests/use-requests.ts';

export type Task = { id: string; companyId: string; companyName: string; tone: 'e' | 'w' | 'i' } & (
	| { kind: 'certificate'; set: ParameterSetRow; days: number }
	/** The administrator's, where no User ID has the same one. */
	| { kind: 'adminCertificate'; admin: AdminAccount; days: number }
	| { kind: 'missing'; set: ParameterSetRow; parts: NeededPart[] }
	/** More incomplete sets of one company than are worth a line each, as after an import. */
	| { kind: 'missingMany'; count: number }
	| { kind: 'wait'; set: ParameterSetRow; until: number }
	| { kind: 'run'; run: GuideRun }
	| { kind: 'dossier'; dossier: DossierRow; state: DossierTaskState; waiting?: Waiting }
	| { kind: 'request'; view: RequestView }
	| { kind: 'change'; change: CertificateChange }
);

/** What a dossier wants of the user. */
export type DossierTaskState = 'overdue' | 'due' | 'supplement' | 'enter' | 'unsent' | 'draft';

const dossierTones = { overdue: 'e', due: 'w', supplement: 'w', enter: 'w', unsent: 'i', draft: 'i' } as const;

/** So many incomplete sets of a company have a line each. */
const missingLines = 3;

const urgency = { e: 0, w: 1, i: 2 };

/**
 * What is to be done, most pressing first: ended certificates, running waits, coming ends by days, incomplete sets,
 * certificates being replaced, requests, guides under way, dossiers that wait too long or were answered, then those in
 * progress, newest first. A request that is not sent comes every day until it is. Only what is stored on this PC counts;
 * `now` is an ISO instant.
 */
export function tasksOf(
	companies: readonly Company[],
	sets: readonly ParameterSetRow[],
	dossiers: readonly DossierRow[],
	now: string,
	{
		admins = [],
		runs = [],
		requests = [],
		changes = [],
		waitingFor,
	}: {
		admins?: readonly AdminAccount[];
		runs?: readonly GuideRun[];
		requests?: readonly RequestRow[];
		changes?: readonly CertificateChange[];
		waitingFor?: WaitingFor | undefined;
	} = {},
): Task[] {
	const nameOf = (companyId: string) => companies.find((one) => one.id === companyId)?.name ?? '';
	const owner = (one: { companyId: string }) => ({ companyId: one.companyId, companyName: nameOf(one.companyId) });
	const open = changes.filter((one) => one.closedAt === null);
	// The replacement of a certificate is a task of its own.
	const replaced = (one: { companyId: string; certificateSerial: string }) =>
		open.some(
			({ companyId, oldCertificate }) =>
				companyId === one.companyId && sameSerial(oldCertificate.certificateSerial, one.certificateSerial),
		);
	const ofAdmins = admins.flatMap((admin): Task[] => {
		const told = sets.some(
			(set) =>
				set.companyId === admin.companyId &&
				sameSerial(set.certificateSerial, admin.certificateSerial) &&
				validityState(set, now) !== 'cancelled',
		);
		if (told || admin.certificateNotAfter === '' || replaced(admin)) return [];
		const days = daysBetween(dateInVietnam(now), admin.certificateNotAfter);
		if (days > certificateSoonDays) return [];
		return [{ id: admin.id, ...owner(admin), kind: 'adminCertificate', admin, days, tone: days < 0 ? 'e' : 'w' }];
	});
	const ofSets = sets.flatMap((set): Task[] => {
		const state = setState(set, now);
		const base = { id: set.id, ...owner(set), set };
		if (replaced(set) && (state.kind === 'expired' || state.kind === 'expiring')) return [];
		if (state.kind === 'expired') return [{ ...base, kind: 'certificate', days: -state.days, tone: 'e' }];
		if (state.kind === 'expiring') return [{ ...base, kind: 'certificate', days: state.days, tone: 'w' }];
		if (state.kind === 'missing') return [{ ...base, kind: 'missing', parts: state.parts, tone: 'w' }];
		return [];
	});
	const missingOf = (companyId: string) =>
		ofSets.filter((task) => task.kind === 'missing' && task.companyId === companyId).length;
	const many = [...new Set(ofSets.map(({ companyId }) => companyId))].filter((id) => missingOf(id) > missingLines);
	const ofMany = many.map((companyId): Task => {
		return { id: companyId, ...owner({ companyId }), kind: 'missingMany', count: missingOf(companyId), tone: 'w' };
	});
	const singly = ofSets.filter((task) => task.kind !== 'missing' || !many.includes(task.companyId));
	const ofWaits = waitsOf(sets, now).map(
		({ set, until }): Task => ({ id: set.id, ...owner(set), kind: 'wait', set, until, tone: 'w' }),
	);
	// A request tells by itself how far it is.
	const ofRuns = runs
		.filter((run) => !isRequestGuide(run.guide))
		.map((run): Task => ({ id: run.id, ...owner(run), kind: 'run', run, tone: 'i' }));
	const ofDossiers = dossiers
		.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt))
		.flatMap((dossier): Task[] => {
			const waiting =
				dossier.sentAt !== null && dossier.outcome === null ? waitingFor?.(dossier.sentAt, dossier.route) : undefined;
			const state = dossierState(dossier, waiting, now);
			if (!state) return [];
			const base = { id: dossier.id, ...owner(dossier), dossier, state, tone: dossierTones[state] };
			return [{ ...base, kind: 'dossier', ...(waiting && { waiting }) }];
		});
	const ofRequests = requests
		.map((row) => viewOf(row, now))
		.filter(isOpen)
		.map((view): Task => {
			const tone = isForgotten(view) ? 'e' : view.status === 'sent' ? 'i' : 'w';
			return { id: view.row.id, ...owner(view.row), kind: 'request', view, tone };
		});
	const ofChanges = open.map(
		(change): Task => ({ id: change.id, ...owner(change), kind: 'change', change, tone: 'w' }),
	);
	const days = (task: Task) =>
		task.kind === 'certificate' || task.kind === 'adminCertificate'
			? task.days
			: task.kind === 'wait'
				? 0
				: Number.POSITIVE_INFINITY;
	const order = (one: Task, other: Task) =>
		urgency[one.tone] - urgency[other.tone] || Math.sign(days(one) - days(other)) || 0;
	return [...ofWaits, ...ofMany, ...singly, ...ofAdmins, ...ofChanges, ...ofRequests, ...ofRuns, ...ofDossiers].sort(
		order,
	);
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
	const runs = useRuns();
	const dossiers = useAnswer(['dossiers', 'all'], () => window.keyring.dossiers.list({}));
	const sets = useAnswer(['parameters', 'all'], () => window.keyring.parameters.list({}));
	const admins = useAnswer(['accounts', 'admins'], () => window.keyring.accounts.admins({}));
	const requests = useRequests();
	const changes = useChanges();
	const rows = sets.data ?? [];
	return {
		sets: rows,
		tasks: tasksOf(companies.data ?? [], rows, dossiers.data ?? [], now, {
			admins: admins.data ?? [],
			runs: runs.data ?? [],
			requests: requests.data ?? [],
			changes: changes.data ?? [],
			waitingFor,
		}),
		dossiers: dossiers.data ?? [],
		companies: companies.data ?? [],
		ready:
			companies.isSuccess &&
			dossiers.isSuccess &&
			sets.isSuccess &&
			admins.isSuccess &&
			requests.isSuccess &&
			changes.isSuccess,
		error: companies.error ?? dossiers.error ?? sets.error ?? admins.error ?? requests.error ?? changes.error,
	};
}
