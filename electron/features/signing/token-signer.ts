import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import type { TokenCertificate, TokenListing, TokenSignRequest } from '../../pkcs11/token-port.ts';
import { certificateChain } from './certificate-chain.ts';
import type { DigestSigner } from './signature-port.ts';
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
		scheme?: TokenSignRequest['scheme'];
	},
): DigestSigner {
	const { module, token, certificate, info, about, scheme = 'pkcs1' } = chosen;
	return {
		certificate: certificate.der,
		chain: certificateChain(
			certificate.der,
			token.certificates.map(({ der }) => der),
		),
		sign: (digest, hash) =>
			port.sign(
				{ module, slot: token.slot, certificateSha256: certificate.sha256, hash, scheme, digest },
				{
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
