import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenHosts, type TokenLimits } from '../../electron/pkcs11/token-hosts.ts';
import type { TokenSignRequest } from '../../electron/pkcs11/token-port.ts';
import { nodeSpawn } from '../../electron/platform/node-link.ts';

const source = join(import.meta.dirname, 'scripted-driver.c');
const entry = join(import.meta.dirname, '../../electron/token-host.ts');

/** Compiles a C source into a shared library. Without gcc the tests fail here: nothing is skipped. */
export function compile(file: string, from: string, ...options: string[]): string {
	execFileSync('gcc', ['-std=c11', '-Wall', '-Wextra', '-shared', '-fPIC', ...options, '-o', file, from]);
	return file;
}

/** One for all drivers of a run: what is in it does not matter to the faults. */
const certificate = new X509Certificate(
	execFileSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', '/dev/null', '-days', '9'],
			...['-utf8', '-subj', '/CN=CÔNG TY THỬ LỖI/UID=MST:0201234569/C=VN'],
		],
		{ stdio: ['ignore', 'pipe', 'ignore'] },
	),
);

/** A driver that follows a script (scripted-driver.c), with a host of its own to run it in. */
export class ScriptedDriver {
	readonly folder = mkdtempSync(join(tmpdir(), 'keyring-driver-'));
	readonly path: string;
	readonly hosts: TokenHosts;
	/** Wide enough for the start of a process on a busy machine; short only while a driver misbehaves. */
	readonly limits: TokenLimits = { listMs: 10_000, signMs: 10_000 };
	readonly #script = join(this.folder, 'script');
	readonly #log = join(this.folder, 'log');
	#lines: Record<string, string> = {};

	/** Around the module `wrapped`, or with a token of its own. */
	constructor(wrapped?: string) {
		const der = join(this.folder, 'certificate.der');
		writeFileSync(der, certificate.raw);
		this.#lines = wrapped ? { wrap: wrapped } : { cert: der, 'cert-id': '01', 'key-id': '01' };
		this.set({});
		this.path = compile(
			join(this.folder, 'scripted-driver.so'),
			source,
			`-DSCRIPT="${this.#script}"`,
			`-DLOG="${this.#log}"`,
		);
		this.hosts = new TokenHosts(nodeSpawn({ execPath: process.execPath, entry }), this.limits);
	}

	/** Changes lines of the script; undefined takes a line out. */
	set(lines: Record<string, string | undefined>): void {
		for (const [key, value] of Object.entries(lines)) {
			if (value === undefined) delete this.#lines[key];
			else this.#lines[key] = value;
		}
		const text = Object.entries(this.#lines).map(([key, value]) => `${key} ${value}\n`);
		writeFileSync(this.#script, text.join(''));
	}

	/** Starts the host, then makes a driver hang or misbehave with `script` under limits of one second. */
	async misbehave(script: Record<string, string>): Promise<void> {
		await this.list();
		this.calls();
		this.set(script);
		Object.assign(this.limits, { listMs: 1000, signMs: 1000 });
	}

	/** Takes lines out of the script again and the short limits with them. */
	heal(...keys: string[]): void {
		this.set(Object.fromEntries(keys.map((key) => [key, undefined])));
		Object.assign(this.limits, { listMs: 10_000, signMs: 10_000 });
	}

	/** Names of the calls since the last time this was asked. */
	calls(): string[] {
		const calls = existsSync(this.#log) ? readFileSync(this.#log, 'utf8').trim().split('\n') : [];
		rmSync(this.#log, { force: true });
		return calls;
	}

	logins(): string[] {
		return this.calls().filter((call) => call.startsWith('C_Login'));
	}

	sign(options: { pin?: string | Uint8Array; allowFinalTry?: boolean; request?: Partial<TokenSignRequest> } = {}) {
		const request: TokenSignRequest = {
			module: this.path,
			slot: 5,
			certificateSha256: createHash('sha256').update(certificate.raw).digest('hex'),
			hash: 'sha256',
			scheme: 'pkcs1',
			digest: new Uint8Array(32),
			...options.request,
		};
		const typed = options.pin ?? '12345678';
		const pin = typeof typed === 'string' ? new TextEncoder().encode(typed) : typed;
		return this.hosts.sign(request, pin, options.allowFinalTry ?? false);
	}

	async list() {
		const [listing] = await this.hosts.list([this.path]);
		return listing!;
	}

	remove(): void {
		this.hosts.close();
		rmSync(this.folder, { recursive: true });
	}
}
