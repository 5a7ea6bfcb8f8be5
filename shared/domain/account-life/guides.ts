import type { RequestKind } from './portal-request.ts';

/**
 * The procedures on the pages of customs that the user carries out in a browser, as data: which page, which steps in
 * which order, and which fields of the page a step fills. Texts: `resources/locales/<language>/guides.json`, by guide and
 * step; field names stand there as the page writes them.
 */

/** Addresses: `resources/portals/portals.json`. */
export const portalNames = ['registration', 'single-window'] as const;
export type PortalName = (typeof portalNames)[number];

export const guideFields = [
	'taxCode',
	'adminPassword',
	'userId',
	'oldPassword',
	'newPassword',
	'confirmPassword',
	'repeatPassword',
	'mailbox',
	'endsOn',
	'companyCode',
	'idNumber',
	'ecusUserId',
	'ecusPassword',
	'ecusTerminalId',
	'ecusAccessKey',
	'ecusAddress',
] as const;
/** A field of the page that the copy bar fills. */
export type GuideField = (typeof guideFields)[number];

export type GuideStep = {
	id: string;
	/** Filled one by one, in this order. */
	fields?: readonly GuideField[];
	/** The step is to open the guide's page in the browser. */
	opens?: true;
	/** Done only by recording what happened to the request, never by its tick alone. */
	records?: 'saved' | 'sent' | 'answer' | 'deleted';
};

export type Guide = {
	portal: PortalName;
	/** The public guide it follows, and its section: a text of its own. */
	source:
		| 'passwords-user-1'
		| 'passwords-user-2'
		| 'passwords-admin'
		| 'passwords-forgotten'
		| 'look-up-4'
		| 'nsw'
		| 'cancel-user-code'
		| 'cancel-terminal'
		| 'cancel-user-id'
		| 'delete-draft'
		| 'correction'
		| 'registration';
	steps: readonly GuideStep[];
};

const open = { id: 'open', opens: true } as const;
const signIn = { id: 'sign-in', fields: ['taxCode', 'adminPassword'] } as const;
const issue = { id: 'fill', fields: ['userId', 'newPassword', 'confirmPassword'] } as const;

/** "Hủy hiệu lực", the same three steps for a User code, a Terminal ID and a User ID: menu, day and "Ghi", sending. */
const cancelling: Guide['steps'] = [
	open,
	signIn,
	{ id: 'menu' },
	{ id: 'fill', fields: ['endsOn'] },
	{ id: 'save', records: 'saved' },
	{ id: 'find' },
	{ id: 'send', records: 'sent' },
	{ id: 'record', records: 'answer' },
];

export const guideNames = [
	'issue-password',
	'change-own-password',
	'check-password',
	'change-admin-password',
	'forgotten-admin-password',
	'forgotten-nsw-password',
	'cancel-user-code',
	'cancel-terminal',
	'cancel-user-id',
	'delete-draft',
	'correct-registration',
	'register-company',
] as const;
export type GuideName = (typeof guideNames)[number];

