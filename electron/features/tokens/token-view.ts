import { createHash } from 'node:crypto';
import type { CertificateView, TokenModule, TokenView } from '../../../shared/contracts/tokens-contract.ts';
import { type CertificateInfo, judgeCertificate } from '../../../shared/domain/certificate.ts';
import type { ModuleListing, TokenCertificate, TokenListing } from '../../pkcs11/token-port.ts';
import type { ReadCertificate } from './tokens-port.ts';

/** What certificates are judged by; the tax code as stored (digits only), when it is for a company. */
export type Against = { now: Date; taxCode?: string | undefined };

/** The name of a module in calls of the page, which never sends a path. */
export function moduleId(path: string): string {
	return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

export function viewModule(listing: ModuleListing, read: ReadCertificate, against: Against): TokenModule {
	return {
		path: listing.path,
		id: moduleId(listing.path),
		...(listing.error && { error: listing.error }),
		tokens: listing.tokens.map((token) => viewToken(token, read, against)),
	};
}

function viewToken(token: TokenListing, read: ReadCertificate, against: Against): TokenView {
	const { slot, label, serial, pinState, protectedAuthenticationPath } = token;
	const certificates = token.certificates.flatMap((certificate) => {
		// What cannot be read as a certificate cannot be chosen either; tokens also carry other data under this name.
		const info = read(certificate.der, label);
		return info.ok ? [viewCertificate(info.value, certificate.privateKey, against)] : [];
	});
	return { slot, label, serial, pinState, protectedAuthenticationPath, certificates };
}

export function viewCertificate(
	info: CertificateInfo,
	privateKey: TokenCertificate['privateKey'],
	{ now, taxCode }: Against,
): CertificateView {
	const company = taxCode === undefined ? {} : { taxCode };
	return {
		sha256: info.sha256,
		serial: info.serial,
		name: info.commonName,
		subject: info.subject,
		taxCode: info.taxCode ?? '',
		issuer: info.issuer,
		notBefore: info.notBefore,
		notAfter: info.notAfter,
		...judgeCertificate({ ...info, privateKey }, { now, ...company }),
	};
}
