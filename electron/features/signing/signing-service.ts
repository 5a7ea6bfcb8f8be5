import type { StampPlace } from '../../../shared/domain/stamp-layout.ts';
import { type StampTexts, stampLines } from '../../../shared/domain/stamp-lines.ts';
import type { ErrorParams } from '../../../shared/errors/codes.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import type { TokenPort } from '../../pkcs11/token-port.ts';
import type { ReadCertificate } from '../tokens/tokens-port.ts';
import { certificateRefusal } from './certificate-refusal.ts';
import type { SignPdf, Stamp } from './signature-port.ts';
import type { SignerPort } from './signer-port.ts';
import { tokenSigner } from './token-signer.ts';

export type SigningParts = {
	tokens: Pick<TokenPort, 'list'>;
	/** The path behind a module id. */
	modulePath: (id: string) => Promise<string | undefined>;
	readCertificate: ReadCertificate;
	signPdf: SignPdf;
	signer: SignerPort;
	stampTexts: StampTexts;
	/** TrueType file the stamp is drawn with. */
	stampFont: string;
	/** Milliseconds since 1970. */
	now: () => number;
};

export type SigningOrder = {
	input: string;
	output: string;
	/** The certificate the user chose. */
	moduleId: string;
	slot: number;
	certificateSha256: string;
	/** The company (stored tax code) the certificate has to belong to. */
	taxCode: string;
	/** Shown on paper or not; place null for the automatic one, the picture as PNG file. */
	stamp: false | { place: StampPlace | null; picture: string | undefined };
	/** Tells the user what the PIN is for. */
	about: string;
};

export type SignedFile = {
	/** ISO instant. */
	at: string;
	signer: string;
	serial: string;
	level: string;
	warnings: { code: string; params: ErrorParams }[];
};

export type SigningService = { sign: (order: SigningOrder) => Promise<Result<SignedFile>> };

/**
 * Signs a file with a certificate on a token. Everything that can be known before the PIN is asked is checked before: a
 * certificate that must not sign never costs a try.
 */
export function createSigningService(parts: SigningParts): SigningService {
	return {
		sign: (order) =>
			capture(async () => {
				const { input, output, taxCode, about } = order;
				const module = await parts.modulePath(order.moduleId);
				if (module === undefined) throw new Fault('TOKEN_MODULE_NOT_FOUND', { module: order.moduleId });
				const [listing] = await parts.tokens.list([module]);
				if (listing?.error) throw new Fault(listing.error.code, listing.error.params);
				const token = listing?.tokens.find(({ slot }) => slot === order.slot);
				if (!token) throw new Fault('TOKEN_ABSENT', { module });
				const certificate = token.certificates.find(({ sha256 }) => sha256 === order.certificateSha256);
				if (!certificate) throw new Fault('CERT_CHANGED');
				const info = unwrap(parts.readCertificate(certificate.der, token.label));
				const signingTime = new Date(parts.now());
				const refusal = certificateRefusal(info, certificate.privateKey, { now: signingTime, taxCode });
				if (refusal) throw new Fault(refusal.code, refusal.params);
				if (token.pinState === 'locked') throw new Fault('PIN_LOCKED');
				const { level, signer, serial } = unwrap(
					await parts.signPdf({
						input,
						output,
						signer: tokenSigner(parts.signer, { module, token, certificate, info, about }),
						signingTime,
						stamp: stampOf(order, stampLines(parts.stampTexts, info, signingTime), parts.stampFont),
					}),
				);
				// A warning on record, never silence: revocation cannot be looked up without a network.
				const warnings = [{ code: 'revocation-not-checked', params: {} }];
				return { at: signingTime.toISOString(), signer, serial, level, warnings };
			}),
	};
}

function stampOf({ stamp }: SigningOrder, lines: string[], font: string): Stamp {
	if (!stamp) return { kind: 'none' };
	const { place, picture } = stamp;
	return place ? { kind: 'place', ...place, lines, font, picture } : { kind: 'auto', lines, font, picture };
}
