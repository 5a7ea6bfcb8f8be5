import type { LetterIntroduction, LetterRequest } from './letter-request.ts';

/** A complete request for tests and for practice. Company, people and numbers are invented. */
export const sampleRequest: LetterRequest = {
	kind: 'vnaccs-admin-password',
	company: {
		name: 'Công ty TNHH Xuất nhập khẩu Đường Trần Phú',
		shortName: 'ĐTP',
		taxCode: '0201234569',
		address: 'Số 18 đường Trần Phú, phường Ngô Quyền, thành phố Hải Phòng',
		phone: '0225 3 831 234',
		email: 'xnk@duongtranphu.vn',
	},
	representative: {
		name: 'Nguyễn Thị Ngọc Ẩn',
		title: 'GIÁM ĐỐC',
		idType: 'cccd',
		idNumber: '031185001234',
		idDate: '2021-05-04',
		idPlace: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
	},
	letter: {
		number: '12',
		place: 'Hải Phòng',
		date: '2026-11-16',
		reason: 'nhân viên quản lý tài khoản đã nghỉ việc và không bàn giao mật khẩu',
	},
};

/** Who brings it, for requests that go by hand. */
export const sampleIntroduction: LetterIntroduction = {
	number: '5',
	name: 'Trần Văn Bình',
	title: 'Nhân viên xuất nhập khẩu',
	idType: 'cccd',
	idNumber: '031090004321',
	validUntil: '2026-12-16',
};
