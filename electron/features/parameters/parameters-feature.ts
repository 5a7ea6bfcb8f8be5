import type { Handlers } from '../../../shared/contracts/handlers.ts';
import {
	type ParameterDraft,
	type ParameterSetRow,
	type parametersContract,
	type SecretField,
	secretFields,
} from '../../../shared/contracts/parameters-contract.ts';
import { tidy, tidyDate } from '../../../shared/domain/entry-text.ts';
import {
	checkParameterSets,
	normalizeParameters,
	type ParameterSet,
} from '../../../shared/domain/vnaccs-parameters.ts';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { CompanyStore } from '../companies/company-store-port.ts';
import type { Place, Sealer } from '../vault/sealer-port.ts';
import type { ParameterChange, ParameterStore, StoredParameters } from './parameter-store-port.ts';

export type CopyField = SecretField | 'userCode' | 'userId' | 'terminalId';

export type ParametersFeature = {
	handlers: Omit<Handlers<typeof parametersContract>, 'copy' | 'clearCopied'>;
	/** What `parameters.copy` puts on the clipboard. STORE_RECORD_MISSING {what} also when the field is empty. */
	copyValue(request: { id: string; field: CopyField }): Promise<Result<string>>;
};

/** The VNACCS parameters of the companies; passwords and access keys lie sealed. */
export function createParametersFeature({
	store,
	companies,
	sealer,
	now,
}: {
	store: ParameterStore;
	companies: Pick<CompanyStore, 'find'>;
	sealer: Sealer;
	now: () => number;
}): ParametersFeature {
	async function found(id: string): Promise<StoredParameters> {
		const set = await store.find(id);
		if (!set) throw new Fault('STORE_RECORD_MISSING', { what: 'parameterSet' });
		return set;
	}

	/** Empty when none is stored. */
	function secretOf(set: StoredParameters, field: SecretField): string {
		const bytes = set.sealed[field];
		return bytes ? sealer.open(place(set.id, field), bytes) : '';
	}

	/** Null when it cannot be opened: a damaged secret must neither stop the others nor its own replacement. */
	function readableSecret(set: StoredParameters, field: SecretField): string | null {
		try {
			return secretOf(set, field);
		} catch (thrown) {
			if (thrown instanceof Fault && thrown.error.code === 'VAULT_INTEGRITY') return null;
			throw thrown;
		}
	}

	/** The secrets that the draft changes, sealed. */
	function changedSecrets(draft: ParameterDraft, id: string, before: StoredParameters | null, at: string) {
		const entered = normalizeParameters({ password: draft.password, accessKey: draft.accessKey } as ParameterSet);
		const sealed: ParameterChange['sealed'] = {};
		for (const field of secretFields) {
			const text = entered[field];
			if (text === undefined || text === null) continue;
			if (before && readableSecret(before, field) === text) continue;
			const bytes = text === '' ? null : sealer.seal(place(id, field), text);
			if (field === 'password') sealed.password = { bytes, changedAt: bytes && at };
			else sealed.accessKey = { bytes };
		}
		return sealed;
	}

	async function fieldValue({ id, field }: { id: string; field: CopyField }): Promise<string> {
		const set = await found(id);
		const value = field === 'password' || field === 'accessKey' ? secretOf(set, field) : set[field];
		if (value === '') throw new Fault('STORE_RECORD_MISSING', { what: field });
		return value;
	}

	return {
		handlers: {
			list: ({ companyId }) => capture(async () => (await store.list(companyId)).map(withoutSecrets)),

			check: (draft) =>
				capture(async () => {
					const company = await companies.find(draft.companyId);
					if (!company) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
					const before = draft.id === undefined ? null : await found(draft.id);
					const typed: ParameterSet = {
						taxCode: company.taxCode,
						userCode: draft.userCode,
						userId: draft.userId,
						password: draft.password ?? (before ? secretOf(before, 'password') : ''),
						terminalId: draft.terminalId,
						accessKey: draft.accessKey ?? (before ? secretOf(before, 'accessKey') : ''),
						certificateSerial: draft.certificateSerial,
						certificateProvider: draft.certificateProvider,
					};
					// The draft goes last, so that its problems name the stored sets; its own stored form leaves a gap in
					// the list, so that positions are those the user sees.
					const others = (await store.list(company.id)).map(
						(set): ParameterSet =>
							set.id === draft.id
								? {}
								: { userId: set.userId, terminalId: set.terminalId, accessKey: readableSecret(set, 'accessKey') },
					);
					return checkParameterSets([...others, typed])
						.filter(({ index }) => index === others.length)
						.map(({ field, code, severity, params }) => ({ field, code, severity, params }));
				}),

			save: (draft) =>
				capture(async () => {
					const id = draft.id ?? newId(now());
					const before = draft.id === undefined ? null : await found(draft.id);
					const at = new Date(now()).toISOString();
					const change = { ...entered(draft), id, updatedAt: at, sealed: changedSecrets(draft, id, before, at) };
					await (before ? store.change(change) : store.add(change));
					return withoutSecrets(await found(id));
				}),

			remove: ({ id }) =>
				capture(async () => {
					if (!(await store.remove(id))) throw new Fault('STORE_RECORD_MISSING', { what: 'parameterSet' });
					return null;
				}),

			reveal: (request) => capture(async () => ({ value: await fieldValue(request) })),
		},
		copyValue: (request) => capture(() => fieldValue(request)),
	};
}

function place(row: string, field: SecretField): Place {
	return { table: 'parameter_set', row, field };
}

function withoutSecrets({ sealed, ...set }: StoredParameters): ParameterSetRow {
	return { ...set, hasPassword: sealed.password !== null, hasAccessKey: sealed.accessKey !== null };
}

/** The readable fields in their stored form. Content that breaks a rule of VNACCS stays: `check` names it. */
function entered(draft: ParameterDraft) {
	const { userCode, userId, terminalId, certificateSerial, certificateProvider } = draft;
	const codes = normalizeParameters({ userCode, userId, terminalId, certificateSerial, certificateProvider });
	return {
		companyId: draft.companyId,
		declarantName: tidy(draft.declarantName),
		email: tidy(draft.email),
		userCode: codes.userCode ?? '',
		userId: codes.userId ?? '',
		terminalId: codes.terminalId ?? '',
		computer: tidy(draft.computer),
		certificateProvider: codes.certificateProvider ?? '',
		certificateSerial: codes.certificateSerial ?? '',
		certificateNotBefore: tidyDate('certificateNotBefore', draft.certificateNotBefore),
		certificateNotAfter: tidyDate('certificateNotAfter', draft.certificateNotAfter),
		certificateSubject: tidy(draft.certificateSubject),
	};
}
