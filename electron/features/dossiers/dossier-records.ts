import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import { stepOf, viewDossier } from './dossier-state.ts';
import type { DossierRecord, DossierRepository, DossierState } from './dossiers-port.ts';

/** How every part of the feature reads and changes dossiers: changes to one dossier run one after the other. */
export type DossierRecords = ReturnType<typeof createDossierRecords>;

export function createDossierRecords(repository: DossierRepository, now: () => number) {
	const inTurn = queues();
	const timestamp = () => new Date(now()).toISOString();
	/** Fault STORE_RECORD_MISSING. */
	const find = async (id: string): Promise<DossierRecord> => {
		const record = await repository.get(id);
		if (!record) throw new Fault('STORE_RECORD_MISSING', { what: 'dossier' });
		return record;
	};
	const store = async (record: DossierRecord, state: DossierState): Promise<Dossier> => {
		const changed = { ...record, state, updatedAt: timestamp() };
		await repository.update(changed, stepOf(changed));
		return viewDossier(changed);
	};
	/** As `store`, of what changes nothing of the dossier: in the list it stays where it was. */
	const note = (record: DossierRecord, state: DossierState): Promise<void> => {
		const noted = { ...record, state };
		return repository.update(noted, stepOf(noted));
	};
	/** Runs `work`, which writes `temp` where the user keeps files, so that an interrupted one is found at the next start. */
	const outside = async <T>(record: DossierRecord, temp: string, work: () => Promise<T>): Promise<T> => {
		await note(record, { ...record.state, unfinished: temp });
		try {
			return await work();
		} finally {
			await note(record, record.state);
		}
	};
	const working = <T>(id: string, work: (record: DossierRecord) => Promise<T>): Promise<Result<T>> =>
		inTurn(id, () => capture(async () => work(await find(id))));
	/** Runs `work` on a dossier that is not signed yet, on paper not sent. */
	const changing = <T>(id: string, work: (record: DossierRecord) => Promise<T>): Promise<Result<T>> =>
		working(id, async (record) => {
			if (record.state.signed) throw new Fault('DOSSIER_SIGNED');
			if (record.state.sending?.sentAt) throw new Fault('DOSSIER_SENT');
			return work(record);
		});
	return { inTurn, timestamp, find, store, note, outside, working, changing };
}

/** One queue per name: work of the same name runs one after the other. */
function queues(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
	const last = new Map<string, Promise<unknown>>();
	return (name, work) => {
		const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
		last.set(name, turn);
		const forget = () => void (last.get(name) === turn && last.delete(name));
		turn.then(forget, forget);
		return turn;
	};
}

/** The same value with every text in Unicode form NFC. */
export function nfc<T>(value: T): T {
	return JSON.parse(
		JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.normalize('NFC') : part)),
	);
}
