import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type {
	CopyPlace,
	ParameterDraft,
	ParameterSetRow,
	parametersContract,
} from '../../../shared/contracts/parameters-contract.ts';
import { usableFrom } from '../../../shared/domain/account-life/password-life.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { tidyDate } from '../../../shared/domain/entry-text.ts';
import { checkCertificate } from '../../../shared/domain/parameter-certificate.ts';
import { parameterDates, tidyParameters } from '../../../shared/domain/parameter-entry.ts';
import { type Problem, problem } from '../../../shared/domain/problem-codes.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { checkParameterSets } from '../../../shared/domain/vnaccs-parameters.ts';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { Clash, ParameterStore, StoredParameters } from './parameter-store-port.ts';
import type { PasswordService } from './password-service.ts';
import { placeOf } from './secret-place.ts';
import { fieldValue, type SecretStores } from './secrets.ts';
import type { TerminalStore } from './terminal-store-port.ts';
import { terminalChange } from './terminals-feature.ts';

export type ParametersFeature = {
	handlers: Omit<Handlers<typeof parametersContract>, 'copy' | 'clearCopied'>;
	/** What `parameters.copy` puts on the clipboard. STORE_RECORD_MISSING {what} also when the field is empty. */
	copyValue(place: CopyPlace): Promise<Result<string>>;
};

const clashCodes = {
	userId: 'USER_ID_ELSEWHERE',
	userCode: 'USER_CODE_ELSEWHERE',
	terminalId: 'TERMINAL_ELSEWHERE',
	certificateSerial: 'CERTIFICATE_ELSEWHERE',
} as const satisfies Record<Clash['field'], string>;

/** The VNACCS parameters of the companies, and the one door for all secrets kept with them. */
export function createParametersFeature(
	deps: SecretStores & {
		store: ParameterStore;
		terminals: TerminalStore;
		passwords: PasswordService;
		now: () => number;
	},
): ParametersFeature {
	const { store, terminals, companies, sealer, passwords, now } = deps;

	async function found(id: string): Promise<StoredParameters> {
		const set = await store.find(id);
		if (!set) throw new Fault('STORE_RECORD_MISSING', { what: 'parameterSet' });
		return set;
	}

	/** Empty when none is stored. */
	function opened(kind: 'user' | 'terminal', id: string, sealed: Uint8Array | null | undefined): string {
		return sealed ? sealer.open(placeOf(kind, id), sealed) : '';
	}

	/** The problems of the draft by itself and against the other sets of its company. */
	async function ownProblems(draft: ParameterDraft, taxCode: string): Promise<Problem[]> {
		const before = draft.id === undefined ? null : await found(draft.id);
		const { terminal } = draft;
		const stored = terminal?.id === undefined ? null : await terminals.find(terminal.id);
		const typed = {
			...draft,
			taxCode,
			password: draft.password ?? (before ? opened('user', before.id, before.sealed.password) : ''),
			terminalId: terminal?.terminalId ?? '',
			accessKey: terminal?.accessKey ?? (stored ? opened('terminal', stored.id, stored.sealed) : ''),
		};
		// The draft goes last, so that its problems name the stored sets; its own stored form leaves a gap in the list,
		// so that positions are those the user sees.
		const others = (await store.list(draft.companyId)).map((set) =>
			set.id === draft.id ? {} : { userId: set.userId },
		);
		return checkParameterSets([...others, typed]).filter(({ index }) => index === others.length);
	}

	async function clashes(draft: ParameterDraft): Promise<Problem[]> {
		const { companyId, userId, userCode, certificateSerial } = draft;
		const terminalId = draft.terminal?.terminalId ?? '';
		const elsewhere = await store.elsewhere(companyId, { userId, userCode, terminalId, certificateSerial });
		const problems = elsewhere.map(({ field, taxCode }) =>
			problem(field, clashCodes[field], { company: displayTaxCode(taxCode) }),
		);
		const twice = (await terminals.list(companyId)).some(
			(one) => terminalId !== '' && one.terminalId === terminalId && one.id !== draft.terminal?.id,
		);
		return twice ? [...problems, problem('terminalId', 'TERMINAL_TWICE')] : problems;
	}

	return {
		handlers: {
			list: ({ companyId }) => capture(async () => (await store.list(companyId)).map(withoutSecrets)),

			userCodes: ({ companyId }) => capture(() => store.userCodes(companyId)),

			check: (typed) =>
				capture(async () => {
					const draft = tidyParameters(typed);
					const company = await companies.find(draft.companyId);
					if (!company) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
					const today = dateInVietnam(new Date(now()).toISOString());
					const problems = [
						...(await ownProblems(draft, company.taxCode)),
						...checkCertificate(draft, { taxCode: company.taxCode, today }),
						...(await clashes(draft)),
					];
					return problems.map(({ field, code, severity, params }) => ({ field, code, severity, params }));
				}),

			save: (typed) =>
				capture(async () => {
					const { terminal, password, ...draft } = tidyParameters(typed);
					for (const field of parameterDates) tidyDate(field, draft[field]);
					const id = draft.id ?? newId(now());
					const before = draft.id === undefined ? null : await found(draft.id);
					const { companyId } = draft;
					const change = {
						...draft,
						id,
						updatedAt: new Date(now()).toISOString(),
						password: await passwords.change(
							{ kind: 'user', id },
							before && { ...before, sealed: before.sealed.password },
							password,
						),
						terminal: terminal && (await terminalChange({ store: terminals, sealer, now }, { ...terminal, companyId })),
						userCodeId: newId(now()),
					};
					await (before ? store.change(change) : store.add(change));
					return withoutSecrets(await found(id));
				}),

			remove: ({ id }) =>
				capture(async () => {
					if (!(await store.remove(id))) throw new Fault('STORE_RECORD_MISSING', { what: 'parameterSet' });
					return null;
				}),

			reveal: (place) => capture(async () => ({ value: await fieldValue(deps, place) })),
		},
		copyValue: (place) => capture(() => fieldValue(deps, place)),
	};
}

function withoutSecrets({ sealed, lastChange, ...set }: StoredParameters): ParameterSetRow {
	const at = lastChange ? Date.parse(lastChange.at) : 0;
	const works = lastChange ? usableFrom({ way: lastChange.way, answer: 'succeeded', at }) : 0;
	return {
		...set,
		passwordUsableFrom: works > at ? new Date(works).toISOString() : null,
		hasPassword: sealed.password !== null,
		hasAccessKey: sealed.accessKey !== null,
	};
}
