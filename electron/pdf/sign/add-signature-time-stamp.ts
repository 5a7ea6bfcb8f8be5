import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Fault } from '../../../shared/result.ts';
import type { TimeStamp, TimeStampResult } from '../pki/time-stamp.ts';
import { signatureValue, withTimeStamp } from '../pki/time-stamped-cms.ts';
import { fileSource, withFile } from '../read/byte-source.ts';
import { readPdf } from '../read/document.ts';
import { readForm } from '../read/fields.ts';
import { Text } from '../read/objects.ts';

type Failure = Extract<TimeStampResult, { ok: false }>['reason'];

/** /Contents of a signed field, padding included, and where it stands. Fault SIGN_OUTPUT_INVALID. */
export async function contentsOf(file: string, field: string): Promise<Text> {
	return await withFile(file, (handle, size) =>
		readPdf(fileSource(handle, size), file, async (document) => {
			const form = await readForm(document);
			const contents = form?.signatures.find(({ name }) => name === field)?.value?.get('Contents');
			if (!(contents instanceof Text) || contents.start < 0) {
				throw new Fault('SIGN_OUTPUT_INVALID', { reason: 'signature-missing' });
			}
			return contents;
		}),
	);
}

/**
 * Has the signature in `field` of our own file stamped (EN 319 142-1, 6.3, level B-T) and puts the stamp into the room
 * kept for it, which no signature covers. When there is no stamp the file stays as it is.
 */
export async function addSignatureTimeStamp(
	file: string,
	field: string,
	obtain: (digest: Uint8Array) => Promise<TimeStampResult>,
): Promise<{ ok: true; stamp: TimeStamp } | { ok: false; reason: Failure | 'time-stamp-too-long' }> {
	const contents = await contentsOf(file, field);
	const digest = createHash('sha256').update(signatureValue(contents.bytes)).digest();
	const result = await obtain(digest);
	if (!result.ok) return result;
	const stamped = Buffer.from(withTimeStamp(contents.bytes, result.stamp.token));
	if (stamped.length > contents.bytes.length) return { ok: false, reason: 'time-stamp-too-long' };
	const handle = await open(file, 'r+');
	try {
		await handle.write(stamped.toString('hex'), contents.start + 1, 'latin1');
	} finally {
		await handle.close();
	}
	return result;
}
