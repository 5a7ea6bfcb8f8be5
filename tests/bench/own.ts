import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { signPdf } from '../../electron/pdf/sign/sign-pdf.ts';
import { DocumentWorker } from '../../electron/pdf/worker/document-worker.ts';
import { nodeSpawn } from '../../electron/platform/node-link.ts';
import { ok, unwrap } from '../../shared/result.ts';

/**
 * The product's own parts in one process, as the application runs them: the dossier with its letter is put together by
 * the document worker, then signed with a visible stamp under the title. Arguments: key certificate font output letter scan…
 */
const [key = '', certificate = '', font = '', output = '', letter = '', ...scans] = process.argv.slice(2);

const worker = new DocumentWorker(
	nodeSpawn({ execPath: process.execPath, entry: path.join(import.meta.dirname, 'document-worker.js') }),
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
