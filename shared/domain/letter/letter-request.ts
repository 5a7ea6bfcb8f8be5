/** What the letter can ask for; REQUEST `kind` of the command line contract. */
export const letterKinds = ['vnaccs-admin-password', 'vnaccs-certificate-update', 'nsw-password'] as const;
export const idTypes = ['cccd', 'cmnd', 'passport'] as const;

export type LetterKind = (typeof letterKinds)[number];
export type IdType = (typeof idTypes)[number];

/** Dates are `YYYY-MM-DD`. */
export type LetterCertificate = { serial: string; provider: string; notBefore: string; notAfter: string };

/** The content of a request letter. Dates are `YYYY-MM-DD`; what has not been typed yet is the empty string. */
export type LetterRequest = {
	kind: LetterKind;
	company: { name: string; shortName: string; taxCode: string; address: string; phone: string; email: string };
	representative: {
		name: string;
		title: string;
		idType: IdType;
		idNumber: string;
		idDate: string;
		idPlace: string;
	};
	letter: { number: string; place: string; date: string; reason: string };
	oldCertificate?: LetterCertificate;
	newCertificate?: LetterCertificate;
};

const certificateFields = ['serial', 'provider', 'notBefore', 'notAfter'] as const;

/** Every text of a request by its path, with the longest text that still makes a readable letter. */
export const letterFields = {
	'company.name': 300,
	'company.shortName': 30,
	'company.taxCode': 20,
	'company.address': 400,
	'company.phone': 60,
	'company.email': 200,
	'representative.name': 100,
	'representative.title': 100,
	'representative.idNumber': 20,
	'representative.idDate': 10,
	'representative.idPlace': 200,
	'letter.number': 50,
	'letter.place': 60,
	'letter.date': 10,
	'letter.reason': 5000,
	'oldCertificate.serial': 130,
	'oldCertificate.provider': 100,
	'oldCertificate.notBefore': 10,
	'oldCertificate.notAfter': 10,
	'newCertificate.serial': 130,
	'newCertificate.provider': 100,
	'newCertificate.notBefore': 10,
	'newCertificate.notAfter': 10,
} as const;

export type LetterField = keyof typeof letterFields | 'kind' | 'representative.idType';

/** What stands at a dotted path of foreign data, or undefined. */
export function valueAt(raw: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), raw);
}

/**
 * A request out of foreign data, never failing: texts NFC-normalised and trimmed, invisible characters removed, runs of
 * spaces made one, line ends kept only in the reason; what is missing or of a wrong type becomes empty, an unknown kind
 * the first one. `checkLetterRequest` says what was wrong with it.
 */
export function readLetterRequest(raw: unknown): LetterRequest {
	const text = (path: LetterField): string => cleanText(valueAt(raw, path), path === 'letter.reason');
	const certificate = (name: 'oldCertificate' | 'newCertificate'): LetterCertificate | undefined => {
		if (!isRecord(valueAt(raw, name))) return undefined;
		const [serial, provider, notBefore, notAfter] = certificateFields.map((field) => text(`${name}.${field}`));
		return { serial: serial!, provider: provider!, notBefore: notBefore!, notAfter: notAfter! };
	};
	const oldCertificate = certificate('oldCertificate');
	const newCertificate = certificate('newCertificate');
	return {
		kind: letterKinds.find((kind) => kind === valueAt(raw, 'kind')) ?? letterKinds[0],
		company: {
			name: text('company.name'),
			shortName: text('company.shortName'),
			taxCode: text('company.taxCode'),
			address: text('company.address'),
			phone: text('company.phone'),
			email: text('company.email'),
		},
		representative: {
			name: text('representative.name'),
			title: text('representative.title'),
			idType: idTypes.find((type) => type === valueAt(raw, 'representative.idType')) ?? idTypes[0],
			idNumber: text('representative.idNumber'),
			idDate: text('representative.idDate'),
			idPlace: text('representative.idPlace'),
		},
		letter: {
			number: text('letter.number'),
			place: text('letter.place'),
			date: text('letter.date'),
			reason: text('letter.reason'),
		},
		...(oldCertificate && { oldCertificate }),
		...(newCertificate && { newCertificate }),
	};
}

function cleanText(value: unknown, keepLines: boolean): string {
	if (typeof value !== 'string') return '';
	const visible = value
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/(?!\s)[\p{DI}\p{Cf}\p{Cc}]/gu, '');
	const spaced = keepLines
		? visible.replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n')
		: visible.replace(/\s+/g, ' ');
	// Taking out an invisible character may have brought a letter and its mark together.
	return spaced.trim().normalize('NFC');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
