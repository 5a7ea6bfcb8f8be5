import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll } from 'vitest';
import { type Certificate, parseCertificate } from '../../../electron/pdf/cms/certificate.ts';

export type Issued = { name: string; file: string; keyFile: string; subject: string; certificate: Certificate };

type Order = {
	/** Nobody: self-signed. */
	issuer?: Issued;
	key?: string[];
	/** A second certificate for the key of this one. */
	sameKeyAs?: Issued;
	extensions?: string[];
	subject?: string;
	serial?: number;
	days?: number;
	/** More options of `openssl x509`. */
	options?: string[];
};

export const keys = {
	rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
	weak: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
	p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
	p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
};

export const caExtensions = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];

/** Certificates, revocation lists, OCSP answers and time stamps, all made by openssl in `folder`. */
export class SmallPki {
	readonly folder: string;
	private count = 0;

	constructor(folder: string) {
		this.folder = folder;
	}

	at(name: string): string {
		return path.join(this.folder, name);
	}

	issue(name: string, order: Order = {}): Issued {
		const { issuer, key = keys.p256, extensions = [], subject = `/C=VN/CN=${name}`, days = 30 } = order;
		const [file, keyFile, csr, ext] = ['pem', 'key', 'csr', 'ext'].map((kind) => this.at(`${name}.${kind}`)) as [
			string,
			string,
			string,
			string,
		];
		if (order.sameKeyAs) copyFileSync(order.sameKeyAs.keyFile, keyFile);
		else this.openssl('genpkey', ...key, '-out', keyFile);
		this.openssl('req', '-new', '-utf8', '-key', keyFile, '-subj', subject, '-out', csr);
		writeFileSync(ext, `${['subjectKeyIdentifier=hash', ...extensions].join('\n')}\n`);
		const serial = String(order.serial ?? 0x1000 + ++this.count);
		const signer = issuer ? ['-CA', issuer.file, '-CAkey', issuer.keyFile] : ['-key', keyFile];
		const common = ['-req', '-in', csr, '-extfile', ext, '-set_serial', serial, '-days', String(days), '-out', file];
		this.openssl('x509', ...common, ...signer, ...(order.options ?? []));
		const certificate = parseCertificate(this.openssl('x509', '-in', file, '-outform', 'DER'));
		return { name, file, keyFile, subject, certificate };
	}

	/** The database of a CA as openssl keeps it: one line for each certificate. */
	private database(entries: { certificate: Certificate; revokedAt?: string }[], lines: string[] = []): string {
		const file = this.at(`index${++this.count}`);
		const rows = entries.map(({ certificate, revokedAt }) => {
			const serial = certificate.serial.padStart(certificate.serial.length + (certificate.serial.length % 2), '0');
			return `${revokedAt ? 'R' : 'V'}\t491231235959Z\t${revokedAt ?? ''}\t${serial}\tunknown\t/CN=${serial}`;
		});
		writeFileSync(file, [...rows, ...lines, ''].join('\n'));
		return file;
	}

	/** DER of a revocation list; `options` may name other times, `extensions` the list's own. */
	crl(
		issuer: Issued,
		revoked: { certificate: Certificate; revokedAt: string }[],
		{ options = ['-crldays', '7'], extensions = [] as string[], lines = [] as string[] } = {},
	): Buffer {
		const [config, out] = [this.at(`ca${++this.count}.cnf`), this.at('list.pem')];
		const database = this.database(revoked, lines);
		const text = [
			'[ca]',
			'default_ca=d',
			'[d]',
			`database=${database}`,
			'default_md=sha256',
			'crl_extensions=x',
			'[x]',
		];
		writeFileSync(config, `${[...text, 'authorityKeyIdentifier=keyid', ...extensions].join('\n')}\n`);
		const ca = ['-config', config, '-cert', issuer.file, '-keyfile', issuer.keyFile];
		this.openssl('ca', '-gencrl', ...ca, ...options, '-out', out);
		return this.openssl('crl', '-in', out, '-outform', 'DER');
	}

	/** An OCSP answer of `responder` about certificates of `issuer`. */
	ocsp(
		request: Uint8Array,
		issuer: Issued,
		responder: Issued,
		known: { certificate: Certificate; revokedAt?: string }[],
		options = ['-nmin', '60'],
	): Buffer {
		const [query, answer] = [this.at('request.der'), this.at('response.der')];
		writeFileSync(query, request);
		const signer = ['-rsigner', responder.file, '-rkey', responder.keyFile, '-CA', issuer.file];
		this.openssl('ocsp', '-index', this.database(known), ...signer, '-reqin', query, '-respout', answer, ...options);
		return readFileSync(answer);
	}

	/** A TimeStampResp of `tsa`; `chain` certificates travel along. */
	timeStamp(query: Uint8Array, tsa: Issued, chain: readonly Issued[], settings: string[] = []): Buffer {
		const [config, request, chainFile] = [this.at('tsa.cnf'), this.at('query.tsq'), this.at('tsa-chain.pem')];
		const lines = [
			'[t]',
			`serial=${this.at('tsa-serial')}`,
			'default_policy=1.2.3.4',
			'digests=sha256,sha384,sha512',
			'signer_digest=sha256',
			'accuracy=secs:1',
			...settings,
		];
		writeFileSync(config, `${lines.join('\n')}\n`);
		writeFileSync(request, query);
		writeFileSync(chainFile, chain.map(({ file }) => readFileSync(file, 'utf8')).join(''));
		const signer = ['-signer', tsa.file, '-inkey', tsa.keyFile, '-chain', chainFile];
		const options = ['-config', config, '-section', 't', ...signer, '-queryfile', request];
		this.openssl('ts', '-reply', ...options, '-out', this.at('reply.tsr'));
		return readFileSync(this.at('reply.tsr'));
	}

	openssl(...args: string[]): Buffer {
		return execFileSync('openssl', args, { stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
	}
}

/** A server on the loopback for the tests of one file; the answer is its address without a slash at the end. */
export async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Hours from now as openssl's YYMMDDHHMMSSZ. */
export function openSslTime(hours: number): string {
	const text = new Date(Date.now() + hours * 3_600_000).toISOString().replace(/[-:T]|\.\d+/g, '');
	return text.slice(2);
}
