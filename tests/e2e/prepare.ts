import { expect, type Page } from '@playwright/test';
import type { CompanyDraft } from '../../shared/contracts/companies-contract.ts';
import type { Client, Envelope } from '../../shared/contracts/contracts.ts';
import type { Dossier } from '../../shared/contracts/dossiers-contract.ts';
import { emptyCompany } from '../../shared/domain/company-entry.ts';
import { inUse } from '../../shared/domain/validity.ts';

/** What a test needs before it begins, made by the calls of the page: the typing is tested elsewhere. */

export const appPassword = 'con cò lặn lội bờ sông';

export const sampleCompany: CompanyDraft = {
	...emptyCompany,
	taxCode: '0201234569',
	name: 'Công ty TNHH XNK Đường Trần Phú',
	shortName: 'ĐTP',
	address: '18 đường Trần Phú, phường Ngô Quyền, thành phố Hải Phòng',
	phone: '0225 3123 456',
	email: 'xnk@duongtranphu.vn',
	place: 'Hải Phòng',
	representative: {
		name: 'Nguyễn Thị Ngọc Ẩn',
		title: 'Giám đốc',
		idType: 'cccd',
		idNumber: '031180001234',
		idDate: '2021-12-05',
		idPlace: 'Cục Cảnh sát QLHC về TTXH',
	},
};

/** One call of the page; throws what it was refused for. */
export async function ask<F extends keyof Client & string, N extends keyof Client[F] & string>(
	page: Page,
	feature: F,
	name: N,
	request: object,
): Promise<unknown> {
	const answer = await page.evaluate(
		async ([feature, name, request]) => {
			const { keyring } = window as never as {
				keyring: Record<string, Record<string, (request: unknown) => Promise<unknown>>>;
			};
			return keyring[feature]?.[name]?.(request);
		},
		[feature, name, request] as const,
	);
	const envelope = answer as Envelope<unknown>;
	if (!envelope.ok) throw new Error(`${feature}.${name}: ${JSON.stringify(envelope.error)}`);
	return envelope.value;
}

/** An open vault with one company on a page drawn anew: nothing has the focus. */
export async function begin(page: Page): Promise<void> {
	await ask(page, 'vault', 'create', { password: appPassword });
	await ask(page, 'companies', 'save', sampleCompany);
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
}

/** An open vault, a company and a dossier whose letter is complete. Reload the page before it is looked at. */
export async function newDossier(page: Page): Promise<Dossier> {
	await ask(page, 'vault', 'create', { password: appPassword });
	const company = (await ask(page, 'companies', 'save', sampleCompany)) as { id: string };
	const wanted = { companyId: company.id, kind: 'vnaccs-admin-password' };
	const { id, letter } = (await ask(page, 'dossiers', 'create', wanted)) as Dossier;
	const typed = { ...letter, number: '12/CV-ĐTP', reason: 'quên mật khẩu tài khoản quản trị' };
	return (await ask(page, 'dossiers', 'saveLetter', { id, letter: typed })) as Dossier;
}

/** The same with the files of the next dialog added as its papers, and merged. */
export async function mergedDossier(page: Page): Promise<Dossier> {
	const { id } = await newDossier(page);
	const { dossier } = (await ask(page, 'dossiers', 'addFiles', { id })) as { dossier: Dossier };
	const papers = ['business-registration', 'representative-id'];
	const pages = dossier.pages.map((one, place) => ({ ...one, paper: papers[place] ?? 'other' }));
	await ask(page, 'dossiers', 'setPages', { id, pages });
	return (await ask(page, 'dossiers', 'merge', { id })) as Dossier;
}

/**
 * An open vault and a company with V2060001 and V2060004 on a terminal each, its administrator and its account of the
 * National Single Window; one certificate for all, which ends in 20 days. The page shows it.
 */
export async function newAccounts(page: Page): Promise<void> {
	await ask(page, 'vault', 'create', { password: appPassword });
	const { id: companyId } = (await ask(page, 'companies', 'save', {
		...sampleCompany,
		customsOfficeCode: '03CC',
		customsOfficeName: 'Hải quan cửa khẩu cảng Hải Phòng KV I',
		declarationAddress: 'intrctv.vnaccs.customs.gov.vn',
	})) as { id: string };
	const certificate = {
		certificateProvider: 'VNPT-CA',
		certificateSerial: '5404FFFEB7033FB316D672200C4D2A11',
		certificateNotBefore: '2023-12-24',
		certificateNotAfter: new Date(Date.now() + 20 * 24 * 3_600_000).toISOString().slice(0, 10),
		certificateSubject: 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ',
		certificateTaxCode: '0201234569',
	};
	for (const [userId, declarantName, terminalId, computer] of [
		['V2060001', 'Nguyễn Thị Ngọc Ẩn', 'A206T1', 'PC-XNK-03'],
		['V2060004', 'Lê Quốc Ưng', 'A206T3', 'PC-XNK-02'],
	]) {
		await ask(page, 'parameters', 'save', {
			...{ companyId, declarantName, email: '', userCode: 'V2060', userId, password: 'K7Q2M9XD' },
			terminal: { terminalId, computer, accessKey: 'A1B2C3D4E5F6G7H8' },
			...certificate,
			...inUse,
		});
	}
	await ask(page, 'accounts', 'saveAdmin', { companyId, password: 'QUANTRI1', ...certificate });
	await ask(page, 'accounts', 'saveNsw', { companyId, login: 'duongtranphu', mailbox: 'xnk@duongtranphu.vn' });
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
}
