import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { TerminalDraft, TerminalRow, terminalsContract } from '../../../shared/contracts/terminals-contract.ts';
import { tidyDate } from '../../../shared/domain/entry-text.ts';
import { tidyTerminal } from '../../../shared/domain/parameter-entry.ts';
import { inUse } from '../../../shared/domain/validity.ts';
import { capture, Fault } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { Sealer } from '../vault/sealer-port.ts';
import { placeOf, readable } from './secret-place.ts';
import type { StoredTerminal, TerminalChange, TerminalStore } from './terminal-store-port.ts';

type Deps = { store: TerminalStore; sealer: Sealer; now: () => number };

/** The terminals of the companies; access keys lie sealed. */
export function createTerminalsFeature(deps: Deps): Handlers<typeof terminalsContract> {
	const { store } = deps;
	return {
		list: ({ companyId }) => capture(async () => (await store.list(companyId)).map(withoutSecret)),

		save: (draft) =>
			capture(async () => {
				const change = await terminalChange(deps, { ...draft, endsOn: tidyDate('endsOn', draft.endsOn) });
				await store.save(change);
				return withoutSecret((await store.find(change.id))!);
			}),

		remove: ({ id }) =>
			capture(async () => {
				if (!(await store.remove(id))) throw new Fault('STORE_RECORD_MISSING', { what: 'terminal' });
				return null;
			}),
	};
}

/** What is to be written for a draft; a draft without validity keeps the stored one. STORE_RECORD_MISSING {what}. */
export async function terminalChange(
	{ store, sealer, now }: Deps,
	draft: Pick<TerminalDraft, 'id' | 'companyId' | 'terminalId' | 'computer' | 'accessKey'> & Partial<TerminalDraft>,
): Promise<TerminalChange> {
	const { terminalId, computer, accessKey } = tidyTerminal(draft);
	const before = draft.id === undefined ? null : await store.find(draft.id);
	if (draft.id !== undefined && before?.companyId !== draft.companyId) {
		throw new Fault('STORE_RECORD_MISSING', { what: 'terminal' });
	}
	const id = draft.id ?? newId(now());
	const { status, effectiveAt, endsOn } = { ...inUse, ...before, ...draft };
	return {
		id,
		companyId: draft.companyId,
		terminalId,
		computer,
		status,
		effectiveAt,
		endsOn,
		accessKey: changedKey(sealer, id, before?.sealed ?? null, accessKey),
		updatedAt: new Date(now()).toISOString(),
	};
}

function changedKey(sealer: Sealer, id: string, sealed: Uint8Array | null, text: string | undefined) {
	const place = placeOf('terminal', id);
	if (text === undefined || (sealed && readable(sealer, place, sealed) === text)) return undefined;
	return { bytes: text === '' ? null : sealer.seal(place, text) };
}

function withoutSecret({ sealed, ...terminal }: StoredTerminal): TerminalRow {
	return { ...terminal, hasAccessKey: sealed !== null };
}
