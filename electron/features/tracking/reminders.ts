import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import type { WorkingCalendar } from '../../../shared/domain/answer-deadline.ts';
import { normalizeSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam, daysBetween } from '../../../shared/domain/dates.ts';
import type { LetterRoute } from '../../../shared/domain/letter/letter-request.ts';
import { phaseOf } from '../../../shared/domain/sending/phase.ts';
import { waitingFor } from '../../../shared/domain/sending/waiting.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import type { AccountStore } from '../parameters/account-store-port.ts';
import type { ParameterStore } from '../parameters/parameter-store-port.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';

/** Days before the end of a certificate on which it is told outside the window, too. */
const tellDays: readonly number[] = [30, 15, 7, 1];

/** Milliseconds between two looks: what is told is counted in days. */
export const remindEveryMs = 3_600_000;

/** What has come: `thing` names it so that it is told once. */
type Due = { thing: string } & ({ about: 'answer' } | { about: 'certificate'; endsOn: string });

const key = 'reminders.told';

export type Reminders = {
	dossiers: () => Promise<
		readonly Pick<DossierRow, 'id' | 'route' | 'sentAt' | 'outcome' | 'archivedAt' | 'trashedAt'>[]
	>;
	parameters: Pick<ParameterStore, 'list'>;
	accounts: Pick<AccountStore, 'admins'>;
	calendar: () => Promise<WorkingCalendar>;
	/** Working days in which customs answers what came each way. */
	terms: () => Promise<Record<LetterRoute, number>>;
	memory: SettingRepository;
	/** Hears that the expected day of an answer has come. */
	answersDue: () => void;
	/** Hears the day (YYYY-MM-DD) on which the first of some certificates ends. */
	certificatesEnd: (on: string) => void;
};

/**
 * Tells once each that the expected day of an answer has come and that a certificate ends in 30, 15, 7 days or 1, also
 * when that came while the application was closed. `now` in milliseconds since 1970. Nothing sealed is read: it works
 * while the vault is locked.
 */
export async function remind(parts: Reminders, now: number): Promise<void> {
	const { memory, answersDue, certificatesEnd } = parts;
	const due = [...(await dueAnswers(parts, now)), ...(await dueCertificates(parts, now))];
	const stored = (await memory.get(key)) ?? '';
	const told = new Set(stored.split('\n'));
	const fresh = due.filter(({ thing }) => !told.has(thing));
	const things = [...new Set(due.map(({ thing }) => thing))].join('\n');
	// Kept before it is told: better not at all than every hour.
	if (things !== stored) await memory.set(key, things);
	if (fresh.some(({ about }) => about === 'answer')) answersDue();
	const [first] = fresh.flatMap((one) => (one.about === 'certificate' ? [one.endsOn] : [])).sort();
	if (first) certificatesEnd(first);
}

async function dueAnswers({ dossiers, calendar, terms }: Reminders, now: number): Promise<Due[]> {
	const today = dateInVietnam(new Date(now).toISOString());
	const [days, workingDays] = [await calendar(), await terms()];
	return (await dossiers()).flatMap((row): Due[] => {
		const { id, route, sentAt, archivedAt, trashedAt } = row;
		if (sentAt === null || phaseOf(row) !== 'waiting' || archivedAt !== null || trashedAt !== null) return [];
		const { due } = waitingFor(sentAt, today, workingDays[route], days);
		return today >= due ? [{ thing: `answer ${id} ${sentAt}`, about: 'answer' }] : [];
	});
}

async function dueCertificates({ parameters, accounts }: Reminders, now: number): Promise<Due[]> {
	const instant = new Date(now).toISOString();
	const used = (await parameters.list()).filter((set) => validityState(set, instant) !== 'cancelled');
	return [...used, ...(await accounts.admins())].flatMap((owner): Due[] => {
		const { id, certificateSerial, certificateNotAfter: endsOn } = owner;
		if (endsOn === '') return [];
		const left = daysBetween(dateInVietnam(instant), endsOn);
		const step = left < 0 ? undefined : tellDays.findLast((days) => left <= days);
		// Several accounts may use one certificate.
		const name = normalizeSerial(certificateSerial) || id;
		return step === undefined ? [] : [{ thing: `certificate ${name} ${endsOn} ${step}`, about: 'certificate', endsOn }];
	});
}
