import { expect, it } from 'vitest';
import { fetchEvidence } from '../../../electron/pdf/pki/fetch-evidence.ts';
import { serve } from './small-pki.ts';

const asked: string[] = [];
const base = await serve((request, response) => {
	asked.push(`${request.method} ${request.url}`);
	const [, first, rest = ''] = request.url?.match(/^\/(\w*)\/?(.*)$/) ?? [];
	if (first === 'to') response.writeHead(302, { location: decodeURIComponent(rest) }).end();
	else if (first === 'keep') response.writeHead(307, { location: `/echo` }).end();
	else if (first === 'echo') request.pipe(response);
	else if (first === 'drip') {
		const timer = setInterval(() => response.write('x'), 20);
		response.on('close', () => clearInterval(timer));
	} else if (first === 'flood') {
		const block = Buffer.alloc(64 * 1024);
		const more = () => {
			while (!response.destroyed && response.write(block));
		};
		response.on('drain', more);
		more();
	} else if (first === 'ok') response.end('ok');
	else response.writeHead(404).end();
});

const outcome = async (path: string, more = {}) => {
	const answer = await fetchEvidence({ url: path.includes(':') ? path : base + path, ...more }, { timeMs: 500 });
	return answer.ok ? Buffer.from(answer.bytes).toString() : answer.reason;
};

it('fetches and posts', async () => {
	expect(await outcome('/ok')).toBe('ok');
	expect(await outcome('/echo', { body: { bytes: Buffer.from('hỏi'), type: 'a/b' } })).toBe('hỏi');
});

it('follows redirects over http only, and not for ever', async () => {
	const to = (target: string) => `/to/${encodeURIComponent(target)}`;
	expect(await outcome(to('/ok'))).toBe('ok');
	expect(await outcome('/keep', { body: { bytes: Buffer.from('hỏi'), type: 'a/b' } })).toBe('hỏi');
	expect(await outcome(to('/ok'), { body: { bytes: Buffer.from('hỏi'), type: 'a/b' } })).toBe('network-status');
	expect(await outcome(to('file:///etc/hostname'))).toBe('network-redirect');
	expect(await outcome(to('data:,ok'))).toBe('network-redirect');
	expect(await outcome(to(to(to(to('/ok')))))).toBe('network-redirect');
});

it('asks nobody for addresses of other kinds', async () => {
	asked.length = 0;
	for (const url of ['file:///etc/hostname', 'ldap://a/b', 'data:,ok', 'nonsense:', 'http://user:pass@127.0.0.1/']) {
		expect(await outcome(url)).toBe('network-address');
	}
	expect(asked).toEqual([]);
});

it('ends after its time and at its size', async () => {
	const started = performance.now();
	expect(await outcome('/drip')).toBe('network-timeout');
	expect(performance.now() - started).toBeLessThan(2000);
	expect(await outcome('/flood', { limit: 1_000_000 })).toBe('network-too-large');
	expect(await outcome('/missing')).toBe('network-status');
});

it('never goes from https down to http', async () => {
	const fetch = async () => new Response(null, { status: 302, headers: { location: `${base}/ok` } });
	expect(await fetchEvidence({ url: 'https://ca.example/crl' }, { fetch })).toEqual({
		ok: false,
		reason: 'network-redirect',
	});
});
