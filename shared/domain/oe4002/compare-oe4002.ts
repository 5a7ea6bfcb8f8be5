import { sameSerial } from '../certificate-serial.ts';
import type { Oe4002, PastedUser } from './read-oe4002.ts';

/** A stored User ID as far as OE4002 can say something about it. */
export type StoredUser = { id: string; cancelled: boolean } & PastedUser;
/** `accessKey` empty: none is stored. */
export type StoredTerminal = { id: string; cancelled: boolean; terminalId: string; accessKey: string };

/** Before and after of one field; an access key is only ever dots. */
export type FieldChange = { field: ChangedField; before: string; after: string };
export type ChangedField = keyof PastedUser | 'accessKey' | 'state';

export type Change = {
	/** `user:V2060001`, `terminal:A206T1`: stays the same when the same text is compared again. */
	key: string;
	kind: 'user' | 'terminal';
	code: string;
	action: 'same' | 'add' | 'change' | 'missing';
	/** The stored row; null when it is to be added. */
	id: string | null;
	/** The name of a User ID, stored and pasted; empty for terminals. */
	stored: string;
	pasted: string;
	fields: FieldChange[];
	/** Ticked unless the user says otherwise. What the paste lacks never is: a line may have been left out. */
	ticked: boolean;
};

const masked = '••••••••';
const userFields = [
	'declarantName',
	'email',
	'certificateProvider',
	'certificateSerial',
	'certificateNotBefore',
	'certificateNotAfter',
] as const;

/**
 * What would change if the pasted result were taken over, in the order of the codes: users, then terminals. Fields that
 * the paste does not show stay as stored; passwords are not part of it at all. A kind that the paste lacks wholly is not
 * compared: only one block of the page may have been copied.
 */
export function compareOe4002(
	paste: Oe4002,
	stored: { users: readonly StoredUser[]; terminals: readonly StoredTerminal[] },
): Change[] {
	const users = pair(paste.users, stored.users, (one) => one.userId).map(([code, pasted, old]) => {
		const fields = pasted
			? userFields.flatMap((field) => fieldChange(field, old?.[field] ?? '', pasted[field], old !== undefined))
			: [];
		return change('user', code, old, pasted !== undefined, fields, old?.declarantName, pasted?.declarantName);
	});
	const terminals = pair(paste.terminals, stored.terminals, (one) => one.terminalId).map(([code, pasted, old]) => {
		const newKey = pasted && pasted.accessKey !== '' && pasted.accessKey !== old?.accessKey;
		const before = old && old.accessKey !== '' ? masked : '';
		return change(
			'terminal',
			code,
			old,
			pasted !== undefined,
			newKey ? [{ field: 'accessKey', before, after: masked }] : [],
		);
	});
	return [...users, ...terminals];
}

function change(
	kind: Change['kind'],
	code: string,
	old: { id: string; cancelled: boolean } | undefined,
	inPaste: boolean,
	fields: FieldChange[],
	storedName = '',
	pastedName = '',
): Change {
	const back: FieldChange[] =
		old?.cancelled && inPaste ? [{ field: 'state', before: 'cancelled', after: 'active' }] : [];
	const all = [...fields, ...back];
	const gone = !inPaste && !old?.cancelled;
	const action = gone ? 'missing' : !old ? 'add' : all.length > 0 ? 'change' : 'same';
	return {
		key: `${kind}:${code}`,
		kind,
		code,
		action,
		id: old?.id ?? null,
		stored: storedName,
		pasted: pastedName,
		fields: all,
		ticked: action === 'add' || action === 'change',
	};
}

function fieldChange(
	field: (typeof userFields)[number],
	before: string,
	after: string,
	compared: boolean,
): FieldChange[] {
	if (after === '') return [];
	const same =
		field === 'certificateSerial' && before !== '' ? sameSerial(before, after) : before === after.normalize('NFC');
	return compared && same ? [] : [{ field, before, after }];
}

/** Both sides by code, sorted; stored ones without a counterpart only when the paste has this kind at all. */
function pair<Pasted, Stored>(
	pasted: readonly Pasted[],
	stored: readonly Stored[],
	codeOf: (one: Pasted | Stored) => string,
): [string, Pasted | undefined, Stored | undefined][] {
	if (pasted.length === 0) return [];
	const theirs = new Map(pasted.map((one) => [codeOf(one), one]));
	const ours = new Map(stored.filter((one) => codeOf(one) !== '').map((one) => [codeOf(one), one]));
	const codes = [...new Set([...theirs.keys(), ...ours.keys()])].sort();
	return codes.map((code) => [code, theirs.get(code), ours.get(code)]);
}
