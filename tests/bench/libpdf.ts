import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type DigestAlgorithm, PDF, type Signer } from '@libpdf/core';

/**
 * The same work by @libpdf/core, which can neither draw the signature nor leave the signing time out.
 * Arguments: `merge` output file… | `sign` output key certificate file | `both` output key certificate file…
 */
const [task = '', output = '', ...rest] = process.argv.slice(2);
const [key = '', certificate = '', ...others] = rest;

const merge = (files: readonly string[]) => PDF.merge(files.map((file) => readFileSync(file)));
const signed = async (document: PDF) => (await document.sign({ signer: signer() })).bytes;

const made: Record<string, () => Promise<Uint8Array>> = {
	merge: async () => (await merge(rest)).save(),
	sign: async () => signed(await PDF.load(readFileSync(others[0] ?? ''))),
	both: async () => signed(await merge(others)),
};
writeFileSync(output, await made[task]!());

function signer(): Signer {
	const privateKey = createPrivateKey(readFileSync(key));
	return {
		certificate: new X509Certificate(readFileSync(certificate)).raw,
		certificateChain: [],
		keyType: 'RSA',
		signatureAlgorithm: 'RSASSA-PKCS1-v1_5',
		sign: async (data: Uint8Array, algorithm: DigestAlgorithm) => sign(algorithm, data, privateKey),
	};
}
