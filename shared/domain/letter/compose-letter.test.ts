import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { composeIntroduction, composeLetter, type LetterWordings, plain } from './compose-letter.ts';
import { type LetterRequest, letterKinds } from './letter-request.ts';
import { sampleIntroduction, sampleRequest } from './letter-samples.ts';

const read = (name: string) =>
	JSON.parse(readFileSync(new URL(`../../../resources/letters/${name}.json`, import.meta.url), 'utf8'));
const wordings: LetterWordings = {
	common: read('common'),
	addressee: read('addressee'),
	introduction: read('introduction'),
	kinds: {
		'vnaccs-admin-password': read('vnaccs-admin-password'),
		'vnaccs-certificate-update': read('vnaccs-certificate-update'),
		'vnaccs-password-and-certificate': read('vnaccs-password-and-certificate'),
		'nsw-password': read('nsw-password'),
	},
};
const certificate = { serial: '5404FFFE', provider: 'VNPT-CA', notBefore: '2023-11-20', notAfter: '2026-11-19' };

describe('the wording of the letters', () => {
	it.each(letterKinds)('%s names its source and date and fills every placeholder', (kind) => {
		const file = read(kind);
		expect(file.source).not.toBe('');
		expect(file.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
		const request = { ...sampleRequest, kind, oldCertificate: certificate, newCertificate: certificate };
		const text = composeLetter(request, wordings);
		const all = [text.issuer, text.number, text.subject, text.placeDate, ...text.body].map(plain).join('\n');
		expect(all).not.toMatch(/[{}[\]]/);
		expect(all).toBe(all.normalize('NFC'));
		for (const value of [
			'0201234569',
			'xnk@duongtranphu.vn',
			'Số 18 đường Trần Phú',
			'0225 3 831 234',
			'031185001234',
		]) {
			expect(all).toContain(value);
		}
	});

	it('is addressed to the customs department and office in charge', () => {
		const { addresseeHead, addressees } = composeLetter(sampleRequest, wordings);
		expect(addresseeHead).toBe('Kính gửi:');
		expect(addressees).toEqual(['Cục Hải quan (Ban Công nghệ thông tin và Thống kê hải quan)']);
	});

	it('puts a title typed in capitals into ordinary letters inside a sentence', () => {
		const text = composeLetter(sampleRequest, wordings);
		expect(text.body.map(plain).join()).toContain(
			'chức danh: Giám đốc, căn cước công dân số 031185001234, cấp ngày 04/05/2021',
		);
		expect(plain(text.signerTitle).replaceAll('\u00a0', ' ')).toBe('GIÁM ĐỐC');
	});

	it('closes the reason with one full stop and keeps its paragraphs', () => {
		const letter = { ...sampleRequest.letter, reason: 'quên mật khẩu.\nđã thử lại nhiều lần..' };
		const body = composeLetter({ ...sampleRequest, letter }, wordings).body.map(plain);
		expect(body).toContain('Lý do đề nghị: Quên mật khẩu.');
		expect(body).toContain('đã thử lại nhiều lần.');
	});

	it('tells of the old certificate what is known', () => {
		const request = { ...sampleRequest, kind: 'vnaccs-certificate-update', newCertificate: certificate } as const;
		const body = (more: object) =>
			composeLetter({ ...request, ...more }, wordings)
				.body.map(plain)
				.join('\n');
		expect(body({})).not.toContain('đã đăng ký: số serial');
		expect(body({ oldCertificate: { ...certificate, serial: 'AB12', provider: '' } })).toContain(
			'a) Chữ ký số đã đăng ký: số serial AB12;',
		);
		expect(body({ oldCertificate: certificate })).toContain(
			'số serial 5404FFFE, do VNPT-CA cấp, hiệu lực từ ngày 20/11/2023 đến ngày 19/11/2026;',
		);
	});

	it('marks empty and faulty values', () => {
		const company = { ...sampleRequest.company, address: '', phone: '0225 312' };
		const text = composeLetter({ ...sampleRequest, company }, wordings, new Set(['company.phone']));
		const marked = text.body.flat().filter((segment) => segment.marked);
		expect(marked.map((segment) => segment.text)).toEqual(['[chưa có địa chỉ]', '0225 312']);
	});

	it('lists certified copies on paper, and the letter of introduction where it is brought by hand', () => {
		const listed = (route: 'email' | 'post' | 'hand') => {
			const body = composeLetter({ ...sampleRequest, letter: { ...sampleRequest.letter, route } }, wordings).body.map(
				plain,
			);
			return body.slice(body.findIndex((line) => line.startsWith('1. ')));
		};
		expect(listed('email').join()).not.toContain('chứng thực');
		expect(listed('post')).toEqual([
			'1. Bản sao chứng thực giấy chứng nhận đăng ký doanh nghiệp;',
			expect.stringMatching(/^2\. Bản sao chứng thực giấy chứng nhận đăng ký thuế/),
			'3. Bản sao chứng thực căn cước công dân của người đại diện theo pháp luật.',
		]);
		expect(listed('hand').at(-1)).toBe('4. Giấy giới thiệu người nộp hồ sơ.');
	});

	it('introduces the bearer to everybody the letter is for', () => {
		const { letter } = sampleRequest;
		const request = {
			...sampleRequest,
			letter: { ...letter, route: 'hand', addressees: ['Cục Hải quan', 'Chi cục Hải quan khu vực III'] },
			introduction: sampleIntroduction,
		} as const satisfies LetterRequest;
		const text = composeIntroduction(request, wordings);
		expect(plain(text.number)).toBe('Số: 05/GGT-ĐTP');
		const body = text.body.map(plain);
		expect(body.join('\n')).not.toMatch(/[{}[\]]/);
		expect(body).toEqual(
			expect.arrayContaining([
				'Ông (bà): Trần Văn Bình.',
				'Giấy tờ tùy thân: căn cước công dân số 031090004321.',
				'Được cử đến: Cục Hải quan; Chi cục Hải quan khu vực III.',
				'Giấy này có giá trị đến hết ngày 16/12/2026./.',
			]),
		);
		const { introduction: _, ...unknown } = request;
		const marked = composeIntroduction(unknown, wordings)
			.body.flat()
			.filter((segment) => segment.marked);
		expect(marked.map(({ text }) => text)).toEqual([
			'[chưa có họ tên người nộp]',
			'[chưa có chức vụ]',
			'[chưa có số giấy tờ]',
			'[chưa có ngày]',
		]);
	});

	it('has a mark for every placeholder of every template that can be empty', () => {
		const always = /^(letter\.(subject|addressees)|\w+\.idType)$/;
		for (const name of [...letterKinds, 'introduction']) {
			const names = JSON.stringify([read(name), wordings.common]).match(
				/(?<=\{)(company|representative|letter|newCert|introduction)[\w.]+(?=\})/g,
			);
			for (const name of names ?? []) {
				if (!always.test(name)) expect(Object.keys(wordings.common.missing)).toContain(name);
			}
		}
	});
});
