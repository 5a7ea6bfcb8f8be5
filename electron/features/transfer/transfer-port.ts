import type { z } from 'zod';
import type { handoverContent } from '../../../shared/contracts/transfer-contract.ts';
import type { AccountColumn } from '../../../shared/domain/transfer/account-rows.ts';

/** `resources/locales/<language>/transfer.json`, as far as files need it. */
export type TransferTexts = {
	/** Headings of a table and labels of the printed sheet. */
	column: Record<AccountColumn, string>;
	/** What belongs into a column, for the template. */
	hint: Record<AccountColumn, string>;
	sheet: Record<
		| 'accounts'
		| 'help'
		| 'column'
		| 'meaning'
		| 'title'
		| 'company'
		| 'made'
		| 'users'
		| 'terminals'
		| 'admin'
		| 'nsw'
		| 'login'
		| 'mailbox'
		| 'none'
		| 'warning'
		| 'masked'
		| 'giver'
		| 'receiver'
		| 'sign',
		string
	>;
};

/** One company for the printed sheet; a secret that is absent is masked. */
export type SheetCompany = z.infer<typeof handoverContent>['companies'][number] & { madeAt: string };
