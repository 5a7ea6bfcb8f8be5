import type { AccountKind } from '../../../shared/contracts/accounts-contract.ts';
import type { DossierKind } from '../../../shared/contracts/dossiers-contract.ts';
import type { PasswordRecordDraft } from '../../../shared/contracts/passwords-contract.ts';
import type { GuideName } from '../../../shared/domain/account-life/guides.ts';

export const doorNames = ['issue', 'own', 'check', 'admin', 'forgotten', 'nsw'] as const;
export type DoorName = (typeof doorNames)[number];

/** One way in which a password changes, or is learnt, on the pages of customs. */
export type Door = {
	name: DoorName;
	guide: GuideName;
	kind: AccountKind;
	way: PasswordRecordDraft['way'];
	/** The user chooses the new password, so it can be prepared and must differ from the earlier ones. */
	chosen: boolean;
	/** The portal has two answers, one of which changes nothing. */
	answers: boolean;
	/** Where the guide cannot help, this dossier does. */
	dossier?: DossierKind;
};

export const doors: Record<DoorName, Door> = {
	issue: { name: 'issue', guide: 'issue-password', kind: 'user', way: 'issued', chosen: true, answers: true },
	own: {
		name: 'own',
		guide: 'change-own-password',
		kind: 'user',
		way: 'changed-by-user',
		chosen: true,
		answers: false,
	},
	/** With the stored password: nothing new is chosen. */
	check: { name: 'check', guide: 'check-password', kind: 'user', way: 'issued', chosen: false, answers: true },
	admin: {
		name: 'admin',
		guide: 'change-admin-password',
		kind: 'admin',
		way: 'changed-by-administrator',
		chosen: true,
		answers: false,
	},
	forgotten: {
		name: 'forgotten',
		guide: 'forgotten-admin-password',
		kind: 'admin',
		way: 'shown-by-portal',
		chosen: false,
		answers: false,
		dossier: 'vnaccs-admin-password',
	},
	nsw: {
		name: 'nsw',
		guide: 'forgotten-nsw-password',
		kind: 'nsw',
		way: 'mailed',
		chosen: false,
		answers: false,
		dossier: 'nsw-password',
	},
};

export function doorOf(guide: GuideName): DoorName | undefined {
	return doorNames.find((name) => doors[name].guide === guide);
}
