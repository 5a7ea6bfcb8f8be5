import type {
	CertificateChange,
	certificateChangesContract,
} from '../../../shared/contracts/certificate-changes-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { placesToUpdate } from '../../../shared/domain/account-life/certificate-change.ts';
import { normalizeSerial, sameSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { capture, Fault } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { CertificateChangeStore, StoredChange, StoredUse } from './certificate-change-store-port.ts';

/** Certificates being replaced: the places that carry the old one, ticked one by one as the user updates them. */
export function createCertificateChangesFeature({
	store,
	now,
}: {
	store: CertificateChangeStore;
	now: () => number;
}): Handlers<typeof certificateChangesContract> {
	const at = () => new Date(now()).toISOString();
	async function found(id: string): Promise<StoredChange> {
		const change = await store.find(id);
		if (!change || change.closedAt !== null) throw new Fault('STORE_RECORD_MISSING', { what: 'certificateChange' });
		return change;
	}

	async function usesOf(companyId: string): Promise<StoredUse[]> {
		const today = dateInVietnam(at());
		return (await store.uses(companyId)).filter(({ endsOn }) => endsOn === '' || today < endsOn);
	}

	async function shown({ done, ...change }: StoredChange): Promise<CertificateChange> {
		const places = placesToUpdate(await usesOf(change.companyId), {
			oldSerial: change.oldCertificate.certificateSerial,
			newSerial: change.newCertificate?.certificateSerial ?? '',
		});
		return {
			...change,
			places: places.map(({ place, id, name, serial, state }) => ({
				place,
				id,
				name,
				serial,
				state,
				doneAt: done[id] ?? null,
			})),
		};
	}

	async function save(change: StoredChange): Promise<CertificateChange> {
		await store.change(change);
		return shown(change);
	}

	return {
		list: ({ companyId }) =>
			capture(async () => {
				const changes = [];
				for (const change of await store.list(companyId)) changes.push(await shown(change));
				return changes;
			}),

		start: ({ companyId, reason, oldTokenAtHand, oldSerial }) =>
			capture(async () => {
				const open = (await store.list(companyId)).find(
					(one) => one.closedAt === null && sameSerial(one.oldCertificate.certificateSerial, oldSerial),
				);
				if (open) return shown(open);
				const use = (await usesOf(companyId)).find(({ serial }) => serial !== '' && sameSerial(serial, oldSerial));
				if (!use) throw new Fault('STORE_RECORD_MISSING', { what: 'certificate' });
				const change: StoredChange = {
					id: newId(now()),
					companyId,
					reason,
					oldTokenAtHand,
					oldCertificate: use.certificate,
					newCertificate: null,
					refusedAt: null,
					done: {},
					startedAt: at(),
					closedAt: null,
				};
				await store.add(change);
				return shown(change);
			}),

		setNew: ({ id, certificate }) =>
			capture(async () => {
				const change = await found(id);
				const certificateSerial = normalizeSerial(certificate.certificateSerial);
				const same = sameSerial(certificateSerial, change.oldCertificate.certificateSerial);
				if (certificateSerial === '' || same) {
					const detail = same ? 'SERIAL_SAME' : 'VALUE_EMPTY';
					throw new Fault('INPUT_FIELD', { field: 'certificateSerial', detail });
				}
				return save({ ...change, newCertificate: { ...certificate, certificateSerial } });
			}),

		tick: ({ id, placeId, done }) =>
			capture(async () => {
				const change = await found(id);
				const use = (await usesOf(change.companyId)).find((one) => one.id === placeId);
				if (!use) throw new Fault('STORE_RECORD_MISSING', { what: 'certificate' });
				const certificate = done ? change.newCertificate : change.oldCertificate;
				if (!certificate) throw new Fault('INPUT_FIELD', { field: 'certificateSerial', detail: 'VALUE_EMPTY' });
				const { [placeId]: _before, ...others } = change.done;
				const ticked = { ...change, done: done ? { ...others, [placeId]: at() } : others };
				await store.change(ticked, { use, certificate, at: at() });
				return shown(ticked);
			}),

		refuse: ({ id, refused }) => capture(async () => save({ ...(await found(id)), refusedAt: refused ? at() : null })),

		close: ({ id }) =>
			capture(async () => {
				await store.change({ ...(await found(id)), closedAt: at() });
				return null;
			}),
	};
}
