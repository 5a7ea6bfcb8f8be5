import type { ParameterDraft } from '../contracts/parameters-contract.ts';
import type { TerminalDraft } from '../contracts/terminals-contract.ts';
import type { CertificateFields } from './certificate-fields.ts';
import { isDay, tidy } from './entry-text.ts';
import { normalizeTaxCode } from './tax-code.ts';
import { normalizeParameters, type ParameterSet } from './vnaccs-parameters.ts';

/**
 * The stored form of what was typed: composed (NFC), codes without spaces and in capitals, a password never altered.
 * Content that breaks a rule of VNACCS stays, the checks name it.
 */
export function tidyParameters(draft: ParameterDraft): ParameterDraft {
	const { userCode, userId } = draft;
	return {
		...draft,
		...tidyCertificate(draft),
		...optional('password', draft.password),
		declarantName: tidy(draft.declarantName),
		email: tidy(draft.email),
		userCode: code({ userCode }),
		userId: code({ userId }),
		endsOn: tidy(draft.endsOn),
		terminal: draft.terminal && tidyTerminal(draft.terminal),
	};
}

/** The same for a terminal. */
export function tidyTerminal<Draft extends Pick<TerminalDraft, 'terminalId' | 'computer' | 'accessKey'>>(
	draft: Draft,
): Draft {
	return {
		...draft,
		...optional('accessKey', draft.accessKey),
		terminalId: code({ terminalId: draft.terminalId }),
		computer: tidy(draft.computer),
	};
}

/** The same for the certificate of an account. */
export function tidyCertificate(draft: CertificateFields): CertificateFields {
	const { certificateProvider, certificateSerial } = draft;
	return {
		certificateProvider: code({ certificateProvider }),
		certificateSerial: code({ certificateSerial }),
		certificateNotBefore: tidy(draft.certificateNotBefore),
		certificateNotAfter: tidy(draft.certificateNotAfter),
		certificateSubject: tidy(draft.certificateSubject),
		certificateTaxCode: normalizeTaxCode(draft.certificateTaxCode),
	};
}

export const certificateDates = ['certificateNotBefore', 'certificateNotAfter'] as const;
export const parameterDates = [...certificateDates, 'endsOn'] as const;

/** Those of the named fields that hold something else than a day: such a record cannot be stored. */
export function wrongDates<Name extends string>(record: Record<Name, string>, names: readonly Name[]): Name[] {
	return names.filter((name) => record[name] !== '' && !isDay(record[name]));
}

function code(set: ParameterSet): string {
	return Object.values(normalizeParameters(set))[0] ?? '';
}

/** A secret that was not typed stays absent. */
function optional<Name extends 'password' | 'accessKey'>(
	name: Name,
	text: string | undefined,
): { [N in Name]?: string } {
	return text === undefined ? {} : ({ [name]: code({ [name]: text }) } as { [N in Name]?: string });
}
