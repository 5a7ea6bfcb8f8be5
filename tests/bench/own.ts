import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { signPdf } from '../../electron/pdf/sign/sign-pdf.ts';
import { DocumentWorker } from '../../electron/pdf/worker/document-worker.ts';
import { workerSpawn } from '../../electron/platform/worker-link.ts';
import { ok, unwrap } from '../../shared/result.ts';

/**
 * The product's own parts in one process, as the application runs them: the dossier with its letter is put together by
 * the document worker, then signed with a visible stamp under the title. Arguments: key certificate font output letter scan…
 */
const [key = '', certificate = '', font = '', output = '', letter = '', ...scans] = process.argv.slice(2);

const worker = new DocumentWorker(
	workerSpawn({ entry: pathToFileURL(path.join(import.meta.dirname, 'document-worker.js')), memoryMb: 1024 }),
);
const merged = `${output}.merged.pdf`;
const parts = scans.map((file) => ({ path: file, name: path.basename(file) }));
unwrap(await worker.assemble({ letter: readFileSync(letter), parts, output: merged }));

const privateKey = createPrivateKey(readFileSync(key));
unwrap(
	await signPdf({
		input: merged,
		output,
		signingTime: new Date(),
		stamp: { kind: 'auto', lines: ['Ký bởi: CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ', 'VNPT-CA'], font },
		signer: {
			certificate: new X509Certificate(readFileSync(certificate)).raw,
			chain: [],
			sign: async (message, { hash }) => ok(sign(hash, message, privateKey)),
		},
	}),
);
