import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type {
	Dossier,
	DossierKind,
	DossierLetter,
	DossierPage,
	DossierRow,
	DossierStep,
	Paper,
} from '../../../shared/contracts/dossiers-contract.ts';
import type { Sending } from '../../../shared/contracts/sending-contract.ts';
import type { StampChoice } from '../../../shared/contracts/stamp-contract.ts';
import { fileNameOf } from '../../../shared/domain/file-name.ts';
import { checkLetterRequest } from '../../../shared/domain/letter/check-letter-request.ts';
import {
	type LetterRequest,
	type LetterRoute,
	routeOf,
	updatesCertificate,
} from '../../../shared/domain/letter/letter-request.ts';
import { normalizeTaxCode } from '../../../shared/domain/tax-code.ts';
import type { DossierRecord, DossierState } from './dossiers-port.ts';

/** Customs asks for both; the tax registration only when the first does not show the tax code. */
const requiredPapers: readonly Paper[] = ['business-registration', 'representative-id'];

/** The letter of a new dossier, filled from the company; `day` is YYYY-MM-DD. */
export function newLetter(kind: DossierKind, company: Company, day: string, route: LetterRoute): DossierLetter {
	const { name, shortName, taxCode, address, phone, email, place, representative } = company;
	return {
		number: '',
		place,
		date: day,
		reason: '',
		...(route !== 'email' && { route }),
		...(route === 'hand' && { introduction: noIntroduction }),
		company: { name, shortName, taxCode, address, phone, email },
		representative,
		oldCertificate: null,
		newCertificate: updatesCertificate(kind) ? { serial: '', provider: '', notBefore: '', notAfter: '' } : null,
	};
}

const noIntroduction = { number: '', name: '', title: '', idType: 'cccd', idNumber: '', validUntil: '' } as const;

export function letterRequest(kind: DossierKind, letter: DossierLetter): LetterRequest {
	const { company, representative, oldCertificate, newCertificate, introduction, ...text } = letter;
	const { route, addressees, ...typed } = text;
	return {
		kind,
		company,
		representative,
		letter: { ...typed, ...(route && { route }), ...(addressees && { addressees }) },
		...(introduction && { introduction }),
		...(oldCertificate && { oldCertificate }),
		...(newCertificate && { newCertificate }),
	};
}

export function letterProblems({ kind, state }: DossierRecord): Dossier['letterProblems'] {
	return checkLetterRequest(letterRequest(kind, state.letter))
		.filter(({ severity }) => severity === 'error')
		.map(({ field, code }) => ({ field, code }));
}

/** By e-mail scanned pages count, on paper the certified copies that the user has laid ready. */
export function missingPapers({ letter, pages, copies = [] }: DossierState): Paper[] {
	const there: readonly Paper[] = routeOf(letter) === 'email' ? pages.map(({ paper }) => paper) : copies;
	return requiredPapers.filter((paper) => !there.includes(paper));
}

/** What is sent: the signed file, on paper the letters as they were printed. */
export function finalFile({
	letter,
	merged,
	signed,
}: DossierState): { fileName: string; own: 'merged' | 'signed' } | null {
	if (routeOf(letter) === 'email') return signed && { fileName: signed.fileName, own: 'signed' };
	return merged && { fileName: merged.fileName, own: 'merged' };
}

/** The first step that is not finished; a signed content is not judged again. */
export function stepOf(record: DossierRecord): DossierStep {
	const onPaper = routeOf(record.state.letter) !== 'email';
	if (onPaper && sendingOf(record.state).sentAt !== null) return 'track';
	if (record.state.signed) return sendingOf(record.state).sentAt === null ? 'mail' : 'track';
	if (letterProblems(record).length > 0) return 'letter';
	if (missingPapers(record.state).length > 0) return 'scans';
	if (onPaper) return 'print';
	return record.state.merged ? 'sign' : 'merge';
}

/** What a newly added file most likely is: the next required paper that is still missing. */
export function likelyPaper(state: DossierState): Paper {
	return missingPapers(state)[0] ?? 'other';
}

export type PartOfFile = {
	attachmentId: string;
	rotation: DossierPage['rotation'];
	paper: Paper;
	pageIndices: number[];
};

/** Neighbouring pages of one file and paper that are turned alike, joined in one go. */
export function partsOf(pages: readonly DossierPage[]): PartOfFile[] {
	const parts: PartOfFile[] = [];
	for (const { attachmentId, pageIndex, rotation, paper } of pages) {
		const last = parts.at(-1);
		const goesOn = last?.attachmentId === attachmentId && last.rotation === rotation && last.paper === paper;
		if (goesOn) last.pageIndices.push(pageIndex);
		else parts.push({ attachmentId, rotation, paper, pageIndices: [pageIndex] });
	}
	return parts;
}

const namesOfKinds: Record<DossierKind, string> = {
	'vnaccs-admin-password': 'CapLaiMatKhau',
	'vnaccs-certificate-update': 'CapNhatChungThuSo',
	'vnaccs-password-and-certificate': 'CapLaiMatKhauVaChungThuSo',
	'nsw-password': 'CapLaiMatKhauNSW',
};

/** `0201234567_CapLaiMatKhau_20261116.pdf`; `day` is YYYY-MM-DD. ASCII only: customs' mailbox and old viewers. */
export function outputName(kind: DossierKind, letter: DossierLetter, day: string): string {
	const taxCode = normalizeTaxCode(letter.company.taxCode).replace(/\D/g, '');
	return `${taxCode}_${namesOfKinds[kind]}_${day.replaceAll('-', '')}.pdf`;
}

export function stampOf({ stamp }: DossierState): StampChoice {
	return stamp ?? { place: null, picture: true };
}

export function sendingOf({ sending }: DossierState): Sending {
	return (
		sending ?? {
			version: 1,
			mail: null,
			sentAt: null,
			sentTo: '',
			answer: null,
			enteredAt: null,
			earlier: [],
			events: [],
		}
	);
}

/** The dossier as the list shows it. */
export function rowOf(record: DossierRecord): DossierRow {
	const { id, companyId, number, kind, updatedAt, state } = record;
	const { version, sentAt, answer, enteredAt } = sendingOf(state);
	return {
		...{ id, companyId, number, kind, updatedAt, version, sentAt, enteredAt },
		step: stepOf(record),
		letterNumber: state.letter.number,
		route: routeOf(state.letter),
		signedAt: state.signed?.at ?? null,
		outcome: answer?.outcome ?? null,
		archivedAt: state.archivedAt ?? null,
		trashedAt: state.trashedAt ?? null,
	};
}

/** The dossier as the page sees it. */
export function viewDossier(record: DossierRecord): Dossier {
	const { id, companyId, number, kind, updatedAt, state } = record;
	const { savedPath, unfinished, place, ...shown } = state;
	const step = stepOf(record);
	return {
		id,
		companyId,
		number,
		kind,
		step,
		// Where the work was left, unless the dossier has moved on since by another way.
		place: place?.at === step ? place.on : step,
		...shown,
		copies: state.copies ?? [],
		stamp: stampOf(state),
		letterProblems: letterProblems(record),
		missingPapers: missingPapers(state),
		savedAs: savedPath === null ? null : fileNameOf(savedPath),
		sending: sendingOf(state),
		archivedAt: state.archivedAt ?? null,
		trashedAt: state.trashedAt ?? null,
		updatedAt,
	};
}
