import { tryCertificate } from '../verify/trust.ts';
import { buildPath } from './build-path.ts';

/** Whether `der` leads to one of `roots` over `others` at a moment, without asking anybody; false where it cannot be read. */
export function leadsToRoot(
	der: Uint8Array,
	others: readonly Uint8Array[],
	roots: readonly Uint8Array[],
	at: Date,
): boolean {
	const leaf = tryCertificate(der);
	const read = (ders: readonly Uint8Array[]) => ders.map(tryCertificate).filter((one) => one !== undefined);
	return leaf !== undefined && buildPath(leaf, read(others), read(roots), at).ok;
}
