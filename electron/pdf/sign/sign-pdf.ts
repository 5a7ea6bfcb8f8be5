import { open } from 'node:fs/promises';
import { Fault, fail, type Result, unwrap } from '../../../shared/result.ts';
import type { MessageSigner, SignatureJob } from '../../features/signing/signature-port.ts';
import { refuseInputAsTarget, writeBeside } from '../../platform/atomic-file.ts';
import { signedAttributes, signedData } from '../cms/build.ts';
import { type Certificate, publicKeyOf } from '../cms/certificate.ts';
import { type AlgorithmWish, chooseAlgorithm, type SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import { tryCertificate } from '../verify/trust.ts';
import { type VerifiedSignature, verifyPdf } from '../verify/verify-pdf.ts';
import { type Prepared, prepareSignature } from './prepare.ts';

export type SignOptions = SignatureJob & AlgorithmWish;

export type SignedSummary = {
	level: 'B-B';
	/** Name of the new form field. */
	field: string;
	/** Common name of the certificate. */
	signer: string;
	/** Serial number of the certificate, upper-case hexadecimal. */
	serial: string;
};

/**
 * Adds one PAdES B-B signature as an incremental update and writes the result to `output`, which appears complete and
 * verified or not at all. Earlier signatures stay as they are. The signer is asked exactly once, after everything that
 * can fail before has been done.
 *
 * Errors: FILE_NOT_FOUND, FILE_UNREADABLE, FILE_IS_INPUT, FILE_FOLDER_MISSING, FILE_WRITE_DENIED, FILE_DISK_FULL,
 * PDF_UNREADABLE, PDF_ENCRYPTED, SIGN_NOT_ALLOWED, SIGN_STAMP_PLACE, SIGN_OUTPUT_INVALID, CERT_UNREADABLE,
 * TOKEN_MECHANISM_UNSUPPORTED for keys that chooseAlgorithm knows no use for, and whatever the signer answers.
 */
export async function signPdf(options: SignOptions): Promise<Result<SignedSummary>> {
	const { signer, input, output } = options;
	const certificate = tryCertificate(signer.certificate);
	if (!certificate) return fail('CERT_UNREADABLE', { file: 'token' });
	const key = publicKeyOf(certificate);
	if (!key) return fail('CERT_UNREADABLE', { file: 'token' });
	const algorithm = chooseAlgorithm(key, options);
	if (!algorithm) {
		const mechanism = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? '';
		return fail('TOKEN_MECHANISM_UNSUPPORTED', { mechanism });
	}
	return await writeBeside(output, async (temp) => {
		await refuseInputAsTarget(output, [input]);
		const prepared = await prepareSignature({
			...options,
			temp,
			certificate,
			chain: signer.chain,
			hash: algorithm.hash,
		});
		await completeSignature(temp, prepared, certificate, algorithm, signer);
		await proveOutput(input, temp, prepared, certificate);
		return { level: 'B-B', field: prepared.field, signer: certificate.commonName, serial: certificate.serial };
	});
}

/** Has the attributes with the prepared digest signed and writes the signature into the gap; nothing else of the file changes. */
async function completeSignature(
	temp: string,
	prepared: Prepared,
	certificate: Certificate,
	algorithm: SignatureAlgorithm,
	signer: MessageSigner,
): Promise<void> {
	const attributes = signedAttributes(certificate, prepared.digest, algorithm.hash);
	const signature = unwrap(await signer.sign(attributes, algorithm));
	const cms = signedData(certificate, signer.chain, attributes, algorithm, signature);
	if (cms.length > prepared.gap.bytes) throw new Fault('SIGN_OUTPUT_INVALID', { reason: 'signature-too-long' });
	const handle = await open(temp, 'r+');
	try {
		await handle.write(Buffer.from(cms).toString('hex'), prepared.gap.start, 'latin1');
	} finally {
		await handle.close();
	}
}

/** Reads the written file back: the new signature holds, names this certificate, covers all; earlier ones are as before. */
async function proveOutput(input: string, temp: string, prepared: Prepared, certificate: Certificate): Promise<void> {
	const checked = await verifyPdf(temp);
	if (!checked.ok) throw new Fault('SIGN_OUTPUT_INVALID', { reason: checked.error.code });
	const after = checked.value;
	const own = after.find(({ field }) => field === prepared.field);
	const refuse = (reason: string) => {
		throw new Fault('SIGN_OUTPUT_INVALID', { reason });
	};
	if (!own || after.length !== prepared.earlier + 1) return refuse('signature-missing');
	if (own.verdict === 'invalid') return refuse(own.reasons[0] ?? own.verdict);
	if (own.level !== 'B-B' || own.reasons.includes('cms-irregular')) return refuse('cms-irregular');
	if (!own.coversWholeFile) return refuse('byte-range-gap');
	if (Buffer.compare(own.certificate ?? new Uint8Array(), certificate.der) !== 0) {
		return refuse('signer-certificate-mismatch');
	}
	if (prepared.earlier === 0) return;
	const before = unwrap(await verifyPdf(input));
	const worse = before.find((old) =>
		isWorse(
			old,
			after.find(({ field }) => field === old.field),
		),
	);
	if (worse) refuse('earlier-signature');
}

function isWorse(before: VerifiedSignature, after: VerifiedSignature | undefined): boolean {
	return before.verdict === 'valid' && after?.verdict !== 'valid';
}
