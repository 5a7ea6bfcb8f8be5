import { createHash } from 'node:crypto';
import type { CertificateView, TokenModule, TokenView } from '../../../shared/contracts/tokens-contract.ts';
import { type CertificateInfo, judgeCertificate } from '../../../shared/domain/certificate.ts';
import { fileNameOf } from '../../../shared/domain/file-name.ts';
import type { AppError } from '../../../shared/errors/codes.ts';
import { isKeyFile, type ModuleListing, type TokenCertificate, type TokenListing } from '../../pkcs11/token-port.ts';
import type { JudgeTrust, ReadCertificate } from './tokens-port.ts';

/** What certificates are judged by; the tax code as stored (digits only), when it is for a company. */
export type Against = { now: Date; taxCode?: string | undefined };

/** The name of a module in calls of the page, which never sends a path. */
export function moduleId(path: string): string {
	return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

export function viewModule(
	listing: ModuleListing,
	read: ReadCertificate,
	against: Against,
	trust: JudgeTrust,
): TokenModule {
	const kind = isKeyFile(listing.path) ? 'key-file' : 'token';
	return {
		// Where a key file lies is nobody's business but main's and ours.
		path: kind === 'key-file' ? fileNameOf(listing.path) : listing.path,
		id: moduleId(listing.path),
		...(listing.error && { error: listing.error }),
		tokens: listing.tokens.map((token) => viewToken(token, kind, read, against, trust)),
	};
}

function viewToken(
	token: TokenListing,
	kind: TokenView['kind'],
	read: ReadCertificate,
	against: Against,
	trust: JudgeTrust,
): TokenView {
	const { slot, label, serial, pinState, protectedAuthenticationPath, pss } = token;
	const all = token.certificates.map(({ der }) => der);
	// The CAs' certificates in a key file are there to travel along, not to be chosen.
	const shown = token.certificates.filter(({ privateKey }) => kind === 'token' || privateKey === 'present');
	const certificates = shown.flatMap((certificate) => {
		// What cannot be read as a certificate cannot be chosen either; tokens also carry other data under this name.
		const info = read(certificate.der, label);
		if (!info.ok) return [];
		const view = viewCertificate(info.value, certificate.privateKey, against);
		return [{ ...view, trust: trust(certificate.der, all) }];
	});
	return { kind, slot, label, serial, pinState, protectedAuthenticationPath, pss, certificates };
}

export function viewCertificate(
	info: CertificateInfo,
	privateKey: TokenCertificate['privateKey'],
	{ now, taxCode }: Against,
): Omit<CertificateView, 'trust'> {
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

/**
 * A token that two drivers can read is offered under the first of them only, so that nobody types its PIN twice. Known
 * by its certificates, since drivers name the same token differently; a blank one by its serial number.
 */
export function seenOnce(listings: readonly TokenModule[]): TokenModule[] {
	const seen = new Set<string>();
	return listings.map((module) => {
		const marks = (token: TokenView) =>
			token.certificates.length > 0 ? token.certificates.map(({ sha256 }) => sha256) : [`blank ${token.serial}`];
		const again = module.tokens.filter((token) => marks(token).some((mark) => seen.has(mark)));
		const tokens = module.tokens.filter((token) => !again.includes(token));
		for (const mark of tokens.flatMap(marks)) seen.add(mark);
		return again.length === 0 ? module : { ...module, tokens, elsewhere: again.map(({ label }) => label) };
	});
}

/**
 * Why there is no token to show. Of several drivers the one that is nearest to a token has the word: one the user has
 * chosen and that changed, one that sees a token of another maker, one with a reader, one without.
 */
export function obstacleOf(listings: readonly ModuleListing[]): AppError | undefined {
	if (listings.some(({ tokens }) => tokens.length > 0)) return undefined;
	if (listings.length === 0) return { code: 'TOKEN_NO_DRIVER', params: {} };
	const nearest = (['TOKEN_MODULE_CHANGED', 'TOKEN_NOT_RECOGNIZED'] as const)
		.map((code) => listings.find(({ error }) => error?.code === code)?.error)
		.find((error) => error !== undefined);
	if (nearest) return nearest;
	const at = (missing: ModuleListing['missing']) => listings.find((one) => one.missing === missing);
	const [withReader, withoutReader] = [at('token'), at('reader')];
	if (withReader) return { code: 'TOKEN_ABSENT', params: { module: fileNameOf(withReader.path) } };
	if (withoutReader) return { code: 'TOKEN_NO_READER', params: { module: fileNameOf(withoutReader.path) } };
	return listings[0]?.error;
}
