import path from 'node:path';
import { normalizeSerial, sameSerial } from '../../shared/domain/certificate-serial.ts';
import { Fault, ok, unwrap } from '../../shared/result.ts';
import { certificateChain } from '../features/signing/certificate-chain.ts';
import { certificateRefusal } from '../features/signing/certificate-refusal.ts';
import type { MessageSigner } from '../features/signing/signature-port.ts';
import { readCertificate } from '../pkcs11/certificate.ts';
import { readKeyFile, signWithKey } from '../pkcs11/key-file.ts';
import { openPkcs12 } from '../pkcs11/pkcs12.ts';
import type { CommandContext } from './command.ts';

/** The key of a PKCS#12 file as a signer; its password is the first line of standard input. */
export async function p12Signer(
	file: string,
	serial: string | undefined,
	{ readSecret, texts, progress, now }: CommandContext,
): Promise<MessageSigner> {
	const bytes = await readKeyFile(file, file);
	const password = await readSecret(texts.cli('sign.passwordPrompt'));
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
	return {
		certificate,
		chain: certificateChain(certificate, others),
		sign: async (message, algorithm) => {
			progress(texts.cli('sign.signing', { signer: info.commonName, serial: info.serial }));
			return ok(signWithKey(key, message, algorithm));
		},
	};
}
