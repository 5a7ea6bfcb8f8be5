/** Why nothing came. */
export const fetchReasons = [
	'network-off', // the user lets nobody be asked
	'network-address', // no http or https address, or one with a name and password
	'network-redirect', // to another kind of address, or too often
	'network-failed', // no connection
	'network-timeout',
	'network-status', // an answer other than 200
	'network-too-large',
] as const;
export type FetchReason = (typeof fetchReasons)[number];

export type FetchAnswer = { ok: true; bytes: Uint8Array } | { ok: false; reason: FetchReason };

export type FetchOrder = {
	url: string;
	/** Sent with POST; without it GET. */
	body?: { bytes: Uint8Array; type: string } | undefined;
	/** Largest answer, bytes. */
	limit?: number;
};

/** Gets evidence; the product's is `fetchEvidence`, tests may count or refuse. */
export type FetchEvidence = (order: FetchOrder) => Promise<FetchAnswer>;

/** In the place of `fetchEvidence` where the network may not be used. */
export const fetchNothing: FetchEvidence = async () => ({ ok: false, reason: 'network-off' });

const timeLimitMs = 5000;
const defaultLimit = 64 * 1024;
const mostRedirects = 3;

/**
 * The only place of the signing engine that reaches the network, and only when called: status answers, revocation lists
 * and time stamps over http or https. 5 s for everything together; the answer is cut off at its limit.
 */
export async function fetchEvidence(
	order: FetchOrder,
	{ fetch = globalThis.fetch, timeMs = timeLimitMs }: { fetch?: typeof globalThis.fetch; timeMs?: number } = {},
): Promise<FetchAnswer> {
	const end = AbortSignal.timeout(timeMs);
	try {
		return await follow(order, fetch, end);
	} catch {
		// Whatever fetch throws here is the network's doing: its errors carry no stable codes.
		return { ok: false, reason: end.aborted ? 'network-timeout' : 'network-failed' };
	}
}

async function follow(order: FetchOrder, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<FetchAnswer> {
	let url = httpAddress(order.url);
	if (!url) return { ok: false, reason: 'network-address' };
	const { body, limit = defaultLimit } = order;
	const request: RequestInit = body
		? { method: 'POST', headers: { 'Content-Type': body.type }, body: Uint8Array.from(body.bytes) }
		: { method: 'GET' };
	for (let hops = 0; hops <= mostRedirects; hops++) {
		const response = await fetch(url, { ...request, redirect: 'manual', credentials: 'omit', signal });
		if (response.status === 200) return await readLimited(response, limit);
		await response.body?.cancel();
		const target = response.headers.get('location');
		// A POST keeps its body only with 307 and 308 (RFC 9110, 15.4).
		const codes = body ? [307, 308] : [301, 302, 303, 307, 308];
		if (target === null || !codes.includes(response.status)) return { ok: false, reason: 'network-status' };
		const next = httpAddress(target, url);
		if (!next || (url.protocol === 'https:' && next.protocol !== 'https:')) break;
		url = next;
	}
	return { ok: false, reason: 'network-redirect' };
}

function httpAddress(text: string, base?: URL): URL | undefined {
	const url = URL.parse(text, base?.href);
	return url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.password ? url : undefined;
}

async function readLimited(response: Response, limit: number): Promise<FetchAnswer> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of response.body ?? []) {
		length += part.length;
		// Leaving the loop cancels the stream.
		if (length > limit) return { ok: false, reason: 'network-too-large' };
		parts.push(part);
	}
	return { ok: true, bytes: Buffer.concat(parts) };
}
