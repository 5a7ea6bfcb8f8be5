import type { SigningSettings } from '../../../shared/contracts/signing-contract.ts';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import type { StampPlace } from '../../../shared/domain/stamp-layout.ts';
import { type StampTexts, stampLines } from '../../../shared/domain/stamp-lines.ts';
import type { ErrorParams } from '../../../shared/errors/codes.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import type { TokenListing, TokenPort } from '../../pkcs11/token-port.ts';
import { newId } from '../../platform/ids.ts';
import type { ReadCertificate } from '../tokens/tokens-port.ts';
import type { TrustedCertificates } from '../trust/trust-port.ts';
import { certificateRefusal } from './certificate-refusal.ts';
import type { EvidenceRecord, EvidenceRepository } from './evidence-port.ts';
import type { MessageSigner, SignatureAlgorithm, SignWithEvidence, Stamp } from './signature-port.ts';
import type { SignerPort } from './signer-port.ts';
import { tokenSigner } from './token-signer.ts';

export type SigningParts = {
	tokens: Pick<TokenPort, 'list'>;
	/** The path behind a module id. */
	modulePath: (id: string) => Promise<string | undefined>;
	readCertificate: ReadCertificate;
	signWithEvidence: SignWithEvidence;
	signer: SignerPort;
	settings: () => Promise<SigningSettings>;
	trust: TrustedCertificates;
	evidence: Pick<EvidenceRepository, 'keep'>;
	/** SHA-256 of a file, lower-case hexadecimal. */
	hashFile: (file: string) => Promise<string>;
	stampTexts: StampTexts;
	/** TrueType file the stamp is drawn with. */
	stampFont: string;
	/** Milliseconds since 1970. */
	now: () => number;
};

export type SigningOrder = {
	dossierId: string;
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
	/** `reasons` in params: what `cli.json`, `sign.evidence` has words for, behind commas. */
	warnings: { code: string; params: ErrorParams }[];
};

export type SigningService = { sign: (order: SigningOrder) => Promise<Result<SignedFile>> };

/**
 * Signs a file with a certificate on a token or in a key file, at the level the settings ask for, and keeps the evidence.
 * Everything that can be known before the PIN is asked is checked before: a certificate that must not sign never costs a
 * try.
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
				const { level, tsaUrl, scheme, network } = await parts.settings();
				refuseMissingPss(scheme, info, token);

				const [roots, intermediates] = [await parts.trust.roots(), await parts.trust.intermediates()];
				const authorities = [...intermediates, ...roots];
				const chosen = { module, token, certificate, info, about, authorities };
				const { signer, used } = watched(tokenSigner(parts.signer, chosen));
				const stamp = stampOf(order, stampLines(parts.stampTexts, info, signingTime), parts.stampFont);
				const signed = unwrap(
					await parts.signWithEvidence(
						{ input, output, signer, signingTime, stamp, scheme },
						{ level, tsaUrl, network, roots, intermediates },
					),
				);
				const at = signingTime.toISOString();
				const { chain, ocsps, crls, ...found } = signed.evidence;
				const record: EvidenceRecord = {
					id: newId(parts.now()),
					dossierId: order.dossierId,
					signedAt: at,
					summary: {
						stampedAt: signed.stampedAt?.toISOString() ?? null,
						wantedLevel: level,
						level: signed.level,
						algorithm: algorithmName(used()),
						signer: signed.signer,
						serial: signed.serial,
						issuer: info.issuer,
						...found,
						fileSha256: await parts.hashFile(output),
					},
					items: [
						{ kind: 'certificate', bytes: certificate.der },
						...chain.map((bytes) => ({ kind: 'chain' as const, bytes })),
						...ocsps.map((bytes) => ({ kind: 'ocsp' as const, bytes })),
						...crls.map((bytes) => ({ kind: 'crl' as const, bytes })),
					],
				};
				await parts.evidence.keep(record);
				// A warning on record, never silence.
				const warnings = signed.warnings.map(({ code, reasons }) => ({
					code,
					params: reasons.length > 0 ? { reasons: reasons.join(',') } : {},
				}));
				return { at, signer: signed.signer, serial: signed.serial, level: signed.level, warnings };
			}),
	};
}

function stampOf({ stamp }: SigningOrder, lines: string[], font: string): Stamp {
	if (!stamp) return { kind: 'none' };
	const { place, picture } = stamp;
	return place ? { kind: 'place', ...place, lines, font, picture } : { kind: 'auto', lines, font, picture };
}

/** Asked of RSA keys only: a curve knows neither scheme. */
function refuseMissingPss(scheme: SigningSettings['scheme'], { key }: CertificateInfo, { pss }: TokenListing): void {
	if (scheme === 'pss' && key.type === 'rsa' && !pss) {
		throw new Fault('TOKEN_MECHANISM_UNSUPPORTED', { mechanism: 'CKM_RSA_PKCS_PSS' });
	}
}

/** The signer, and how it was asked to sign in the end: the key has the last word. */
function watched(signer: MessageSigner): { signer: MessageSigner; used: () => SignatureAlgorithm | undefined } {
	let algorithm: SignatureAlgorithm | undefined;
	const sign: MessageSigner['sign'] = (message, asked) => {
		algorithm = asked;
		return signer.sign(message, asked);
	};
	return { signer: { ...signer, sign }, used: () => algorithm };
}

const schemeNames = { pkcs1: 'RSASSA-PKCS1-v1_5', pss: 'RSASSA-PSS', ecdsa: 'ECDSA' } as const;

/** `RSASSA-PSS, SHA-256` */
function algorithmName(algorithm: SignatureAlgorithm | undefined): string {
	if (!algorithm) throw new Error('Nobody was asked to sign.');
	return `${schemeNames[algorithm.scheme]}, ${algorithm.hash.replace('sha', 'SHA-')}`;
}
