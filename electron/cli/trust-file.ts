import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../shared/result.ts';
import { readAnchors } from '../pdf/verify/trust.ts';
import { asReadFault } from '../platform/read-fault.ts';

/** A file given as `--trust`: DER or PEM, proved readable. Faults: FILE_NOT_FOUND, FILE_UNREADABLE, CERT_UNREADABLE. */
export async function readTrust(file: string): Promise<Uint8Array> {
	const bytes = await readFile(file).catch((thrown) => {
		throw asReadFault(thrown, file);
	});
	try {
		readAnchors(bytes);
	} catch (thrown) {
		// The check knows only bytes; the user needs the name.
		throw thrown instanceof Fault ? new Fault(thrown.error.code, { file: path.basename(file) }, thrown) : thrown;
	}
	return bytes;
}
