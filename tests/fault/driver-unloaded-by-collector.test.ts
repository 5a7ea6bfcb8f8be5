import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Found in real Electron: every driver crashed about 30 s after the last call, at the first idle garbage collection. */
test('a driver stays loaded when garbage is collected between two calls', () => {
	const script = `
		import { readFileSync } from 'node:fs';
		import { Cryptoki } from '${new URL('../../electron/pkcs11/cryptoki.ts', import.meta.url)}';
		const driver = new Cryptoki('/usr/lib/softhsm/libsofthsm2.so');
		driver.call('C_Initialize', null);
		for (let turn = 0; turn < 5; turn++) {
			gc();
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		const mapped = readFileSync('/proc/self/maps', 'utf8').includes('libsofthsm2');
		// 0x191: already initialised, so it is still the same library.
		console.log(mapped, driver.call('C_Initialize', null));
		process.kill(process.pid, 'SIGKILL');`;
	let output: string;
	try {
		output = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		});
	} catch (thrown) {
		// The script ends itself hard, as token hosts do.
		output = String((thrown as { stdout: string }).stdout);
	}
	expect(output.trim()).toBe(`true ${0x191}`);
});
