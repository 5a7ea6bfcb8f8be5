import type {
	DossierKind,
	DossierLetter,
	DossierLetterCertificate,
} from '../../../shared/contracts/dossiers-contract.ts';
import { normalizeSerial } from '../../../shared/domain/certificate-serial.ts';
import { checkLetterRequest, type LetterProblem } from '../../../shared/domain/letter/check-letter-request.ts';
import { writeSerial } from '../../components/serial-text.ts';

/** The fields of the form in the order of the screen; `path` is where the value stands in the letter. */
export const letterInputs = [
	{ field: 'letter.number', path: 'number' },
	{ field: 'letter.date', path: 'date' },
	{ field: 'letter.place', path: 'place' },
	{ field: 'letter.addressees', path: 'addressees' },
	{ field: 'letter.route', path: 'route' },
	{ field: 'letter.reason', path: 'reason' },
	{ field: 'newCertificate.serial', path: 'newCertificate.serial' },
	{ field: 'newCertificate.provider', path: 'newCertificate.provider' },
	{ field: 'newCertificate.notBefore', path: 'newCertificate.notBefore' },
	{ field: 'newCertificate.notAfter', path: 'newCertificate.notAfter' },
	{ field: 'oldCertificate.serial', path: 'oldCertificate.serial' },
	{ field: 'oldCertificate.provider', path: 'oldCertificate.provider' },
	{ field: 'oldCertificate.notBefore', path: 'oldCertificate.notBefore' },
	{ field: 'oldCertificate.notAfter', path: 'oldCertificate.notAfter' },
	{ field: 'company.address', path: 'company.address' },
	{ field: 'company.phone', path: 'company.phone' },
	{ field: 'company.email', path: 'company.email' },
	{ field: 'representative.title', path: 'representative.title' },
	{ field: 'representative.name', path: 'representative.name' },
	{ field: 'representative.idType', path: 'representative.idType' },
	{ field: 'representative.idNumber', path: 'representative.idNumber' },
	{ field: 'representative.idDate', path: 'representative.idDate' },
	{ field: 'representative.idPlace', path: 'representative.idPlace' },
	{ field: 'introduction.number', path: 'introduction.number' },
	{ field: 'introduction.name', path: 'introduction.name' },
	{ field: 'introduction.title', path: 'introduction.title' },
	{ field: 'introduction.idType', path: 'introduction.idType' },
	{ field: 'introduction.idNumber', path: 'introduction.idNumber' },
	{ field: 'introduction.validUntil', path: 'introduction.validUntil' },
] as const;

export type LetterPath = (typeof letterInputs)[number]['path'];

/** The letter as the form shows it: serials in groups. */
export function formOf(letter: DossierLetter): DossierLetter {
	return withSerials(letter, writeSerial);
}

/** The letter as the border takes it: serials without groups, every text in NFC, whatever a typing tool brought. */
export function normalLetter(letter: DossierLetter): DossierLetter {
	return JSON.parse(JSON.stringify(withSerials(letter, normalizeSerial)).normalize('NFC')) as DossierLetter;
}

function withSerials(letter: DossierLetter, write: (serial: string) => string): DossierLetter {
	const written = (certificate: DossierLetterCertificate | null) =>
		certificate && { ...certificate, serial: write(certificate.serial) };
	return {
		...letter,
		oldCertificate: written(letter.oldCertificate),
		newCertificate: written(letter.newCertificate),
	};
}

/** What is wrong with the letter, by the same rules as where it is built: the first problem of each input. */
export function checkLetter(kind: DossierKind, letter: DossierLetter): LetterProblem[] {
	const { company, representative, introduction, oldCertificate, newCertificate, ...text } = letter;
	const certificates = { oldCertificate, newCertificate };
	const problems = checkLetterRequest({ kind, company, representative, introduction, letter: text, ...certificates });
	const order = (problem: LetterProblem) => {
		const at = letterInputs.findIndex(({ field }) => field === inputField(problem.field));
		return at < 0 ? letterInputs.length : at;
	};
	const worst = problems.toSorted((one, other) => one.severity.localeCompare(other.severity));
	const first = worst.filter(
		(problem, at) => worst.findIndex((other) => inputField(other.field) === inputField(problem.field)) === at,
	);
	return first.toSorted((one, other) => order(one) - order(other));
}

/** The input where a problem is mended: a bare number without a short name is mended in the number. */
export function inputField(field: string): string {
	return field === 'company.shortName' ? 'letter.number' : field;
}

export function pathOf(problem: LetterProblem): LetterPath | undefined {
	return letterInputs.find(({ field }) => field === inputField(problem.field))?.path;
}
