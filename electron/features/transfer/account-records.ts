import type { z } from 'zod';
import { handoverContent } from '../../../shared/contracts/transfer-contract.ts';
import { certificateOf } from '../../../shared/domain/certificate-fields.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { type AccountRow, emptyRow } from '../../../shared/domain/transfer/account-rows.ts';
import type {
	AccountSecrets,
	IncomingCompany,
	IncomingTerminal,
	IncomingUser,
	StoredAccounts,
} from './account-merge-service.ts';

type Content = z.infer<typeof handoverContent>;

/** The rows of a table as records, by company; the last word about a company or a terminal counts. */
export function incomingOf(rows: readonly AccountRow[]): IncomingCompany[] {
	type Gathered = { names: string[]; users: IncomingUser[]; terminals: Map<string, IncomingTerminal> };
	const companies = new Map<string, Gathered>();
	for (const row of rows) {
		const { taxCode, companyName, computer, accessKey, terminalId, ...user } = row;
		const company: Gathered = companies.get(taxCode) ?? { names: [], users: [], terminals: new Map() };
		companies.set(taxCode, company);
		if (companyName !== '') company.names.push(companyName);
		company.users.push({ ...user, terminalId });
		if (terminalId !== '') {
			const before = company.terminals.get(terminalId);
			company.terminals.set(terminalId, {
				terminalId,
				computer: computer || (before?.computer ?? ''),
				accessKey: accessKey || (before?.accessKey ?? ''),
			});
		}
	}
	return [...companies].map(([taxCode, { names, users, terminals }]) => ({
		taxCode,
		company: { name: names.at(-1) ?? '' },
		users,
		terminals: [...terminals.values()],
	}));
}

/** Stored records as the rows of a table; without `secrets` the secret cells are empty. */
export function rowsOf({ company, users, terminals }: StoredAccounts, secrets: AccountSecrets | null): AccountRow[] {
	return users.map((user) => {
		const terminal = terminals.find((one) => one.id === user.terminalRef);
		return {
			...emptyRow(),
			taxCode: displayTaxCode(company.taxCode),
			companyName: company.name,
			declarantName: user.declarantName,
			email: user.email,
			userCode: user.userCode,
			userId: user.userId,
			password: secrets?.open('user', user.id, user.sealed.password) ?? '',
			terminalId: user.terminalId,
			accessKey: terminal ? (secrets?.open('terminal', terminal.id, terminal.sealed) ?? '') : '',
			computer: user.computer,
			certificateProvider: user.certificateProvider,
			certificateSerial: user.certificateSerial,
			certificateNotBefore: user.certificateNotBefore,
			certificateNotAfter: user.certificateNotAfter,
		};
	});
}

/** Stored records as the content of a hand-over file. */
export function handoverOf(
	companies: readonly StoredAccounts[],
	secrets: AccountSecrets | null,
	madeAt: string,
): Content {
	const secret = <Name extends 'password' | 'accessKey'>(
		name: Name,
		kind: 'user' | 'terminal' | 'admin' | 'nsw',
		record: { id: string },
		sealed: Uint8Array | null,
	) => (secrets ? { [name]: secrets.open(kind, record.id, sealed) } : {});
	return {
		format: 1,
		madeAt,
		companies: companies.map(({ company: { id: _id, taxCode, ...company }, users, terminals, admin, nsw }) => ({
			taxCode,
			company,
			users: users.map((user) => ({
				userId: user.userId,
				declarantName: user.declarantName,
				email: user.email,
				userCode: user.userCode,
				terminalId: user.terminalId,
				...certificateOf(user),
				...validityOf(user),
				...secret('password', 'user', user, user.sealed.password),
			})),
			terminals: terminals.map((terminal) => ({
				terminalId: terminal.terminalId,
				computer: terminal.computer,
				...validityOf(terminal),
				...secret('accessKey', 'terminal', terminal, terminal.sealed),
			})),
			...(admin ? { admin: { ...certificateOf(admin), ...secret('password', 'admin', admin, admin.sealed) } } : {}),
			...(nsw
				? { nsw: { login: nsw.login, mailbox: nsw.mailbox, ...secret('password', 'nsw', nsw, nsw.sealed) } }
				: {}),
		})),
	};
}

/** The records of an opened hand-over file; undefined when its content is not what this version writes. */
export function readHandover(text: string): IncomingCompany[] | undefined {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return undefined;
	}
	const parsed = handoverContent.safeParse(json);
	// What JSON leaves out is absent, never undefined: the two types mean the same here.
	return parsed.success ? (parsed.data.companies as IncomingCompany[]) : undefined;
}

function validityOf({
	status,
	effectiveAt,
	endsOn,
}: StoredAccounts['terminals'][number] | StoredAccounts['users'][number]) {
	return { status, effectiveAt, endsOn };
}
