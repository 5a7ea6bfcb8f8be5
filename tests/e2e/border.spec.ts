import { callNames } from '../../shared/contracts/call-names.ts';
import { expect, test } from './application.ts';

/** What the border promises, proven by attack on the running application. */

test('the page has neither Node nor Electron, and the bridge is the contract list and nothing else', async ({
	application: { page },
}) => {
	const found = await page.evaluate(() => ({
		globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'global'].filter(
			(name) => name in window,
		),
		bridge: Object.entries((window as never as { keyring: Record<string, unknown> }).keyring).flatMap(
			([feature, calls]) =>
				typeof calls === 'function' ? [feature] : Object.keys(calls as object).map((name) => `${feature}.${name}`),
		),
		frozen: (() => {
			try {
				(window as never as { keyring: { vault: { status: unknown } } }).keyring.vault.status = () => 'mine';
			} catch {
				// Strict mode says so by throwing.
			}
			return String((window as never as { keyring: { vault: { status: unknown } } }).keyring.vault.status).includes(
				'mine',
			);
		})(),
	}));
	expect(found.globals).toEqual([]);
	expect(found.bridge.sort()).toEqual(
		[...callNames, 'addDroppedFiles', 'checkDroppedFile', 'onEvent', 'pasteInto'].sort(),
	);
	expect(found.frozen).toBe(false);
});

test('an inline script, eval, a foreign script, image, frame and form are blocked by the policy', async ({
	application: { page },
}) => {
	const result = await page.evaluate(async () => {
		const seen: string[] = [];
		document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
		const mark = window as never as Record<string, unknown>;
		const inline = document.createElement('script');
		inline.textContent = 'window.attackedInline = true';
		document.body.append(inline);
		const foreign = document.createElement('script');
		foreign.src = 'https://example.com/x.js';
		document.body.append(foreign);
		const image = document.createElement('img');
		image.src = 'https://example.com/x.png';
		document.body.append(image);
		const frame = document.createElement('iframe');
		frame.src = 'https://example.com/';
		document.body.append(frame);
		// A text for setTimeout is eval by another name; eval itself is allowed to a debugger, which this test is.
		(setTimeout as (code: string) => void)('window.attackedEval = true');
		const fetched = await fetch('https://example.com/').then(
			() => 'answered',
			() => 'refused',
		);
		await new Promise((resolve) => setTimeout(resolve, 300));
		for (const element of [inline, foreign, image, frame]) element.remove();
		return { seen, inlineRan: 'attackedInline' in mark, evalRan: 'attackedEval' in mark, fetched };
	});
	expect(result.inlineRan).toBe(false);
	expect(result.evalRan).toBe(false);
	expect(result.fetched).toBe('refused');
	for (const directive of ['script-src-elem', 'img-src', 'frame-src', 'connect-src', 'script-src']) {
		expect(result.seen).toContain(directive);
	}
});

test('no navigation leaves the application', async ({ application: { page } }) => {
	const home = page.url();
	const targets = [
		'https://example.com/',
		'http://example.com/',
		'data:text/html,<h1>x</h1>',
		'file:///etc/passwd',
		'app://keyring.example.com/app/index.html',
		'app://user@keyring/app/index.html',
		'app://keyring/assets/..%2f..%2fpackage.json',
		'about:blank',
	];
	for (const target of targets) {
		await page.evaluate((url) => {
			const link = document.createElement('a');
			link.href = url;
			document.body.append(link);
			link.click();
			link.remove();
			try {
				location.assign(url);
			} catch {
				// Chromium itself refuses some of them.
			}
		}, target);
		await page.waitForTimeout(150);
		await expect.poll(() => page.url(), { message: target }).toBe(home);
	}
	await page.waitForLoadState('domcontentloaded');
	expect(await page.evaluate(() => typeof (window as never as { keyring: unknown }).keyring)).toBe('object');
});

test('no window opens and no webview attaches', async ({ application: { page, electron } }) => {
	const opened = await page.evaluate(() => {
		const view = document.createElement('webview');
		view.setAttribute('src', 'https://example.com/');
		document.body.append(view);
		return window.open('https://example.com/') !== null;
	});
	expect(opened).toBe(false);
	expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('every permission is denied', async ({ application: { page } }) => {
	const states = await page.evaluate(async () => {
		const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi'];
		const states = await Promise.all(
			names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
		);
		const media = await navigator.mediaDevices.getUserMedia({ video: true }).then(
			() => 'granted',
			() => 'denied',
		);
		return [...states, media];
	});
	expect(new Set(states)).toEqual(new Set(['denied']));
});

test('a call from a child frame or from another window is refused', async ({ application: { electron, page } }) => {
	const home = page.url();
	const answers = await electron.evaluate(async ({ BrowserWindow, app }, address) => {
		const preload = `${app.getAppPath()}/dist/electron/preload.cjs`;
		const stranger = new BrowserWindow({
			show: false,
			// The preload script in child frames, too: the harshest case for the gate.
			webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegrationInSubFrames: true },
		});
		await stranger.loadURL(address);
		const ask = 'window.keyring.vault.status({})';
		const fromWindow = await stranger.webContents.executeJavaScript(ask);
		await stranger.webContents.executeJavaScript(
			"new Promise((done) => { const f = document.createElement('iframe'); document.body.append(f); setTimeout(done, 300); })",
		);
		const child = stranger.webContents.mainFrame.frames[0];
		const fromChild = child ? await child.executeJavaScript(`parent.${ask.slice('window.'.length)}`) : 'no frame';
		stranger.destroy();
		return { fromWindow, fromChild };
	}, home);
	for (const answer of Object.values(answers)) {
		expect(answer).toEqual({ ok: false, error: { code: 'IPC_SENDER_REFUSED', params: {} } });
	}
});

test('windows have the sandbox, isolation and no Node, read at run time', async ({ application: { electron } }) => {
	const settings = await electron.evaluate(({ BrowserWindow }) =>
		BrowserWindow.getAllWindows().map((window) => {
			const contents = window.webContents as never as { getLastWebPreferences(): Record<string, unknown> };
			return contents.getLastWebPreferences();
		}),
	);
	expect(settings.length).toBeGreaterThan(0);
	for (const one of settings) {
		expect(one).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
		expect(one.webSecurity).not.toBe(false);
	}
});

test('the own protocol serves nothing outside the built pages', async ({ application: { page } }) => {
	const answers = await page.evaluate(async () => {
		const paths = [
			'../package.json',
			'..%2fpackage.json',
			'files/../../x',
			'files/%00',
			'app/',
			`${'a'.repeat(3000)}.js`,
		];
		return Promise.all(
			paths.map((path) =>
				fetch(`app://keyring/${path}`).then(
					(response) => response.status,
					() => 404,
				),
			),
		);
	});
	expect(new Set(answers)).toEqual(new Set([404]));
});

test('an IPC round trip through gate and core takes milliseconds', async ({ application: { page } }, info) => {
	const times = await page.evaluate(async () => {
		const client = (window as never as { keyring: { vault: { status(request: object): Promise<unknown> } } }).keyring;
		const times: number[] = [];
		for (let i = 0; i < 200; i++) {
			const started = performance.now();
			await client.vault.status({});
			times.push(performance.now() - started);
		}
		return times.sort((a, b) => a - b);
	});
	const median = times[100] ?? Number.NaN;
	info.annotations.push({ type: 'ipc-median-ms', description: median.toFixed(2) });
	console.log(
		`IPC round trip page -> gate -> core: median ${median.toFixed(2)} ms, p95 ${(times[190] ?? 0).toFixed(2)} ms`,
	);
	expect(median).toBeLessThan(100);
});
