import type { RequestOf } from '../../../shared/contracts/contracts.ts';
import type { dossiersContract } from '../../../shared/contracts/dossiers-contract.ts';
import { normalizeTaxCode } from '../../../shared/domain/tax-code.ts';
import type { ErrorParams } from '../../../shared/errors/codes.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import type { TokenPort } from '../../pkcs11/token-port.ts';
import { certificateRefusal } from '../signing/certificate-refusal.ts';
import type { SignPdf } from '../signing/signature-port.ts';
import type { SignerPort } from '../signing/signer-port.ts';
import { type StampTexts, stampLines } from '../signing/stamp-lines.ts';
import { tokenSigner } from '../signing/token-signer.ts';
import type { ReadCertificate } from '../tokens/token-view.ts';
import type { DossierRecord } from './dossier-state.ts';

export type DossierSigningParts = {
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

type SignRequest = RequestOf<(typeof dossiersContract)['sign']>;
type SignedFile = {
	at: string;
	signer: string;
	serial: string;
	level: string;
	warnings: { code: string; params: ErrorParams }[];
};

/**
 * Signs the merged file of a dossier. Everything that can be known before the PIN is asked is checked before: a
 * certificate that must not sign never costs a try.
 */
export function createDossierSigner(parts: DossierSigningParts) {
	return ({ number, state }: DossierRecord, request: SignRequest, input: string, output: string) =>
		capture(async (): Promise<SignedFile> => {
			const module = await parts.modulePath(request.moduleId);
			if (module === undefined) throw new Fault('TOKEN_MODULE_NOT_FOUND', { module: request.moduleId });
			const [listing] = await parts.tokens.list([module]);
			if (listing?.error) throw new Fault(listing.error.code, listing.error.params);
			const token = listing?.tokens.find(({ slot }) => slot === request.slot);
			if (!token) throw new Fault('TOKEN_ABSENT', { module });
			const certificate = token.certificates.find(({ sha256 }) => sha256 === request.certificateSha256);
			if (!certificate) throw new Fault('CERT_CHANGED');
			const info = unwrap(parts.readCertificate(certificate.der, token.label));
			const signingTime = new Date(parts.now());
			// The letter speaks for this company, so its certificate has to be this company's.
			const taxCode = normalizeTaxCode(state.letter.company.taxCode);
			const refusal = certificateRefusal(info, certificate.privateKey, { now: signingTime, taxCode });
			if (refusal) throw new Fault(refusal.code, refusal.params);
			if (token.pinState === 'locked') throw new Fault('PIN_LOCKED');

			const { level, signer, serial } = unwrap(
				await parts.signPdf({
					input,
					output,
					signer: tokenSigner(parts.signer, { module, token, certificate, info, about: number }),
					signingTime,
					stamp: request.stamp
						? { kind: 'auto', lines: stampLines(parts.stampTexts, info, signingTime), font: parts.stampFont }
						: { kind: 'none' },
				}),
			);
			// A warning on record, never silence: revocation cannot be looked up without a network.
			const warnings = [{ code: 'revocation-not-checked', params: {} }];
			return { at: signingTime.toISOString(), signer, serial, level, warnings };
		}) satisfies Promise<Result<SignedFile>>;
}
