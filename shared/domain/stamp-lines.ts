import { fill } from '../text.ts';
import type { CertificateInfo } from './certificate.ts';
import { dateInVietnam, formatDate } from './dates.ts';

/** `resources/locales/<language>/stamp.json` */
export type StampTexts = { signer: string; time: string; issuer: string };

/** The lines of the visible signature: who, when (clock of Viet Nam), whose certificate. */
export function stampLines(
	texts: StampTexts,
	certificate: Pick<CertificateInfo, 'commonName' | 'issuer'>,
	signingTime: Date,
): string[] {
	return [
		fill(texts.signer, { name: certificate.commonName }),
		fill(texts.time, { time: timeInVietnam(signingTime) }),
		fill(texts.issuer, { issuer: certificate.issuer }),
	];
}

/** `16/11/2026 08:44 (+07:00)`: Viet Nam has had UTC+7 without summer time since 1975. */
export function timeInVietnam(instant: Date): string {
	const clock = new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
	return `${formatDate(dateInVietnam(instant.toISOString()))} ${clock} (+07:00)`;
}
