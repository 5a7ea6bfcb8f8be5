import type { ParameterDraft, ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { parseDate } from '../../../shared/domain/dates.ts';
import { normalizeParameters } from '../../../shared/domain/vnaccs-parameters.ts';
import { writeSerial } from '../../components/serial-text.ts';

/**
 * What the form holds. `password` and `accessKey` only while typed and unsaved; empty means: as stored, null: the stored
 * one is to go.
 */
export type ParameterForm = {
	declarantName: string;
	email: string;
	userCode: string;
	userId: string;
	password: string | null;
	terminalId: string;
	accessKey: string | null;
	computer: string;
	certificateProvider: string;
	certificateSerial: string;
	certificateNotBefore: string;
	certificateNotAfter: string;
	certificateSubject: string;
};

export function formOf(set: ParameterSetRow): ParameterForm {
	return {
		declarantName: set.declarantName,
		email: set.email,
		userCode: set.userCode,
		userId: set.userId,
		password: '',
		terminalId: set.terminalId,
		accessKey: '',
		computer: set.computer,
		certificateProvider: set.certificateProvider,
		certificateSerial: writeSerial(set.certificateSerial),
		certificateNotBefore: set.certificateNotBefore,
		certificateNotAfter: set.certificateNotAfter,
		certificateSubject: set.certificateSubject,
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
		terminalId: '',
		accessKey: '',
		computer: '',
		certificateProvider: '',
		certificateSerial: '',
		certificateNotBefore: '',
		certificateNotAfter: '',
		certificateSubject: '',
	};
}

/** What is saved and checked: NFC, no spaces around, codes in their stored form, secrets only when typed or to be removed. */
export function draftOf(form: ParameterForm, companyId: string, id: string | undefined): ParameterDraft {
	const line = (text: string) => text.normalize('NFC').trim();
	const codes = normalizeParameters({
		userCode: form.userCode,
		userId: form.userId,
		terminalId: form.terminalId,
		certificateSerial: form.certificateSerial,
		certificateProvider: form.certificateProvider,
	});
	return {
		...(id ? { id } : {}),
		companyId,
		declarantName: line(form.declarantName),
		email: line(form.email),
		userCode: codes.userCode ?? '',
		userId: codes.userId ?? '',
		terminalId: codes.terminalId ?? '',
		computer: line(form.computer),
		certificateProvider: codes.certificateProvider ?? '',
		certificateSerial: codes.certificateSerial ?? '',
		certificateNotBefore: line(form.certificateNotBefore),
		certificateNotAfter: line(form.certificateNotAfter),
		certificateSubject: line(form.certificateSubject),
		...(form.password === '' ? {} : { password: form.password?.normalize('NFC') ?? '' }),
		...(form.accessKey === '' ? {} : { accessKey: form.accessKey?.normalize('NFC') ?? '' }),
	};
}

export type DateFieldName = 'certificateNotBefore' | 'certificateNotAfter';

/** The date fields that hold something else than a date: such a set cannot be stored. */
export function wrongDates(draft: ParameterDraft): DateFieldName[] {
	const names: DateFieldName[] = ['certificateNotBefore', 'certificateNotAfter'];
	return names.filter((name) => draft[name] !== '' && parseDate(draft[name]) !== draft[name]);
}
