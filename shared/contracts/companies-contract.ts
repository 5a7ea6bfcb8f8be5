import { z } from 'zod';
import { call } from './contract.ts';

const line = z.string().max(300);

export const representative = z.strictObject({
	name: line,
	title: line,
	idType: z.enum(['cccd', 'cmnd', 'passport']),
	idNumber: z.string().max(30),
	/** YYYY-MM-DD or empty. */
	idDate: z.string().max(10),
	idPlace: line,
});

const company = z.strictObject({
	id: z.uuid(),
	/** The user's own firm, or a customer an agent declares for. */
	kind: z.enum(['own', 'customer']),
	/** Digits only, branch digits behind (10, 12 or 13). */
	taxCode: line,
	name: line,
	shortName: line,
	address: line,
	phone: line,
	fax: line,
	email: line,
	/** Town written before the date of a letter, such as "Hải Phòng". */
	place: line,
	contactName: line,
	contactPhone: line,
	contactEmail: line,
	/** Chi cục Hải quan (VNACCS): its code and its name as the declaration software shows them. */
	customsOfficeCode: line,
	customsOfficeName: line,
	/** Địa chỉ khai báo VNACCS. */
	declarationAddress: line,
	/** How this PC reaches customs: server and port, never a proxy's password. */
	proxyNote: line,
	/** "Khai giả lập": the declaration software is set to its simulator. */
	practice: z.boolean(),
	representative,
});

export const companiesContract = {
	list: call(z.strictObject({}), z.array(company)),
	/** Creates without `id`, changes with it. */
	save: call(company.extend({ id: z.uuid().optional() }), company, {
		needs: 'unlocked',
		audited: true,
		errors: ['INPUT_FIELD', 'STORE_DUPLICATE', 'STORE_RECORD_MISSING'],
	}),
	/** With its User IDs, terminals, accounts, their histories and its seal picture. Refused while a dossier of it is kept. */
	remove: call(z.strictObject({ id: z.uuid() }), z.null(), {
		needs: 'unlocked',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'STORE_COMPANY_IN_USE', 'FILE_WRITE_DENIED'],
	}),
};

export type Company = z.infer<typeof company>;
export type CompanyDraft = z.infer<typeof companiesContract.save.request>;
