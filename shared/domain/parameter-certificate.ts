import { isDay } from './entry-text.ts';
import { type Problem, problem } from './problem-codes.ts';

/** A subscriber's certificate is valid for three years at most (Nghị định 23/2025/NĐ-CP). */
const lifeYears = 3;

/**
 * What is wrong with the certificate of an account besides its serial and provider: whose it is and when it is valid.
 * `today` as YYYY-MM-DD; what is empty or no day is not judged here.
 */
export function checkCertificate(
	{
		certificateNotBefore: from,
		certificateNotAfter: until,
		certificateTaxCode,
	}: { certificateNotBefore: string; certificateNotAfter: string; certificateTaxCode: string },
	{ taxCode, today }: { taxCode: string; today: string },
): Problem[] {
	const problems: Problem[] = [];
	if (certificateTaxCode !== '' && certificateTaxCode !== taxCode) {
		problems.push(problem('certificateSubject', 'CERTIFICATE_TAX_CODE', { found: certificateTaxCode }));
	}
	if (isDay(from) && isDay(until) && from > until) {
		return [...problems, problem('certificateNotAfter', 'CERTIFICATE_DATES')];
	}
	if (isDay(until) && until < today) problems.push(problem('certificateNotAfter', 'CERTIFICATE_ENDED'));
	if (isDay(from) && from > today) problems.push(problem('certificateNotBefore', 'CERTIFICATE_NOT_YET'));
	if (isDay(from) && isDay(until) && until > yearsLater(from, lifeYears)) {
		problems.push(problem('certificateNotAfter', 'CERTIFICATE_LIFE', { years: lifeYears }));
	}
	return problems;
}

/** The same day of a later year as text to compare with; 29 February stays, which is before 1 March. */
function yearsLater(day: string, years: number): string {
	return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
}
