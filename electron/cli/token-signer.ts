import path from 'node:path';
import type { CertificateInfo } from '../../shared/domain/certificate.ts';
import { normalizeSerial, sameSerial } from '../../shared/domain/certificate-serial.ts';
import { Fault, fail } from '../../shared/result.ts';
import { certificateRefusal } from '../features/signing/certificate-refusal.ts';
import type { MessageSigner } from '../features/signing/signature-port.ts';
import type { SignerPort } from '../features/signing/signer-port.ts';
import { tokenSigner } from '../features/signing/token-signer.ts';
import { readCertificate } from '../pkcs11/certificate.ts';
import type { TokenCertificate, TokenListing, TokenPort } from '../pkcs11/token-port.ts';
import type { CommandContext } from './command.ts';
import { withTokens } from './helpers.ts';

type Wanted = { file: string; module: string; token: string | undefined; serial: string | undefined };

/** Finds the one certificate that is meant, never guessing between several, and hands its signer to `work`. */
export function withTokenSigner<T>(
	{ file, module, token: label, serial }: Wanted,
	context: CommandContext,
	work: (signer: MessageSigner) => Promise<T>,
): Promise<T> {
	return withTokens(context, async (tokens) => {
		const [listing] = await tokens.list([module]);
		if (listing?.error) throw new Fault(listing.error.code, listing.error.params);
		if (listing?.missing === 'reader') throw new Fault('TOKEN_NO_READER', { module: path.basename(module) });
		const token = chooseToken(listing?.tokens ?? [], label, path.basename(module));
		const { certificate, info } = chooseCertificate(token, serial, context.now);
		if (token.pinState === 'locked') throw new Fault('PIN_LOCKED');
		const about = path.basename(file);
		return work(tokenSigner(pinFromInput(tokens, context), { module, token, certificate, info, about }));
	});
}

function chooseToken(tokens: readonly TokenListing[], label: string | undefined, module: string): TokenListing {
	const wanted = tokens.filter(
		(token) => label === undefined || token.label.normalize('NFC') === label.normalize('NFC'),
	);
	const [token, second] = wanted;
	if (!token)
		throw label === undefined || tokens.length === 0
			? new Fault('TOKEN_ABSENT', { module })
			: new Fault('TOKEN_LABEL_NOT_FOUND', { label });
	if (second) throw new Fault('TOKEN_SEVERAL', { labels: wanted.map((one) => one.label).join(', ') });
	return token;
}

type Choice = { certificate: TokenCertificate; info: CertificateInfo };

function chooseCertificate(token: TokenListing, serial: string | undefined, now: Date): Choice {
	const all = token.certificates.flatMap((certificate) => {
		const read = readCertificate(certificate.der, token.label);
		if (!read.ok) return [];
		const refusal = certificateRefusal(read.value, certificate.privateKey, { now });
		return [{ certificate, info: read.value, refusal }];
	});
	const wanted = serial === undefined ? all : all.filter(({ info }) => sameSerial(info.serial, serial));
	if (serial !== undefined && wanted.length === 0)
		throw new Fault('CERT_NOT_FOUND', { serial: normalizeSerial(serial) });
	const [usable, second] = wanted.filter(({ refusal }) => !refusal);
	if (second) {
		const serials = wanted.filter(({ refusal }) => !refusal).map(({ info }) => info.serial);
		throw new Fault('CERT_SEVERAL', { serials: serials.join(', ') });
	}
	if (usable) return usable;
	// One certificate: its own reason. Several: none of the reasons would be the answer.
	const only = wanted.length === 1 ? wanted[0]?.refusal : undefined;
	throw only ? new Fault(only.code, only.params) : new Fault('CERT_NONE');
}

/** The PIN is the first line of standard input, read only when everything else is ready. */
function pinFromInput(tokens: TokenPort, { readSecret, texts, progress }: CommandContext): SignerPort {
	return {
		async sign(request, { name, serial, protectedAuthenticationPath }) {
			progress(texts.cli('sign.signing', { signer: name, serial }));
			if (protectedAuthenticationPath) return tokens.sign(request, new Uint8Array(), false);
			const pin = await readSecret(texts.cli('sign.pinPrompt'));
			return pin.length === 0 ? fail('PIN_MISSING') : tokens.sign(request, pin, false);
		},
	};
}
