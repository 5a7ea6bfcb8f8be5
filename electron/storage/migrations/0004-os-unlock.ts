/**
 * Unlocking through the operating system: a random secret as its key store keeps it, and the data key wrapped by that
 * secret. One row while it is turned on, none while it is off.
 */
export const osUnlock = `
CREATE TABLE vault_os (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	secret_kept BLOB NOT NULL,
	wrapped BLOB NOT NULL
) STRICT;
`;
