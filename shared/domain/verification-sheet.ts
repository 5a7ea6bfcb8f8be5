import type { SignatureReport, VerificationReport } from '../contracts/verification-contract.ts';
import { dateInVietnam, formatDate } from './dates.ts';
import { displayTaxCode } from './tax-code.ts';
import type { Reason, Verdict } from './verification.ts';

/** e: wrong · w: not proved · o: proved good · n: a plain statement. */
export type SheetTone = 'e' | 'w' | 'o' | 'n';
export type SheetRow = { key: string; label: string; text: string; tone: SheetTone };

/** A text of `verification.json` with its places filled. */
export type Words = (key: string, params?: Record<string, string | number>) => string;

const fine = { intact: 'o', inside: 'o', good: 'o', trusted: 'o', valid: 'o' } as Record<string, SheetTone>;
const wrong = ['broken', 'expired', 'not-yet-valid', 'revoked', 'invalid'];

/** Proved good is `o`, wrong `e`; what could not be found out is a warning, never silence. */
export function toneOf(finding: string): SheetTone {
	return wrong.includes(finding) ? 'e' : (fine[finding] ?? 'w');
}

const changeTones: Record<SignatureReport['changes'], SheetTone> = {
	none: 'o',
	evidence: 'o',
	signatures: 'o',
	annotations: 'w',
	other: 'w',
	pages: 'e',
	unknown: 'w',
};

/**
 * What verifying software has to tell of a signature, row by row (Thông tư 15/2025/TT-BKHCN, annex: issuer, signer,
 * who manages the certificate, signing time or time stamp, integrity, validity at signing time, the certificate's
 * period, revocation or the warning that it could not be checked), and what else helps to judge it.
 */
export function signatureRows(signature: SignatureReport, words: Words): SheetRow[] {
	const { findings, notBefore, notAfter } = signature;
	const or = (text: string) => text || words('none');
	const row = (key: string, text: string, tone: SheetTone = 'n'): SheetRow => ({
		key,
		label: words(`row.${key}`),
		text,
		tone,
	});
	const finding = (key: keyof typeof findings): SheetRow =>
		row(key, words(`${key}.${findings[key]}`), toneOf(findings[key]));
	const period =
		notBefore && notAfter ? words('fromTo', { from: momentInVietnam(notBefore), to: momentInVietnam(notAfter) }) : '';
	const { organisation, taxCode } = signature;
	const owner = [organisation, taxCode && words('taxCode', { taxCode: displayTaxCode(taxCode) })];
	return [
		row('signer', or(signature.signer)),
		row('organisation', or(owner.filter(Boolean).join(' · '))),
		row('issuer', or(signature.issuer || signature.issuerOrganisation)),
		row('manager', or(signature.issuerOrganisation || signature.issuer)),
		row('serial', or(signature.serial)),
		row('certificatePeriod', or(period)),
		row('time', timeText(signature, words), signature.timeSource === 'none' ? 'w' : 'n'),
		finding('period'),
		finding('integrity'),
		row('changes', words(`changes.${signature.changes}`), changeTones[signature.changes]),
		finding('revocation'),
		finding('trust'),
		row('level', words(`level.${signature.level}`)),
		...signature.timeStamps.map(({ of, verdict, time, service }) =>
			row(
				of === 'signature' ? 'timeStamp' : 'documentTimeStamp',
				words(`timeStamp.${verdict}`, {
					time: time ? momentInVietnam(time) : words('none'),
					service: service || words('none'),
				}),
				toneOf(verdict),
			),
		),
	];
}

function timeText({ signedAt, timestamp, timeSource }: SignatureReport, words: Words): string {
	const at = timestamp ?? signedAt;
	return words(`time.${timeSource}`, { time: at ? momentInVietnam(at) : '' });
}

/** Reasons that deserve a sentence of their own; the rows have told what is fine. */
export function tellingReasons({ reasons }: SignatureReport): Reason[] {
	return reasons.filter((reason) => reason !== 'signed-again');
}

/**
 * A verdict as it is told to people. `unconfirmed`: nothing is wrong, but no trusted root was there to compare with, and
 * anybody can make a certificate in any name.
 */
export type ToldVerdict = Verdict | 'unconfirmed';

export function toldVerdict({ verdict, findings }: Pick<SignatureReport, 'verdict' | 'findings'>): ToldVerdict {
	return verdict === 'valid' && findings.trust === 'not-checked' ? 'unconfirmed' : verdict;
}

export type Overall = 'unsigned' | ToldVerdict;

/** The worst verdict of all signatures. */
export function overallOf({ signatures }: Pick<VerificationReport, 'signatures'>): Overall {
	if (signatures.length === 0) return 'unsigned';
	const told = signatures.map(toldVerdict);
	return (['invalid', 'indeterminate', 'unconfirmed'] as const).find((one) => told.includes(one)) ?? 'valid';
}

/** `16/11/2026 08:44:05`, by the clock of Viet Nam: UTC+7 without summer time since 1975. */
export function momentInVietnam(instant: string): string {
	const clock = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(11, 19);
	return `${formatDate(dateInVietnam(instant))} ${clock}`;
}
