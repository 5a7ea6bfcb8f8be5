import { constants, type KeyObject, sign } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../shared/result.ts';
import { asReadFault } from '../platform/read-fault.ts';
import { sha256Hex } from './list-tokens.ts';
import { openPkcs12 } from './pkcs12.ts';
import type { TokenCertificate, TokenSignRequest } from './token-port.ts';

const limitMb = 1;

/** Bytes of a PKCS#12 file. Faults FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE, each with `name`. */
export async function readKeyFile(file: string, name = path.basename(file)): Promise<Uint8Array> {
	try {
		if ((await stat(file)).size > limitMb * 1024 * 1024) throw new Fault('FILE_TOO_LARGE', { file: name, limitMb });
		return await readFile(file);
	} catch (thrown) {
		throw thrown instanceof Fault ? thrown : asReadFault(thrown, name);
	}
}

/** A signature as tokens and CMS have it: ECDSA as DER of r and s, PSS with a salt as long as the hash. */
export function signWithKey(
	key: KeyObject,
	message: Uint8Array,
	{ scheme, hash }: Pick<TokenSignRequest, 'scheme' | 'hash'>,
): Uint8Array {
	const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
	return sign(hash, message, { key, ...(scheme === 'pss' ? pss : {}) });
}

/** Its certificates, those with a key first. Faults of readKeyFile and openPkcs12, CERT_NONE; `password` is overwritten. */
export async function openKeyFile(file: string, password: Uint8Array): Promise<TokenCertificate[]> {
	const found = openPkcs12(await readKeyFile(file), password, path.basename(file));
	if (found.length === 0) throw new Fault('CERT_NONE');
	const keyed = found.map(({ certificate }) => certificate);
	const isKeyed = (der: Uint8Array) => keyed.some((one) => Buffer.compare(one, der) === 0);
	const others = (found[0]?.others ?? []).filter((der) => !isKeyed(der));
	const described = (der: Uint8Array, privateKey: TokenCertificate['privateKey']) => ({
		sha256: sha256Hex(der),
		der: Uint8Array.from(der),
		privateKey,
	});
	return [...keyed.map((der) => described(der, 'present')), ...others.map((der) => described(der, 'absent'))];
}

/** One signature; the key is gone when this returns. Faults as openKeyFile, CERT_CHANGED when the file has another one. */
export async function signWithKeyFile(request: TokenSignRequest, password: Uint8Array): Promise<Uint8Array> {
	const { module: file, message } = request;
	if (!message) throw new Error('A key file signs messages.');
	const found = openPkcs12(await readKeyFile(file), password, path.basename(file));
	const chosen = found.find(({ certificate }) => sha256Hex(certificate) === request.certificateSha256);
	if (!chosen) throw new Fault('CERT_CHANGED');
	return Uint8Array.from(signWithKey(chosen.key, message, request));
}
