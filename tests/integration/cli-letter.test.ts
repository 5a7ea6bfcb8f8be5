import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sampleIntroduction } from '../../shared/domain/letter/letter-samples.ts';
import { cli, request, workFolder } from './cli-process.ts';

/** What REQUEST has beside the first three kinds: both requests at once, addressees, papers, doubtful certificates. */

const folder = workFolder();
const certificate = { serial: '0x54:04', provider: 'VNPT-CA', notBefore: '2023-11-20', notAfter: '2025-11-19' };

async function build(wanted: object) {
	writeFileSync(path.join(folder, 'yêu cầu.json'), JSON.stringify(wanted));
	const { status, stdout, stderr } = await cli(folder, [
		'letter',
		'build',
		'yêu cầu.json',
		'--out',
		'ra.pdf',
		'--json',
	]);
	return { status, stderr, ...JSON.parse(stdout) };
}
const text = () => execFileSync('pdftotext', ['-layout', path.join(folder, 'ra.pdf'), '-'], { encoding: 'utf8' });

describe('letter build', () => {
	test('asks for both in one letter, warns about the certificate on standard error and builds it all the same', async () => {
		const { status, stderr, value } = await build({
			...request,
			kind: 'vnaccs-password-and-certificate',
			letter: { ...request.letter, addressees: ['Cục Hải quan', 'Chi cục Hải quan khu vực III'] },
			oldCertificate: { serial: '5404', provider: '', notBefore: '', notAfter: '' },
			newCertificate: certificate,
		});
		expect({ status, value }).toEqual({ status: 0, value: { pages: 1 } });
		expect(stderr).toContain('Số serial chữ ký số mới: Số serial mới trùng số serial cũ');
		expect(stderr).toContain('Chữ ký số mới: hiệu lực đến: Chữ ký số mới đã hết hạn vào ngày công văn');
		expect(text()).toMatch(/- Cục Hải quan;\n\s+- Chi cục Hải quan khu vực III\./);
		expect(text()).toContain('cấp lại mật khẩu và cập nhật chữ ký số mới');
	});

	test('puts the letter of introduction behind a letter that is brought by hand', async () => {
		const byHand = { ...request, letter: { ...request.letter, route: 'hand' } };
		const without = await build(byHand);
		expect(without).toMatchObject({ status: 2, error: { code: 'INPUT_FIELD' } });
		expect(without.error.message + without.stderr).toMatch(/introduction\./);
		const { status, value } = await build({ ...byHand, introduction: sampleIntroduction });
		expect({ status, value }).toEqual({ status: 0, value: { pages: 2 } });
		expect(text()).toMatch(/\f[\s\S]*GIẤY GIỚI THIỆU[\s\S]*Trần Văn Bình/);
	});

	test('refuses papers for the National Single Window', async () => {
		const post = { ...request, kind: 'nsw-password', letter: { ...request.letter, route: 'post' } };
		expect(await build(post)).toMatchObject({ status: 2, error: { code: 'INPUT_FIELD' } });
	});
});
