import { createHash } from 'node:crypto';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import type { OnFile } from '../assemble/build-dossier.ts';
import { shownName } from '../assemble/read-part.ts';
import { eachChunk, fileSource, withFile } from '../read/byte-source.ts';
import { type VerifiedSignature, verifyPdf } from './verify-pdf.ts';

/** `trust` and `intermediates` as for `verifyPdf`, empty for none; `now` is ISO 8601. */
export type VerifyOrder = { trust: readonly Uint8Array[]; intermediates: readonly Uint8Array[]; now: string };

export type VerifiedFile = {
	bytes: number;
	/** SHA-256 of the whole file, lower-case hexadecimal. */
	sha256: string;
	signatures: VerifiedSignature[];
};

/** Dossiers of customs end far below; a signed file of 306 MB takes about 3 s. */
const largestMb = 512;

/**
 * Checks the signatures of a foreign file and fixes which file that was; `onFile` hears its size before the work. Names
 * only the file in errors, never its folder. Errors: those of `verifyPdf`, FILE_TOO_LARGE.
 */
export async function verifyFile(
	path: string,
	{ trust, intermediates, now }: VerifyOrder,
	onFile: OnFile,
): Promise<Result<VerifiedFile>> {
	const file = shownName(path);
	const checked = await capture(() =>
		withFile(path, async (handle, bytes) => {
			if (bytes > largestMb * 1024 ** 2) throw new Fault('FILE_TOO_LARGE', { file, limitMb: largestMb });
			onFile({ file, bytes, place: 1, of: 1 });
			const hash = createHash('sha256');
			await eachChunk(fileSource(handle, bytes), 0, bytes, (chunk) => void hash.update(chunk));
			const options = { now: new Date(now), intermediates, ...(trust.length > 0 ? { trust } : {}) };
			return { bytes, sha256: hash.digest('hex'), signatures: unwrap(await verifyPdf(path, options)) };
		}),
	);
	if (checked.ok || checked.error.params.file === undefined) return checked;
	return { ok: false, error: { ...checked.error, params: { ...checked.error.params, file } } };
}
