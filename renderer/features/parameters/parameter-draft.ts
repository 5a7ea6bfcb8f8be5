import type { ParameterDraft, ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { type CertificateFields, certificateOf, noCertificate } from '../../../shared/domain/certificate-fields.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { isDay, tidy } from '../../../shared/domain/entry-text.ts';
import { parameterDates, wrongDates } from '../../../shared/domain/parameter-entry.ts';
import { inUse, type RegistrationStatus } from '../../../shared/domain/validity.ts';
import { writeSerial } from '../../components/serial-text.ts';

/**
 * What the form holds. `password` and `accessKey` only while typed and unsaved; empty means: as stored, null: the stored
 * one is to go. `terminalRef` is empty for no terminal or, with something typed in its fields, a new one.
 */
export type ParameterForm = CertificateFields & {
	declarantName: string;
	email: string;
	userCode: string;
	userId: string;
	password: string | null;
	terminalRef: string;
	terminalId: string;
	accessKey: string | null;
	computer: string;
	status: RegistrationStatus;
	effectiveOn: string;
	endsOn: string;
};

export function formOf(set: ParameterSetRow): ParameterForm {
	return {
		declarantName: set.declarantName,
		email: set.email,
		userCode: set.userCode,
		userId: set.userId,
		password: '',
		terminalRef: set.terminalRef ?? '',
		terminalId: set.terminalId,
		accessKey: '',
		computer: set.computer,
		...certificateOf(set),
		certificateSerial: writeSerial(set.certificateSerial),
		status: set.status,
		effectiveOn: dayOf(set.effectiveAt),
		endsOn: set.endsOn,
	};
}

/** A new User ID of a company starts with what its others share: the User code and the PC-independent contact. */
export function newForm(others: readonly ParameterSetRow[]): ParameterForm {
	const [first] = others;
	return {
		declarantName: '',
		email: first?.email ?? '',
		userCode: first?.userCode ?? '',
		userId: '',
		password: '',
		...noTerminal,
		...noCertificate,
		status: inUse.status,
		effectiveOn: '',
		endsOn: '',
	};
}

export const noTerminal = { terminalRef: '', terminalId: '', accessKey: '', computer: '' } as const;

/** The fields of the form when that terminal is chosen. */
export function terminalFields(terminal: TerminalRow) {
	return { terminalRef: terminal.id, terminalId: terminal.terminalId, accessKey: '', computer: terminal.computer };
}

/** What is saved and checked: secrets only when typed or to be removed. Everything else is tidied behind the border. */
export function draftOf(form: ParameterForm, companyId: string, set: ParameterSetRow | undefined): ParameterDraft {
	const { password, terminalRef, terminalId, accessKey, computer, effectiveOn, ...rest } = form;
	const key = accessKey === '' ? {} : { accessKey: accessKey ?? '' };
	const noTerminalAtAll = terminalRef === '' && `${terminalId}${accessKey ?? ''}${computer}`.trim() === '';
	return {
		...rest,
		...(set ? { id: set.id } : {}),
		companyId,
		...(password === '' ? {} : { password: password ?? '' }),
		terminal: noTerminalAtAll
			? null
			: { ...(terminalRef === '' ? {} : { id: terminalRef }), terminalId, computer, ...key },
		effectiveAt: instantOf(effectiveOn, set?.effectiveAt ?? null),
	};
}

/** The date fields that hold something else than a date: such a set cannot be stored. */
export function wrongFormDates(form: ParameterForm) {
	return wrongDays(form, [...parameterDates, 'effectiveOn']);
}

/** Those of the named fields of a form that hold something else than a date. */
export function wrongDays<Name extends string>(form: Record<Name, string>, names: readonly Name[]): Name[] {
	return wrongDates(Object.fromEntries(names.map((name) => [name, tidy(form[name])])) as Record<Name, string>, names);
}

/** The day in Viet Nam of a stored instant, for a date field. */
export function dayOf(instant: string | null): string {
	return instant === null ? '' : dateInVietnam(instant);
}

/** The beginning of the day in Viet Nam; an instant recorded to the minute stays as long as its day is not changed. */
export function instantOf(day: string, stored: string | null): string | null {
	if (!isDay(day)) return null;
	return dayOf(stored) === day ? stored : `${day}T00:00:00+07:00`;
}
