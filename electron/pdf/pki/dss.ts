import { createHash } from 'node:crypto';

/** What proves certificates later on, DER: EN 319 142-1, 5.4.2. */
export type ValidationData = { certificates: Uint8Array[]; ocsps: Uint8Array[]; crls: Uint8Array[] };

/** Content of a DSS dictionary: every item once, and for each signature (key of VRI) which of them it needs. */
export type Dss = ValidationData & { vri: Map<string, ValidationData> };

/** Key of a signature in VRI: SHA-1 of the bytes of /Contents, padding included, in upper-case hexadecimal. */
export function vriKey(contents: Uint8Array): string {
	return createHash('sha1').update(contents).digest('hex').toUpperCase();
}

/** `contents` are the bytes of /Contents as they stand in the file, padding included. */
export function buildDss(signatures: readonly (ValidationData & { contents: Uint8Array })[]): Dss {
	const pools = { certificates: new Map(), ocsps: new Map(), crls: new Map() } as Record<
		keyof ValidationData,
		Map<string, Uint8Array>
	>;
	// The same bytes become the same object, so that a writer can tell them by identity.
	const pooled = (kind: keyof ValidationData, items: readonly Uint8Array[]) => {
		const keys = [...new Set(items.map((item) => Buffer.from(item).toString('latin1')))];
		for (const key of keys) if (!pools[kind].has(key)) pools[kind].set(key, Buffer.from(key, 'latin1'));
		return keys.map((key) => pools[kind].get(key)!);
	};
	const vri = new Map<string, ValidationData>();
	for (const { contents, certificates, ocsps, crls } of signatures) {
		vri.set(vriKey(contents), {
			certificates: pooled('certificates', certificates),
			ocsps: pooled('ocsps', ocsps),
			crls: pooled('crls', crls),
		});
	}
	return {
		certificates: [...pools.certificates.values()],
		ocsps: [...pools.ocsps.values()],
		crls: [...pools.crls.values()],
		vri,
	};
}
