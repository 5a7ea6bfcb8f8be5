import { constants, privateEncrypt } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { normalizeSerial, sameSerial } from '../../shared/domain/certificate-serial.ts';
import { Fault, ok, unwrap } from '../../shared/result.ts';
import { certificateChain } from '../features/signing/certificate-chain.ts';
import { certificateRefusal } from '../features/signing/certificate-refusal.ts';
import { openPkcs12 } from '../features/signing/pkcs12.ts';
import type { DigestSigner } from '../features/signing/signature-port.ts';
import { readCertificate } from '../pkcs11/certificate.ts';
import { asReadFault } from '../platform/read-fault.ts';
import type { CommandContext } from './command.ts';

const limitMb = 1;
/** DigestInfo of SHA-256 up to the digest (RFC 8017, section 9.2, note 1). */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** The key of a PKCS#12 file as a signer; its password is the first line of standard input. */
export async function p12Signer(
	file: string,
	serial: string | undefined,
	{ readSecret, texts, progress, now }: CommandContext,
): Promise<DigestSigner> {
	const bytes = await readKeyFile(file);
	const password = await readSecret(texts.cli('sign.passwordPrompt'));
	if (password.length === 0) throw new Fault('PIN_MISSING');
	const name = path.basename(file);
	const found = openPkcs12(bytes, password, name).map((one) => {
		const info = unwrap(readCertificate(one.certificate, name));
		return { ...one, info };
	});
	const wanted = serial === undefined ? found : found.filter(({ info }) => sameSerial(info.serial, serial));
	if (serial !== undefined && wanted.length === 0)
		throw new Fault('CERT_NOT_FOUND', { serial: normalizeSerial(serial) });
	const [chosen, second] = wanted;
	if (!chosen) throw new Fault('CERT_NONE');
	if (second) throw new Fault('CERT_SEVERAL', { serials: wanted.map(({ info }) => info.serial).join(', ') });
	const refusal = certificateRefusal(chosen.info, 'present', { now });
	if (refusal) throw new Fault(refusal.code, refusal.params);
	const { key, certificate, others, info } = chosen;
	if (key.asymmetricKeyType !== 'rsa') throw new Fault('SIGN_P12_UNSUPPORTED', { file: name });
	return {
		certificate,
		chain: certificateChain(certificate, others),
		sign: async (digest) => {
			progress(texts.cli('sign.signing', { signer: info.commonName, serial: info.serial }));
			const padded = { key, padding: constants.RSA_PKCS1_PADDING };
			return ok(privateEncrypt(padded, Buffer.concat([sha256Prefix, digest])));
		},
	};
}

async function readKeyFile(file: string): Promise<Buffer> {
	try {
		if ((await stat(file)).size > limitMb * 1024 * 1024) throw new Fault('FILE_TOO_LARGE', { file, limitMb });
		return await readFile(file);
	} catch (thrown) {
		throw thrown instanceof Fault ? thrown : asReadFault(thrown, file);
	}
}
