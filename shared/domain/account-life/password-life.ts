/**
 * The life of a password, from what was recorded: which one is used now, which one waits, which ones are old. Times are
 * milliseconds since 1970. An account is a User ID, the administrator account or the National Single Window account.
 */

export const passwordWays = [
	/** The administrator: "Cấp mới password cho người sử dụng (User ID)". */
	'issued',
	/** The declarant: "Đổi mật khẩu" of the own User ID. */
	'changed-by-user',
	/** "Đổi mật khẩu" of the administrator account. */
	'changed-by-administrator',
	/** "Quên mật khẩu" of the administrator account: the portal showed a new one. */
	'shown-by-portal',
	/** "Quên mật khẩu" of the National Single Window: by mail to the registered mailbox. */
	'mailed',
	/** The answer of customs to a dossier. */
	'dossier',
	/** Written down here only; nothing is known of the portal. */
	'entered',
	/** A value made or typed for a change to come: nobody has said that it was ever used. */
	'generated',
] as const;
export type PasswordWay = (typeof passwordWays)[number];

/**
 * What the portal answered: "Cấp password mới thành công", or "Mật khẩu trùng với mật khẩu cũ", which proves that the
 * typed value is the present password.
 */
export type PortalAnswer = 'succeeded' | 'same-as-old';

export type PasswordRecord = {
	id: string;
	way: PasswordWay;
	answer: PortalAnswer;
	/** When it was changed on the portal; for values only written down, when that was. */
	at: number;
	/** Recorded by mistake: kept for the trace, counts for nothing. */
	undone: boolean;
};

/** "Bạn có thể truyền tờ khai Hải quan sau 24h." (guide to OE4002), "Sau một ngày" (guide to passwords). */
export const passwordWaitMs = 24 * 3_600_000;

const waiting: ReadonlySet<PasswordWay> = new Set(['issued', 'changed-by-user']);

/** From when declarations can be sent with a password. Only a User ID waits; the administrator's works at once. */
export function usableFrom({ way, answer, at }: Pick<PasswordRecord, 'way' | 'answer' | 'at'>): number {
	return waiting.has(way) && answer === 'succeeded' ? at + passwordWaitMs : at;
}

export type PasswordState = 'in-use' | 'waiting' | 'old' | 'undone' | 'unused';

export type PasswordLife = {
	/** The password the portal knows: the last one that counts. Null when none is recorded. */
	last: PasswordRecord | null;
	/** When `last` works; null when it does by now. */
	waitsUntil: number | null;
	/** State of every record, by its id. */
	states: ReadonlyMap<string, PasswordState>;
	/** When a record that counts was followed by the next one, by its id; the last one has no end. */
	ends: ReadonlyMap<string, number>;
};

/**
 * The state of all records at `now`. A change replaces the former value on the portal at once; whether the former still
 * works during the wait is not known, so it is old from then on and nothing is promised of it. A record of the future
 * (the clock was set back) waits: nothing counts as usable early.
 */
export function passwordLife(records: readonly PasswordRecord[], now: number): PasswordLife {
	const counting = records
		.filter(({ undone, way }) => !undone && way !== 'generated')
		.toSorted((one, other) => one.at - other.at);
	const last = counting.at(-1) ?? null;
	// Neither "the same as the old one", which proves the value, nor writing it down here ends a wait that is running.
	const change = counting.findLast(({ way, answer }) => answer === 'succeeded' && way !== 'entered');
	const until = Math.max(last ? usableFrom(last) : 0, change ? usableFrom(change) : 0);
	const waitsUntil = until > now ? until : null;
	const stateOf = (record: PasswordRecord): PasswordState => {
		if (record.undone) return 'undone';
		if (record.way === 'generated') return 'unused';
		if (record !== last) return 'old';
		return waitsUntil === null ? 'in-use' : 'waiting';
	};
	const ends = counting.flatMap(({ id }, place): [string, number][] => {
		const next = counting[place + 1];
		return next ? [[id, next.at]] : [];
	});
	return { last, waitsUntil, states: new Map(records.map((one) => [one.id, stateOf(one)])), ends: new Map(ends) };
}
