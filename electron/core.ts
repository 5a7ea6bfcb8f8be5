import type { Envelope, PageEvent } from '../shared/contracts/contracts.ts';
import { Fault, type Result } from '../shared/result.ts';
import { changedBy } from './core/changed-by.ts';
import { openData } from './core/open-data.ts';
import type { Surroundings } from './core/surroundings.ts';
import { createTrustedClock } from './features/parameters/trusted-clock.ts';
import type { SignerPort } from './features/signing/signer-port.ts';
import type { OsKeyStore } from './features/vault/os-key-port.ts';
import type { TokenPort } from './pkcs11/token-port.ts';
import { openParentPort } from './platform/parent-port.ts';
import { type LinkEvent, RemoteLinks } from './platform/remote-link.ts';
import { findResources } from './platform/resources.ts';
import { type Outcome, Peer } from './platform/rpc.ts';

const folder = process.env.VNACCS_KEYRING_DATA;
if (!folder) throw new Error('VNACCS_KEYRING_DATA must name the data folder.');
const now = () => Date.now();
const clock = createTrustedClock({ wall: now, monotonic: () => performance.now() });

/** Main, which alone talks to token hosts and sees PINs. */
const tokens: Omit<TokenPort, 'sign' | 'openKeyFile'> = {
	list: async (modules) => answered(await main.call('token.list', modules)),
	peek: async (modules) => answered(await main.call('token.peek', modules)),
	describe: async (modules) => answered(await main.call('token.describe', modules)),
};
/** The system's key store belongs to main as well. */
const os: OsKeyStore = {
	available: async () => answered(await main.call<boolean>('os.available', null)),
	protect: async (secret) => answered(await main.call<Uint8Array | null>('os.protect', secret)),
	reveal: async (kept) => answered(await main.call<Uint8Array | null>('os.reveal', kept)),
};
const signer: SignerPort = {
	sign: async (request, question) => answered(await main.call<Result<Uint8Array>>('token.sign', { request, question })),
};

/** Main starts the document workers, too. */
const documentWorkers = new RemoteLinks((event) => main.emit('document-worker', event));

const surroundings: Surroundings = {
	...{ data: folder, resources: findResources(), now, clock, tokens, os, signer, documentWorkers, tell, announce },
};
let opening = openData(surroundings);
const main: Peer = new Peer(
	openParentPort(),
	{
		dispatch: async ({ name, request }: { name: string; request: unknown }): Promise<Envelope<unknown>> => {
			// What kept the data folder shut may have gone: the page asks this first when the user tries again.
			if (name === 'vault.status' && (await opening).failed) opening = openData(surroundings);
			const envelope = await (await opening).dispatch(name, request);
			if (envelope.ok) announce(name);
			if (envelope.ok && exchanging.has(name)) await reopen();
			return envelope;
		},
	},
	(_, event) => documentWorkers.hear(event as LinkEvent),
);

/** Calls after which other data take the place of the present ones. */
const exchanging = new Set(['backup.restore', 'backup.undo', 'backup.startEmpty']);

async function reopen(): Promise<void> {
	(await opening).stop();
	opening = openData(surroundings);
	await opening;
	tell({ kind: 'locked' });
}

/** Tells the page which of its cached answers have grown old. */
function announce(call: string): void {
	for (const feature of changedBy(call)) tell({ kind: 'changed', feature });
}

function tell(event: PageEvent): void {
	main.emit('page-event', event);
}

function answered<T>(outcome: Outcome<T>): T {
	// Main has gone, and this process goes with it.
	if (!outcome.ok) throw new Fault('IPC_CORE_STOPPED');
	return outcome.value;
}
