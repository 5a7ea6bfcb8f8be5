import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './application.ts';

/** Found in review: the token host shared its error output with the application, and a vendor's driver may print a PIN. */
test('what a driver prints reaches no output of the application', async ({
	application: { electron, page, folder },
}) => {
	let printed = '';
	electron.process().stderr?.on('data', (text) => {
		printed += text;
	});
	electron.process().stdout?.on('data', (text) => {
		printed += text;
	});
	const mark = join(folder, 'loaded');
	const driver = join(folder, 'driver.so');
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'driver.c'),
		`#include <stdio.h>
		__attribute__((constructor)) static void speak(void) {
			fputs("PIN-BY-DRIVER\\n", stderr); fputs("PIN-BY-DRIVER\\n", stdout); fflush(stdout);
			fclose(fopen(${JSON.stringify(mark)}, "w"));
		}
		unsigned long C_GetFunctionList(void **list) { return 5; }`,
	);
	execFileSync('gcc', ['-shared', '-fPIC', '-o', driver, join(folder, 'driver.c')]);
	await electron.evaluate(({ dialog }, path) => {
		dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
	}, driver);
	const answer = await page.evaluate(async () => {
		const { keyring } = window as never as {
			keyring: {
				vault: { create(request: object): Promise<unknown> };
				tokens: { chooseModule(request: object): Promise<{ ok: boolean }> };
			};
		};
		await keyring.vault.create({ password: 'con cò lặn lội bờ sông' });
		return keyring.tokens.chooseModule({});
	});
	expect(answer.ok).toBe(false);
	expect(existsSync(mark)).toBe(true);
	await page.waitForTimeout(500);
	expect(printed).not.toContain('PIN-BY-DRIVER');
});
