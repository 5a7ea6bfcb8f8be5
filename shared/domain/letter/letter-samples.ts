import example from '../../../resources/letters/example.json' with { type: 'json' };
import type { LetterIntroduction, LetterRequest } from './letter-request.ts';

/** A complete request for tests. Company, people and numbers are invented. */
export const sampleRequest = example.request as LetterRequest;

/** Who brings it, for requests that go by hand. */
export const sampleIntroduction: LetterIntroduction = {
	number: '5',
	name: 'Trần Văn Bình',
	title: 'Nhân viên xuất nhập khẩu',
	idType: 'cccd',
	idNumber: '031090004321',
	validUntil: '2026-12-16',
};
