/** What the letter can ask for; REQUEST `kind` of the command line contract. */
export const letterKinds = [
	'vnaccs-admin-password',
	'vnaccs-certificate-update',
	'vnaccs-password-and-certificate',
	'nsw-password',
] as const;
export const idTypes = ['cccd', 'cmnd', 'passport'] as const;
/** How the dossier reaches customs: signed by e-mail, or on paper by post or brought by hand. */
export const letterRoutes = ['email', 'post', 'hand'] as const;

export type LetterKind = (typeof letterKinds)[number];
export type LetterRoute = (typeof letterRoutes)[number];
export type IdType = (typeof idTypes)[number];

/** Dates are `YYYY-MM-DD`. */
export type LetterCertificate = { serial: string; provider: string; notBefore: string; notAfter: string };

/** Who brings the dossier, and the number of the letter that introduces this person. */
export type LetterIntroduction = {
	number: string;
	name: string;
	title: string;
	idType: IdType;
	idNumber: string;
	validUntil: string;
};

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
	/** Without a route it goes by e-mail; without addressees to the one of `addressee.json`. */
	letter: {
		number: string;
		place: string;
		date: string;
		reason: string;
		route?: LetterRoute;
		addressees?: string[];
	};
	/** Only used when the dossier is brought by hand. */
	introduction?: LetterIntroduction;
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
	'introduction.number': 50,
	'introduction.name': 100,
	'introduction.title': 100,
	'introduction.idNumber': 20,
	'introduction.validUntil': 10,
} as const;

export type LetterField =
	| keyof typeof letterFields
	| 'kind'
	| 'representative.idType'
	| 'introduction.idType'
	| 'letter.route'
	| 'letter.addressees';

export const longestAddressee = 300;
export const mostAddressees = 10;

/** Whether the letter names a new certificate for the administrator's account. */
export function updatesCertificate(kind: LetterKind): boolean {
	return kind === 'vnaccs-certificate-update' || kind === 'vnaccs-password-and-certificate';
}

export function routeOf({ route }: { route?: LetterRoute | undefined }): LetterRoute {
	return route ?? 'email';
}

/**
 * The ways that are known for a kind: paper only for VNACCS accounts (uythacnhapkhau.com, "Hủy thông tin đăng ký và đổi mật
 * khẩu VNACCS"); for the National Single Window nothing but the e-mail is described.
 */
export function routesOf(kind: LetterKind): readonly LetterRoute[] {
	return kind === 'nsw-password' ? ['email'] : letterRoutes;
}

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
	const route = letterRoutes.find((one) => one === valueAt(raw, 'letter.route'));
	const given = valueAt(raw, 'letter.addressees');
	const addressees = (Array.isArray(given) ? given : [])
		.map((one) => cleanText(one, false))
		.filter((one) => one !== '');
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
			...(route && { route }),
			...(addressees.length > 0 && { addressees }),
		},
		...(isRecord(valueAt(raw, 'introduction')) && {
			introduction: {
				number: text('introduction.number'),
				name: text('introduction.name'),
				title: text('introduction.title'),
				idType: idTypes.find((type) => type === valueAt(raw, 'introduction.idType')) ?? idTypes[0],
				idNumber: text('introduction.idNumber'),
				validUntil: text('introduction.validUntil'),
			},
		}),
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
