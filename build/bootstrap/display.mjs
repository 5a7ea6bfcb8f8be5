import { spawn } from 'node:child_process';
import { Stop } from './shared.mjs';

/**
 * A virtual display of our own, 1366x768 unless told otherwise; it picks a free number and listens to no network.
 * @returns {Promise<{ display: string, close: () => void }>}
 */
export function openVirtualDisplay(size = '1366x768x24') {
	return new Promise((resolve, reject) => {
		const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
			stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
		});
		server.on('error', () => reject(new Stop('Xvfb could not be started: install the Debian package xvfb.')));
		server.on('exit', () => reject(new Stop('The virtual display ended by itself.')));
		server.stdio[3]?.once('data', (number) => {
			resolve({ display: `:${String(number).trim()}`, close: () => server.kill('SIGKILL') });
		});
	});
}

export function hasDisplay() {
	return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
