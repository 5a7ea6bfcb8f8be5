import { searchFold } from '../search-fold.ts';

/** What a label of the portal, of ECUS or of a CA stands for; `ignored`: known and of no use here. */
export type PasteField =
	| 'userId'
	| 'userCode'
	| 'declarantName'
	| 'email'
	| 'terminalId'
	| 'accessKey'
	| 'taxCode'
	| 'certificateSerial'
	| 'certificateProvider'
	| 'certificateNotBefore'
	| 'certificateNotAfter'
	| 'ignored';

/** Labels without marks, in the order they are tried; each must be the whole label. */
const labels: [RegExp, PasteField][] = [
	[/^(so thu tu|stt|tt|no|#)$/, 'ignored'],
	[/^(user ?id|ma (nguoi su dung|nguoi khai|dinh danh)( \(?user ?(id|code)\)?)?|ten dang nhap)$/, 'userId'],
	[/^(user ?code|ma don vi( \(?user ?code\)?)?)$/, 'userCode'],
	[
		/^(ho (va )?ten( nguoi (khai|su dung)( hai quan)?)?|ten nguoi (khai|su dung)( hai quan)?|full ?name|name)$/,
		'declarantName',
	],
	[/^(thu dien tu|e-?mail|dia chi (e-?mail|thu dien tu))$/, 'email'],
	[/^(terminal ?id|ma (so )?may( (tram|tinh))?( \(?terminal ?id\)?)?|may tram( dau cuoi)?)$/, 'terminalId'],
	[
		/^((terminal )?access ?key|khoa truy cap( \(?(terminal )?access ?key\)?)?|ma truy cap|terminal access key)$/,
		'accessKey',
	],
	[/^(mst|ma so thue|ma doanh nghiep|tax ?code)( doanh nghiep| don vi)?$/, 'taxCode'],
	[
		/^((so )?(serial|se-?ri)( number| no)?( chung thu( so)?)?|so hieu( chung thu( so)?)?|serial number)$/,
		'certificateSerial',
	],
	[
		/^(nha cung cap( (dich vu )?(chung thu so|chu ky so|ca))?|to chuc chung thuc|ca( name)?|ten ca|issuer)$/,
		'certificateProvider',
	],
	[
		/^((ngay )?(bat dau )?(co )?hieu luc( tu( ngay)?)?|tu ngay|ngay hieu luc( dang ky)?|valid from)$/,
		'certificateNotBefore',
	],
	[/^((ngay )?het (hieu luc|han)( dang ky)?|den ngay|hieu luc den( ngay)?|valid to)$/, 'certificateNotAfter'],
	[
		/^(trang thai|tinh trang|ghi chu|chuc vu|so (cmt|cmnd|cccd|dien thoai)( .*)?|dien thoai|dia chi|ten (don vi|doanh nghiep)|password|mat khau|ngay (dang ky|phe duyet|sua))$/,
		'ignored',
	],
];

export function fieldOfLabel(text: string): PasteField | undefined {
	const label = searchFold(text)
		.replace(/[*:?]|\(\s*\*?\s*\)/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return label === '' ? undefined : labels.find(([pattern]) => pattern.test(label))?.[1];
}

/** The fields of a heading row: several cells, every one a known label. */
export function columnsOf(cells: string[]): PasteField[] | undefined {
	const filled = cells.filter((cell) => cell !== '');
	if (filled.length < 2) return undefined;
	const fields = cells.map((cell) => (cell === '' ? 'ignored' : fieldOfLabel(cell)));
	return fields.every((field) => field !== undefined) ? fields : undefined;
}

const sections = [
	[/^(\d{1,2}[.)]? )?(thong tin |danh sach )?nguoi khai hai quan$/, 'users'],
	[/^(\d{1,2}[.)]? )?(thong tin |danh sach )?may (tinh|tram)( su dung| dau cuoi)?$/, 'terminals'],
	[/^(\d{1,2}[.)]? )?thong tin (chung|don vi|doanh nghiep)( .*)?$/, 'company'],
	[/^(\d{1,2}[.)]? )?(thong tin |danh sach )?(chung thu so|chu ky so|chung thu)$/, 'certificates'],
] as const;

/** The block of the portal page that begins here, when a line is nothing but its title. */
export function sectionOf(cells: string[]) {
	const filled = cells.filter((cell) => cell !== '');
	if (filled.length !== 1) return undefined;
	const title = searchFold(filled[0]!)
		.replace(/[:*]/g, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[ivx]+[.)] /, '')
		.trim();
	return sections.find(([pattern]) => pattern.test(title))?.[1];
}
