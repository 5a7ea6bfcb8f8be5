/** How a password came into the history. */
export const passwordHows = [
	/** Typed into a form. */
	'typed',
	/** Made by the generator. */
	'generated',
	/** "Cấp mới password cho người sử dụng (User ID)" by the administrator. */
	'reissued',
	/** Changed on the portal by its own user. */
	'self-changed',
	/** "Quên mật khẩu" of the administrator. */
	'forgotten',
	/** Given by customs after a reset dossier. */
	'dossier',
] as const;

/** What is known of it. */
export const passwordOutcomes = [
	/** Shown, and not known to be used anywhere. */
	'offered',
	/** Stored as the password of the account. */
	'stored',
	/** The portal took it as the new one. */
	'accepted',
	/** The portal said that it is the current one ("Mật khẩu trùng với mật khẩu cũ"). */
	'same',
	/** Recorded by mistake. */
	'undone',
] as const;

export type PasswordHow = (typeof passwordHows)[number];
export type PasswordOutcome = (typeof passwordOutcomes)[number];

/** "chưa dùng", "chờ", "đang dùng", "cũ", "ghi nhầm". */
export type PasswordState = 'offered' | 'waiting' | 'current' | 'old' | 'undone';

/** The state of one row of the history at an instant (ISO). */
export function passwordState(
	row: { usableFrom: string | null; until: string | null; outcome: PasswordOutcome },
	now: string,
): PasswordState {
	if (row.outcome === 'offered' || row.outcome === 'undone') return row.outcome;
	if (row.until !== null) return 'old';
	return row.usableFrom !== null && Date.parse(now) < Date.parse(row.usableFrom) ? 'waiting' : 'current';
}
