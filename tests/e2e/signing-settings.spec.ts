import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
	type Application,
	accessibilityFindings,
	answerOpenDialog,
	closeBy,
	expect,
	openScreen,
	shoot,
	test,
} from './application.ts';
import { ask, mergedDossier } from './prepare.ts';

/** Settings of signing, trusted roots, a time stamp from a service on the loopback, a key file, and the evidence kept. */

const filePassword = 'mật khẩu của tệp';
const company = 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ';

let service: Server;
test.afterEach(() => {
	service?.closeAllConnections();
	service?.close();
});

test('a dossier is signed at B-T with a key file, its roots and evidence are there', async ({ application }) => {
	test.setTimeout(240_000);
	const { page, folder } = application;
	const pki = makePki(join(folder, 'chứng thư'));
	service = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part) => parts.push(part));
		request.on('end', () => response.end(pki.stamp(Buffer.concat(parts))));
	});
	await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
	const tsaUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}/tsa`;

	await test.step('a merged dossier waits for its signature', async () => {
		const scan = join(folder, 'quét.pdf');
		const { PDFDocument } = await import('@cantoo/pdf-lib');
		const pdf = await PDFDocument.create();
		for (let count = 0; count < 2; count++) pdf.addPage([595, 842]);
		writeFileSync(scan, await pdf.save());
		await answerOpenDialog(application, [scan]);
		await mergedDossier(page);
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
	});

	await test.step('the settings start safe, and an address that is none is refused at its field', async () => {
		await openScreen(page, 'Thiết lập');
		await expect(page.getByRole('heading', { name: 'Ký số', exact: true })).toBeVisible();
		await expect(page.getByText('Chưa có chứng thư gốc nào').first()).toBeVisible();
		await shoot(page, 'vi', 'signing-settings-empty');
		await page.getByLabel('Cho phép dùng mạng khi ký').check();
		await page.getByRole('combobox', { name: 'Mức chữ ký' }).click();
		await page.getByRole('option', { name: /^B-T/ }).click();
		await page.getByLabel('Địa chỉ dịch vụ dấu thời gian').fill('tsa.vn');
		await page.getByRole('button', { name: /^Ghi/ }).click();
		await expect(page.getByText('phải là địa chỉ http://').first()).toBeVisible();
		await shoot(page, 'vi', 'signing-settings-refused');
		await page.getByLabel('Địa chỉ dịch vụ dấu thời gian').fill(tsaUrl);
		await page.getByRole('button', { name: /^Ghi/ }).click();
		await expect(page.getByText('Đã ghi thiết lập ký số').first()).toBeVisible();
	});

	await test.step('roots are added, listed with their fingerprint, removed; what is no CA is refused', async () => {
		await answerOpenDialog(application, [pki.both, pki.certificate]);
		await page.getByRole('button', { name: 'Thêm chứng thư…' }).click();
		await expect(page.getByText('Gốc thử nghiệm').first()).toBeVisible();
		await expect(page.getByText(`Không thêm ${company}`).first()).toBeVisible();
		await expect(page.getByText(pki.rootSha256).first()).toBeVisible();
		await page.getByText(pki.rootSha256).first().scrollIntoViewIfNeeded();
		await shoot(page, 'vi', 'trust-list');
		await answerOpenDialog(application, [pki.other]);
		await page.getByRole('button', { name: 'Thêm chứng thư…' }).click();
		await expect(page.getByText('Gốc thừa').first()).toBeVisible();
		await page.getByRole('button', { name: 'Gỡ Gốc thừa' }).click();
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'trust-remove');
		await page.getByRole('button', { name: 'Gỡ', exact: true }).click();
		await expect(page.getByText('Đã gỡ Gốc thừa').first()).toBeVisible();
		await expect(page.getByRole('button', { name: 'Gỡ Gốc thừa' })).toHaveCount(0);
	});

	await test.step('a key file is opened with its password, which speaks of no token when it is wrong', async () => {
		await openScreen(page, 'Hồ sơ cấp lại');
		await page.getByText('HS-2026-001').first().click();
		await expect(page.getByText('Sai mã số thuế').first()).toBeVisible({ timeout: 20_000 });
		await answerOpenDialog(application, [pki.keyFile]);
		await answerPassword(application, 'Dùng tệp .p12/.pfx…', 'sai', 'pin-key-file');
		await expect(page.getByText('Mật khẩu của tệp khóa không đúng').first()).toBeVisible();
		await shoot(page, 'vi', 'sign-key-file-wrong');
		await answerPassword(application, 'Dùng tệp .p12/.pfx…', filePassword);
		await expect(page.getByText('công ty.p12').first()).toBeVisible();
		expect(await page.content()).not.toContain(join(folder, 'chứng thư'));
		await page.locator('label.certificate', { hasText: 'công ty.p12' }).click();
		await expect(page.getByText('Chứng thư dẫn tới gốc tin cậy').first()).toBeVisible();
		await expect(page.getByText(/Mức B-T: sẽ xin dấu thời gian từ 127\.0\.0\.1/).first()).toBeVisible();
		await page.waitForTimeout(1000);
		await shoot(page, 'vi', 'sign-key-file');
	});

	await test.step('signed at B-T; what could not be checked is said in plain words', async () => {
		await answerPassword(application, /^Ký số( Ctrl|$)/, filePassword, 'pin-key-file-sign');
		await expect(page.getByText(/Đã ký .* · Hợp lệ/).first()).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('B-T', { exact: true }).first()).toBeVisible();
		await expect(page.getByText(/Lý do: .*chứng thư số không ghi địa chỉ OCSP/).first()).toBeVisible();
		await page.waitForTimeout(1000);
		await shoot(page, 'vi', 'signed-b-t');
	});

	await test.step('the evidence is shown and exported', async () => {
		await expect(page.getByRole('heading', { name: 'Bằng chứng ký số' })).toBeVisible();
		await expect(page.getByText('Dẫn tới gốc tin cậy').first()).toBeVisible();
		await expect(page.getByText('RSASSA-PKCS1-v1_5, SHA-256').first()).toBeVisible();
		await page.getByRole('button', { name: 'Xuất bằng chứng…' }).scrollIntoViewIfNeeded();
		await shoot(page, 'vi', 'evidence');
		const target = join(folder, 'xuất');
		mkdirSync(target);
		await answerOpenDialog(application, [target]);
		await page.getByRole('button', { name: 'Xuất bằng chứng…' }).click();
		await expect(page.getByText('Đã lưu vào thư mục HS-2026-001_bang-chung-ky-so').first()).toBeVisible();
		expect(readdirSync(join(target, 'HS-2026-001_bang-chung-ky-so')).toSorted()).toEqual([
			'bang-chung.json',
			'chung-thu-cap-tren-1.cer',
			'chung-thu-cap-tren-2.cer',
			'chung-thu.cer',
		]);
	});

	await test.step('the signed file is valid for poppler and carries the time stamp', async () => {
		const answer = await ask(page, 'dossiers', 'list', {});
		const signed = findFile(folder, 'signed.pdf');
		expect(answer).toHaveLength(1);
		expect(execFileSync('pdfsig', ['-nocert', signed], { encoding: 'utf8' })).toContain('Signature is Valid');
		// id-aa-timeStampToken (RFC 3161, appendix A), inside the hexadecimal of the signature.
		expect(readFileSync(signed, 'latin1')).toContain('060b2a864886f70d010910020e');
	});

	await test.step('the same in English, and the key file is forgotten', async () => {
		await openScreen(page, 'Thiết lập');
		await page.getByRole('combobox', { name: 'Ngôn ngữ' }).click();
		await page.getByRole('option', { name: 'English' }).click();
		await expect(page.getByText('Trusted root certificates').first()).toBeVisible();
		await shoot(page, 'en', 'signing-settings');
		await page.getByRole('button', { name: 'Forget công ty.p12' }).scrollIntoViewIfNeeded();
		await shoot(page, 'en', 'signing-settings-key-files');
		await openScreen(page, 'Certificates');
		await expect(page.getByText('công ty.p12').first()).toBeVisible();
		await shoot(page, 'en', 'certificates-key-file');
		await openScreen(page, 'Settings');
		await page.getByRole('button', { name: 'Forget công ty.p12' }).click();
		await expect(page.getByText('Key files used')).toHaveCount(0);
		await openScreen(page, 'Reset dossiers');
		await page.getByText('HS-2026-001').first().click();
		await page.locator('.step').nth(3).click();
		await page.getByRole('button', { name: 'Export evidence…' }).scrollIntoViewIfNeeded();
		await page.waitForTimeout(1000);
		await shoot(page, 'en', 'evidence');
	});

	await test.step('neither the password nor the key lies in the data folder', async () => {
		await application.electron.close();
		const key = execFileSync('openssl', ['pkey', '-in', pki.key, '-outform', 'DER']);
		const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
			(entry) => entry.isFile() && !/\/(chứng thư|token)$/.test(entry.parentPath),
		);
		const holding = files.filter((entry) => {
			const bytes = readFileSync(join(entry.parentPath, entry.name));
			return bytes.includes(Buffer.from(filePassword)) || bytes.includes(key.subarray(-64));
		});
		expect(holding.map(({ name }) => name)).toEqual([]);
	});

	expect(accessibilityFindings).toEqual([]);
});

/** A root, a public CA, a company and a time-stamp service, made by openssl. */
function makePki(folder: string) {
	mkdirSync(folder, { recursive: true });
	const at = (name: string) => join(folder, name);
	const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
	const ca = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
	const issue = (name: string, subject: string, extensions: string[], issuer?: string) => {
		const [key, csr, ext, pem] = ['key', 'csr', 'ext', 'pem'].map((ending) => at(`${name}.${ending}`)) as string[];
		openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', key!);
		openssl('req', '-new', '-utf8', '-key', key!, '-subj', subject, '-out', csr!);
		writeFileSync(ext!, `${['subjectKeyIdentifier=hash', ...extensions].join('\n')}\n`);
		const signer = issuer ? ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`)] : ['-key', key!];
		openssl('x509', '-req', '-in', csr!, '-extfile', ext!, '-days', '400', ...signer, '-out', pem!);
		return pem!;
	};
	const root = issue('root', '/C=VN/CN=Gốc thử nghiệm', ca);
	const middle = issue('ca', '/C=VN/O=CA thử/CN=CA công cộng thử nghiệm', ca, 'root');
	const other = issue('other', '/C=VN/CN=Gốc thừa', ca);
	const usage = ['basicConstraints=CA:FALSE', 'keyUsage=critical,digitalSignature,nonRepudiation'];
	const certificate = issue('công ty', `/C=VN/UID=MST:0201234569/CN=${company}`, usage, 'ca');
	const purpose = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=critical,timeStamping'];
	const tsa = issue('tsa', '/C=VN/CN=Dấu thời gian thử', purpose, 'ca');
	const keyFile = at('công ty.p12');
	const key = at('công ty.key');
	openssl('pkcs12', '-export', '-inkey', key, '-in', certificate, '-out', keyFile, '-passout', `pass:${filePassword}`);
	const both = at('gốc và trung gian.p7b');
	openssl('crl2pkcs7', '-nocrl', '-certfile', root, '-certfile', middle, '-out', both);
	const settings = [
		'[t]',
		`serial=${at('serial')}`,
		'default_policy=1.2.3.4',
		'digests=sha256',
		'signer_digest=sha256',
	];
	writeFileSync(at('tsa.cnf'), `${settings.join('\n')}\n`);
	const fingerprint = openssl('x509', '-in', root, '-noout', '-fingerprint', '-sha256').toString();
	const stamp = (query: Buffer) => {
		writeFileSync(at('query'), query);
		const signer = ['-signer', tsa, '-inkey', at('tsa.key'), '-chain', middle];
		openssl(
			'ts',
			'-reply',
			'-config',
			at('tsa.cnf'),
			'-section',
			't',
			...signer,
			'-queryfile',
			at('query'),
			'-out',
			at('reply'),
		);
		return readFileSync(at('reply'));
	};
	const digits = fingerprint.split('=')[1]?.trim().replaceAll(':', '') ?? '';
	return { both, other, certificate, keyFile, key, stamp, rootSha256: digits.replace(/(.{4})(?=.)/g, '$1 ') };
}

/** Presses what opens the password window, and types into it. */
async function answerPassword(
	{ electron, page }: Application,
	button: string | RegExp,
	password: string,
	shot?: string,
) {
	const [window] = await Promise.all([
		electron.waitForEvent('window'),
		page.getByRole('button', { name: button }).click(),
	]);
	await window.waitForLoadState('domcontentloaded');
	await expect(window.getByText('công ty.p12')).toBeVisible();
	await expect(window.getByText('USB Token')).toHaveCount(0);
	if (shot) await shoot(window, 'vi', shot);
	await window.locator('input[type=password]').fill(password);
	await closeBy(window, () => window.keyboard.press('Enter'));
}

function findFile(folder: string, name: string): string {
	const found = readdirSync(folder, { recursive: true, withFileTypes: true }).find((entry) => entry.name === name);
	if (!found) throw new Error(`${name} is not there`);
	return join(found.parentPath, found.name);
}
