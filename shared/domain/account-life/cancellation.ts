/** One User ID or terminal of a company, as far as a cancellation has to know it. */
export type CancellableUser = {
	id: string;
	userCode: string;
	userId: string;
	terminal: string | null;
	active: boolean;
};
export type CancellableTerminal = { id: string; terminalId: string; active: boolean };

export type CancellationTarget =
	| { kind: 'cancel-user-code'; userCode: string }
	| { kind: 'cancel-terminal'; id: string }
	| { kind: 'cancel-user-id'; id: string };

export type Consequences = {
	/** User IDs that stop with the target (under a User code) or lose their terminal. */
	users: CancellableUser[];
	/** Terminals that nobody uses any more. */
	terminals: CancellableTerminal[];
	/** No active User ID is left: the company cannot declare. Asks for a second consent. */
	lastUser: boolean;
};

/**
 * What hangs on the thing to be cancelled. That a User code takes all User IDs under it along is inferred, not written in
 * the guides: show it as expected.
 */
export function consequences(
	target: CancellationTarget,
	users: readonly CancellableUser[],
	terminals: readonly CancellableTerminal[],
): Consequences {
	const active = users.filter((user) => user.active);
	const hit = active.filter((user) => {
		if (target.kind === 'cancel-user-code') return user.userCode === target.userCode;
		return target.kind === 'cancel-terminal' ? user.terminal === target.id : user.id === target.id;
	});
	const ended = target.kind === 'cancel-terminal' ? [] : hit;
	const left = active.filter((user) => !ended.includes(user));
	const orphaned = terminals.filter(
		({ id, active: used }) =>
			used && ended.some((user) => user.terminal === id) && !left.some((user) => user.terminal === id),
	);
	return { users: hit, terminals: orphaned, lastUser: ended.length > 0 && left.length === 0 };
}
