import { createHash } from 'node:crypto';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import { isKeyFile, type TokenCertificate, type TokenListing } from '../../pkcs11/token-port.ts';
import { certificateChain } from './certificate-chain.ts';
import type { MessageSigner } from './signature-port.ts';
import type { SignerPort } from './signer-port.ts';

/** One certificate of one token as a signer; `about` tells the user what the PIN is for. */
export function tokenSigner(
	port: SignerPort,
	chosen: {
		module: string;
		token: TokenListing;
		certificate: TokenCertificate;
		info: CertificateInfo;
		about: string;
		/** CA certificates from elsewhere, DER: tokens often hold nothing but the signer's own. */
		authorities?: readonly Uint8Array[];
	},
): MessageSigner {
	const { module, token, certificate, info, about, authorities = [] } = chosen;
	return {
		certificate: certificate.der,
		chain: certificateChain(certificate.der, [...token.certificates.map(({ der }) => der), ...authorities]),
		sign: (message, { scheme, hash }) =>
			port.sign(
				{
					module,
					slot: token.slot,
					certificateSha256: certificate.sha256,
					hash,
					scheme,
					digest: createHash(hash).update(message).digest(),
					message,
				},
				{
					kind: isKeyFile(module) ? 'key-file' : 'token',
					name: info.commonName,
					serial: info.serial,
					tokenLabel: token.label,
					pinState: token.pinState,
					pinLength: token.pinLength,
					protectedAuthenticationPath: token.protectedAuthenticationPath,
					dossierNumber: about,
				},
			),
	};
}
