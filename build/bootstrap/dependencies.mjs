import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readStamp, root, run, Stop, say, sha256 } from './shared.mjs';

const stamp = new URL('node_modules/.vnaccs-keyring-lock', root);

/** `npm ci` when node_modules does not stand for the present lockfile; the stamp is written last, so an interrupted install is done again. */
export async function installDependencies() {
	const wanted = sha256(readFileSync(new URL('package-lock.json', root)));
	if (readStamp(stamp) === wanted) return;
	if (installedByHand()) {
		writeFileSync(stamp, wanted);
		return;
	}
	// A second working copy may borrow the packages of the first: `npm ci` would empty that one's folder.
	if (lstatSync(new URL('node_modules', root), { throwIfNoEntry: false })?.isSymbolicLink()) {
		throw new Stop(
			'node_modules is a link and does not stand for this lockfile: run npm ci in the folder it leads to.',
		);
	}
	say('Installing packages from the lockfile (npm ci) …');
	const started = Date.now();
	const status = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		shell: process.platform === 'win32',
	});
	if (status !== 0) throw new Stop('npm ci failed; its message stands above. Run the command again once it is mended.');
	writeFileSync(stamp, wanted);
	say(`Packages installed in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** Somebody ran `npm ci` here: npm writes its own record last, so it is newer than the lockfile it stands for. */
function installedByHand() {
	const lockfile = statSync(new URL('package-lock.json', root));
	const record = statSync(new URL('node_modules/.package-lock.json', root), { throwIfNoEntry: false });
	return !existsSync(stamp) && record !== undefined && record.mtimeMs > lockfile.mtimeMs;
}
