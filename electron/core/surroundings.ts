import type { PageEvent } from '../../shared/contracts/contracts.ts';
import type { TrustedClock } from '../features/parameters/trusted-clock.ts';
import type { SignerPort } from '../features/signing/signer-port.ts';
import type { OsKeyStore } from '../features/vault/os-key-port.ts';
import type { Dispatch } from '../ipc/dispatch.ts';
import type { TokenPort } from '../pkcs11/token-port.ts';
import type { RemoteLinks } from '../platform/remote-link.ts';

/** What the core has around it, whichever data file is open. */
export type Surroundings = {
	/** The data folder. */
	data: string;
	resources: string;
	/** Milliseconds since 1970. */
	now: () => number;
	clock: TrustedClock;
	tokens: Omit<TokenPort, 'sign' | 'openKeyFile'>;
	os: OsKeyStore;
	signer: SignerPort;
	documentWorkers: RemoteLinks;
	tell: (event: PageEvent) => void;
	/** Tells the page which of its cached answers a call has made old. */
	announce: (call: string) => void;
};

/** What lasts while one data file is open. `stop` ends it before another takes its place. */
export type Opened = { dispatch: Dispatch; failed: boolean; stop: () => void };
