import path from 'node:path';
import { capture, Fault, unwrap } from '../../shared/result.ts';
import type { MessageSigner, Stamp } from '../features/signing/signature-port.ts';
import { type StampTexts, stampLines } from '../features/signing/stamp-lines.ts';
import { signPdf } from '../pdf/sign/sign-pdf.ts';
import { readCertificate } from '../pkcs11/certificate.ts';
import { UsageError } from './arguments.ts';
import type { CommandContext, CommandInput, Outcome, Run } from './command.ts';
import { p12Signer } from './p12-signer.ts';
import { withTokenSigner } from './token-signer.ts';

const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'];

/** `sign IN --out OUT …` */
export const sign: Run = async (input, context) => {
	const one = (name: string) => input.options.get(name)?.[0];
	const module = one('module');
	const p12 = one('p12');
	refuseWrongUse(input);
	const level = one('level') ?? 'B-B';
	if (level !== 'B-B') throw new Fault('SIGN_LEVEL_UNAVAILABLE', { level });
	const stampPlace = readStamp(one('stamp') ?? 'auto');
	for (const name of ['tsa-url', 'trust']) {
		if (input.options.has(name)) context.progress(context.texts.cli('sign.unusedOption', { option: `--${name}` }));
	}
	const chosen = { file: context.path(input.positionals[0]!), token: one('token'), serial: one('serial') };
	const work = (signer: MessageSigner) => signWith(signer, chosen.file, input, stampPlace, context);
	return capture(() =>
		module === undefined
			? p12Signer(context.path(p12!), chosen.serial, context).then(work)
			: withTokenSigner({ ...chosen, module: context.path(module) }, context, work),
	);
};

async function signWith(
	signer: MessageSigner,
	input: string,
	{ options }: CommandInput,
	place: StampPlace,
	context: CommandContext,
): Promise<Outcome> {
	const { texts, resources } = context;
	const output = context.path(options.get('out')![0]!);
	const info = unwrap(readCertificate(signer.certificate, path.basename(input)));
	const stampTexts = Object.fromEntries(
		(['signer', 'time', 'issuer'] as const).map((name) => [name, texts.find('stamp', name) ?? '']),
	) as StampTexts;
	const lines = stampLines(stampTexts, info, context.now);
	const stamp: Stamp =
		place.kind === 'none' ? place : { ...place, lines, font: path.join(resources, 'fonts', 'OpenSans-Regular.ttf') };
	const done = unwrap(
		await signPdf({
			input,
			output,
			signer,
			signingTime: context.now,
			stamp,
			scheme: options.get('scheme')?.[0] === 'pss' ? 'pss' : 'pkcs1',
			reason: options.get('reason')?.[0]?.normalize('NFC'),
		}),
	);
	const warnings = [{ code: 'revocation-not-checked', message: texts.cli('verify.reasons.revocation-not-checked') }];
	const { level, signer: name, serial } = done;
	return {
		value: { level, signer: name, serial, warnings },
		lines: [
			texts.cli('sign.done', { file: output, level, signer: name, serial }),
			...warnings.map(({ message }) => texts.cli('sign.warning', { warning: message })),
		],
	};
}

function refuseWrongUse({ options }: CommandInput): void {
	const together = (first: string, second: string) => {
		if (options.has(first) && options.has(second)) {
			throw new UsageError('optionsTogether', { one: `--${first}`, other: `--${second}` });
		}
	};
	together('module', 'p12');
	together('token', 'p12');
	if (!options.has('module') && !options.has('p12')) {
		throw new UsageError('optionOneOf', { one: '--module PATH', other: '--p12 FILE' });
	}
	const allowed = (name: string, values: readonly string[]) => {
		const value = options.get(name)?.[0];
		if (value !== undefined && !values.includes(value)) {
			throw new UsageError('optionValue', { option: `--${name}`, value });
		}
	};
	allowed('level', levels);
	allowed('scheme', ['pkcs1', 'pss']);
}

type StampPlace =
	| { kind: 'none' }
	| { kind: 'auto' }
	| { kind: 'place'; page: number; x: number; y: number; width: number; height: number };

/** `none`, `auto` or `PAGE,X,Y,W,H`: page from 1, points from the lower left corner of the page as shown. */
function readStamp(text: string): StampPlace {
	if (text === 'none') return { kind: 'none' };
	if (text === 'auto') return { kind: 'auto' };
	const wrong = new UsageError('optionValue', { option: '--stamp', value: text });
	if (!/^\d+(,-?\d+(\.\d+)?){4}$/.test(text)) throw wrong;
	const [page = 0, x = 0, y = 0, width = 0, height = 0] = text.split(',').map(Number);
	if (page < 1 || width <= 0 || height <= 0) throw wrong;
	return { kind: 'place', page, x, y, width, height };
}
