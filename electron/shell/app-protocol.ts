import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Protocol } from 'electron';
import { origin, scheme } from './origin.ts';

const types: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ttf': 'font/ttf',
	'.woff2': 'font/woff2',
	'.pfb': 'application/octet-stream',
	'.pdf': 'application/pdf',
};

/** Everything is refused but our own scripts, styles, fonts and pictures; a nonce per load for what the UI kit adds. */
export function contentSecurityPolicy(nonce: string | null): string {
	const own = nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`;
	return [
		"default-src 'none'",
		`script-src ${own}`,
		`style-src ${own}`,
		"img-src 'self' blob:",
		"font-src 'self'",
		"connect-src 'self'",
		"worker-src 'self'",
		"form-action 'none'",
		"frame-src 'none'",
		"frame-ancestors 'none'",
		"base-uri 'none'",
	].join('; ');
}

/** Has to run before the application is ready. */
export function declareScheme(protocol: Protocol): void {
	protocol.registerSchemesAsPrivileged([
		{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
	]);
}

/**
 * Serves the built pages, and files of dossiers by their id.
 * @param pages folder of the built pages
 * @param resolveFile gives the path behind a file id, or null
 */
export function serveApplication(
	protocol: Protocol,
	pages: string,
	resolveFile: (fileId: string) => Promise<string | null>,
): void {
	protocol.handle(scheme, async (request) => {
		const path = pathOf(request.url);
		if (request.method !== 'GET' || path === null) return refuse();
		if (path.startsWith('files/')) {
			const file = await resolveFile(path.slice('files/'.length));
			return file === null ? refuse() : fileResponse(file);
		}
		return pageResponse(join(pages, path), pages);
	});
}

/** The path inside our origin, or null for anything odd: another host, encoded or plain climbing, NUL, backslash. */
export function pathOf(url: string): string | null {
	const prefix = `${origin}/`;
	if (!url.startsWith(prefix) || url.length > 2048) return null;
	const path = url.slice(prefix.length).split(/[?#]/, 1)[0] ?? '';
	return /^[A-Za-z0-9._/-]+$/.test(path) && !path.split('/').includes('..') ? path : null;
}

async function pageResponse(file: string, pages: string): Promise<Response> {
	const type = types[extname(file)];
	if (!type || !file.startsWith(pages + sep)) return refuse();
	const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR') return null;
		throw error;
	});
	if (bytes === null) return refuse();
	const headers: Record<string, string> = { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' };
	if (!type.startsWith('text/html')) {
		// A worker is held by the policy its own script came with.
		if (type.startsWith('text/javascript')) headers['Content-Security-Policy'] = contentSecurityPolicy(null);
		return new Response(new Uint8Array(bytes), { headers });
	}
	const nonce = randomBytes(16).toString('base64');
	headers['Content-Security-Policy'] = contentSecurityPolicy(nonce);
	headers['Cache-Control'] = 'no-store';
	return new Response(bytes.toString('utf8').replaceAll('__NONCE__', nonce), { headers });
}

async function fileResponse(file: string): Promise<Response> {
	const { size } = await stat(file);
	const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
	return new Response(body, {
		headers: {
			'Content-Type': types[extname(file)] ?? 'application/octet-stream',
			'Content-Length': String(size),
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'no-store',
		},
	});
}

function refuse(): Response {
	return new Response(null, { status: 404 });
}