export const guides: Record<GuideName, Guide> = {
	/** "Cấp mới password cho người sử dụng": the administrator, when the declarant has forgotten the password. */
	'issue-password': {
		portal: 'registration',
		source: 'passwords-user-1',
		steps: [{ id: 'prepare' }, open, signIn, { id: 'menu' }, issue, { id: 'submit' }, { id: 'record' }],
	},
	/** "Đổi mật khẩu cho User ID": the declarant. */
	'change-own-password': {
		portal: 'registration',
		source: 'passwords-user-2',
		steps: [
			{ id: 'prepare' },
			open,
			{ id: 'menu' },
			{ id: 'fill', fields: ['userId', 'oldPassword', 'newPassword', 'repeatPassword'] },
			{ id: 'submit' },
			{ id: 'record' },
		],
	},
	/** Typing the known password as a new one and hoping for "Mật khẩu trùng với mật khẩu cũ". */
	'check-password': {
		portal: 'registration',
		source: 'look-up-4',
		steps: [open, signIn, { id: 'menu' }, issue, { id: 'submit' }, { id: 'record' }],
	},
	/** "Đăng nhập", "Đổi mật khẩu" of the administrator account. */
	'change-admin-password': {
		portal: 'registration',
		source: 'passwords-admin',
		steps: [
			{ id: 'prepare' },
			open,
			{ id: 'menu' },
			{ id: 'fill', fields: ['taxCode', 'oldPassword', 'newPassword', 'repeatPassword'] },
			{ id: 'submit' },
			{ id: 'record' },
		],
	},
	/** "Đăng nhập", "Quên mật khẩu": the page compares tax code and certificate and shows a new password. */
	'forgotten-admin-password': {
		portal: 'registration',
		source: 'passwords-forgotten',
		steps: [{ id: 'token' }, open, { id: 'menu' }, { id: 'fill', fields: ['taxCode'] }, { id: 'record' }],
	},
	/** "Quên mật khẩu" of the National Single Window: a new password comes by mail. */
	'forgotten-nsw-password': {
		portal: 'single-window',
		source: 'nsw',
		steps: [open, { id: 'menu' }, { id: 'fill', fields: ['mailbox'] }, { id: 'mail' }, { id: 'record' }],
	},
	'cancel-user-code': { portal: 'registration', source: 'cancel-user-code', steps: cancelling },
	'cancel-terminal': { portal: 'registration', source: 'cancel-terminal', steps: cancelling },
	'cancel-user-id': { portal: 'registration', source: 'cancel-user-id', steps: cancelling },
	/** "Tra cứu thông tin đăng ký": a form that was saved and never sent is deleted. */
	'delete-draft': {
		portal: 'registration',
		source: 'delete-draft',
		steps: [
			open,
			signIn,
			{ id: 'menu' },
			{ id: 'search' },
			{ id: 'choose' },
			{ id: 'confirm' },
			{ id: 'record', records: 'deleted' },
		],
	},
	/** OE2102 "Sửa thông tin chung và người sử dụng". */
	'correct-registration': {
		portal: 'registration',
		source: 'correction',
		steps: [
			open,
			signIn,
			{ id: 'menu' },
			{ id: 'fill' },
			{ id: 'save', records: 'saved' },
			{ id: 'send', records: 'sent' },
			{ id: 'record', records: 'answer' },
		],
	},
	/** A new company, from the certificate to the parameters in the declaration software. */
	'register-company': {
		portal: 'registration',
		source: 'registration',
		steps: [
			{ id: 'signature' },
			{ id: 'certificate', fields: ['companyCode', 'idNumber'] },
			{ id: 'administrator', fields: ['taxCode'] },
			open,
			{ id: 'accounts' },
			{ id: 'save', records: 'saved' },
			{ id: 'send', records: 'sent' },
			{ id: 'approval', records: 'answer' },
			{ id: 'look-up' },
			{ id: 'ecus', fields: ['ecusUserId', 'ecusPassword', 'ecusTerminalId', 'ecusAccessKey', 'ecusAddress'] },
			{ id: 'record' },
		],
	},
};

/** The guide that carries a request to its answer. */
export const requestGuides = {
	registration: 'register-company',
	correction: 'correct-registration',
	'cancel-user-code': 'cancel-user-code',
	'cancel-terminal': 'cancel-terminal',
	'cancel-user-id': 'cancel-user-id',
} as const satisfies Record<RequestKind, GuideName>;

/** Whether the guide is about a request, which itself says what is still to be done. */
export function isRequestGuide(guide: GuideName): boolean {
	return guide === 'delete-draft' || Object.values<GuideName>(requestGuides).includes(guide);
}

/** The first step that is not ticked; undefined when all are. */
export function nextStep(guide: GuideName, ticks: Readonly<Record<string, string>>): GuideStep | undefined {
	return guides[guide].steps.find((step) => ticks[step.id] === undefined);
}
