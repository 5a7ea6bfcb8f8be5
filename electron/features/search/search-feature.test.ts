import { expect, test } from 'vitest';
import { unwrap } from '../../../shared/result.ts';
import { findResources } from '../../platform/resources.ts';
import { readErrorCodes } from '../help/read-error-codes.ts';
import { createSearchFeature } from './search-feature.ts';
import type { SearchSource } from './search-port.ts';

const companyId = '019400aa-0000-7000-8000-000000000001';
const user = {
	id: 'u1',
	companyId,
	userId: 'V2060001',
	declarantName: 'Nguyễn Thị Ngọc Ẩn',
	userCode: 'V2060',
	certificateSerial: '5404FFFEB7033A91',
};

function searchOver() {
	const records: Awaited<ReturnType<SearchSource['records']>> = {
		companies: [{ id: companyId, taxCode: '0201234567001', name: 'Công ty TNHH XNK Đường Trần Phú', shortName: 'ĐTP' }],
		users: [user],
		terminals: [{ id: 't1', companyId, terminalId: 'A206T1', computer: 'PC-XNK-03' }],
		dossiers: [{ id: 'd1', companyId, number: 'HS-2026-001' }],
	};
	let version = 0;
	const feature = createSearchFeature({
		source: { records: async () => records, version: async () => version },
		errorCodes: () => readErrorCodes(findResources()),
	});
	const find = async (query: string, language: 'vi' | 'en' = 'vi') =>
		unwrap(await feature.find({ query, language })).map(({ kind, hits }) => [kind, hits[0]?.id]);
	const written = () => {
		version += 1;
	};
	return { records, find, written };
}

test.each([
	['tran phu', ['company', 'account', 'terminal', 'certificate', 'dossier']],
	['4567-001', ['company', 'account', 'terminal', 'certificate', 'dossier']],
	['54:04:FF', ['certificate']],
	['pc-xnk', ['terminal']],
	['HS-2026', ['dossier']],
	['A0018', ['errorCode']],
	['khoá truy cập không hợp lệ', ['errorCode']],
])('%s finds what belongs to it, in every kind', async (query, kinds) => {
	const found = await searchOver().find(query);
	expect(found.map(([kind]) => kind)).toEqual(kinds);
});

test('error codes are found in the language of the page', async () => {
	const { find } = searchOver();
	expect(await find('access key is not valid', 'en')).toEqual([['errorCode', '/A0018']]);
	expect(await find('access key is not valid', 'vi')).toEqual([]);
});

test('what was written since is found, and what was not touched is not read again', async () => {
	const { records, find, written } = searchOver();
	await find('V2060009');
	records.users.push({ ...user, id: 'u9', userId: 'V2060009' });
	expect(await find('V2060009')).toEqual([]);
	written();
	expect(await find('V2060009')).toContainEqual(['account', 'u9']);
});
