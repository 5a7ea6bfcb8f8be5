import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasDisplay, openVirtualDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import { node24, root, rootPath, Stop, say, withUtf8Names } from './shared.mjs';
import { installSystemPackages } from './system-packages.mjs';

/** Opens the application and answers its exit status. `--practice`: a SoftHSM token and a data folder of its own. */
export async function runApplication(/** @type {string[]} */ args) {
	const unknown = args.find((arg) => arg !== '--practice');
	if (unknown !== undefined) throw new Stop(`Unknown option "${unknown}". Known: --practice.`);
	const practice = args.includes('--practice');
	const virtual = !hasDisplay();
	await installSystemPackages([
		'electron',
		...(virtual ? /** @type {const} */ (['display']) : []),
		...(practice ? /** @type {const} */ (['practice']) : []),
	]);
	const electron = await findElectron();
	const env = { ...withUtf8Names(process.env), VNACCS_KEYRING_NODE: node24() };
	if (electron.development) Object.assign(env, { VNACCS_KEYRING_DEVELOPMENT_RUNTIME: '1' });
	const electronArgs = electron.runsApp ? [] : [rootPath];
	// Chromium refuses its sandbox to root; an ordinary user keeps it.
	if (process.getuid?.() === 0) electronArgs.push('--no-sandbox');
	else refuseWithoutSandbox(electron.executable);
	if (practice) {
		const folder = join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'vnaccs-keyring-practice');
		say(`Preparing the practice token in ${folder} …`);
		const conf = execFileSync(node24(), [fileURLToPath(new URL('dist/electron/practice.js', root)), folder], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 2],
		}).trim();
		Object.assign(env, { SOFTHSM2_CONF: conf });
		electronArgs.push('--practice', `--user-data-dir=${join(folder, 'data')}`);
		say('Practice token ready: PIN 12345678. The data folder is separate from your own.');
	}
	const display = virtual ? await openVirtualDisplay() : null;
	if (display) {
		// Without a desktop session Chromium complains of every service it misses; none of them is needed.
		electronArgs.push('--log-level=3');
		say(`No display found: the window opens on the virtual display ${display.display} (1366x768).`);
		Object.assign(env, { DISPLAY: display.display });
	}
	try {
		return await new Promise((resolve, reject) => {
			const child = spawn(electron.executable, electronArgs, { env, stdio: ['ignore', 2, 2] });
			child.on('error', reject);
			child.on('exit', (code) => resolve(code ?? 1));
			for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
				process.on(signal, () => child.kill(signal));
			}
		});
	} finally {
		display?.close();
	}
}

/** Chromium's sandbox needs user namespaces or a helper owned by root; without either it would end with a crash report. */
function refuseWithoutSandbox(/** @type {string} */ executable) {
	if (process.platform !== 'linux' || spawnSync('unshare', ['--user', 'true']).status === 0) return;
	const helper = join(dirname(executable), 'chrome-sandbox');
	const { uid, mode } = statSync(helper);
	if (uid === 0 && (mode & 0o4000) !== 0) return;
	throw new Stop(
		`This system allows no user namespaces, which Chromium's sandbox needs. Run this once, then start again:\n\n    sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\n`,
	);
}
