import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, Stop, say } from './shared.mjs';

/** Debian packages by purpose. The libraries are those Electron links against. */
export const packages = {
	electron: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
	display: ['xvfb', 'fonts-noto-core', 'fonts-liberation2'],
	practice: ['softhsm2'],
	test: ['poppler-utils', 'qpdf', 'openssl', 'gcc', 'libc6-dev', 'opensc'],
};

/**
 * Installs what is missing on a Debian-like system: as root, or through a sudo that asks nothing.
 * Otherwise prints the exact command and stops. Elsewhere the packages come with the system.
 * @param {readonly (keyof typeof packages)[]} purposes
 */
export async function installSystemPackages(purposes) {
	if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
	const missing = purposes.flatMap((purpose) => packages[purpose]).filter((name) => !installed(name));
	if (missing.length === 0) return;
	const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
	const prefix = process.getuid?.() === 0 ? [] : canSudo() ? ['sudo', '-n'] : null;
	if (!prefix) {
		throw new Stop(
			`These system packages are missing. Install them, then run the command again:\n\n    sudo apt-get update && sudo ${install.join(' ')}\n`,
		);
	}
	say(`Installing system packages: ${missing.join(' ')} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const command of [['apt-get', 'update', '-qq'], install]) {
		const [program = '', ...args] = [...prefix, ...command];
		if ((await run(program, args, { env, stdio: ['ignore', 'ignore', 2] })) !== 0) {
			throw new Stop(`"${command.join(' ')}" failed; its message stands above.`);
		}
	}
}

function installed(/** @type {string} */ name) {
	// Newer releases renamed some libraries: libgtk-3-0 is libgtk-3-0t64 there.
	return [name, `${name}t64`].some((candidate) => {
		// biome-ignore lint/suspicious/noTemplateCurlyInString: the format of dpkg-query, not ours
		const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}', candidate], { encoding: 'utf8' });
		return query.status === 0 && query.stdout.startsWith('ii');
	});
}

function canSudo() {
	return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}
