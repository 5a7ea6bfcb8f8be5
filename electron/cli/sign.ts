import path from 'node:path';
import { type SignatureLevel, signatureLevels } from '../../shared/contracts/signing-contract.ts';
import type { StampPlace as PlaceOnPage } from '../../shared/domain/stamp-layout.ts';
import { type StampTexts, stampLines } from '../../shared/domain/stamp-lines.ts';
import { capture, Fault, ok, type Result, unwrap } from '../../shared/result.ts';
import type { MessageSigner, Stamp } from '../features/signing/signature-port.ts';
import { type SignOptions, signPdf } from '../pdf/sign/sign-pdf.ts';
import { type LevelSummary, type LevelWarning, signToLevel } from '../pdf/sign/sign-to-level.ts';
import { readCertificate } from '../pkcs11/certificate.ts';
import { UsageError } from './arguments.ts';
import type { CommandContext, CommandInput, Outcome, Run } from './command.ts';
import { p12Signer } from './p12-signer.ts';
import { withTokenSigner } from './token-signer.ts';
import { readTrust } from './trust-file.ts';

/** `sign IN --out OUT …` */
export const sign: Run = async (input, context) => {
	const one = (name: string) => input.options.get(name)?.[0];
	const module = one('module');
	const p12 = one('p12');
	refuseWrongUse(input);
	const level = (one('level') ?? 'B-B') as SignatureLevel;
	const tsaUrl = one('tsa-url');
	if (level !== 'B-B' && tsaUrl === undefined) throw new Fault('SIGN_LEVEL_UNAVAILABLE', { level });
	if (tsaUrl !== undefined && !/^https?:\/\//i.test(tsaUrl)) {
		throw new UsageError('optionValue', { option: '--tsa-url', value: tsaUrl });
	}
	const stampPlace = readStamp(one('stamp') ?? 'auto');
	for (const name of ['tsa-url', 'trust']) {
		if (level === 'B-B' && input.options.has(name))
			context.progress(context.texts.cli('sign.unusedOption', { option: `--${name}` }));
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
	const job = {
		input,
		output,
		signer,
		signingTime: context.now,
		stamp,
		scheme: options.get('scheme')?.[0] === 'pss' ? ('pss' as const) : ('pkcs1' as const),
		reason: options.get('reason')?.[0]?.normalize('NFC'),
	};
	const done = unwrap(await signAt((options.get('level')?.[0] ?? 'B-B') as SignatureLevel, job, options, context));
	const { level, signer: name, serial } = done;
	const warnings = done.warnings.map(({ code, reasons }) => ({
		code,
		message: [
			texts.cli(`sign.warnings.${code}`),
			...reasons.map((reason) => texts.cli(`sign.evidence.${reason}`)),
		].join('; '),
		reasons,
	}));
	return {
		value: { level, signer: name, serial, warnings },
		lines: [
			texts.cli('sign.done', { file: output, level, signer: name, serial }),
			...warnings.map(({ message }) => texts.cli('sign.warning', { warning: message })),
		],
	};
}

async function signAt(
	level: SignatureLevel,
	job: SignOptions,
	options: CommandInput['options'],
	context: CommandContext,
): Promise<Result<Omit<LevelSummary, 'stampedAt'>>> {
	if (level !== 'B-B') {
		const files = (options.get('trust') ?? []).map(context.path);
		const trust = await Promise.all(files.map(readTrust));
		return await signToLevel(job, { level, tsaUrl: options.get('tsa-url')![0]!, trust, now: () => new Date() });
	}
	const signed = await signPdf(job);
	const warnings: LevelWarning[] = [{ code: 'revocation-not-checked', reasons: [] }];
	return signed.ok ? ok({ ...signed.value, warnings }) : signed;
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
	allowed('level', signatureLevels);
	allowed('scheme', ['pkcs1', 'pss']);
}

type StampPlace = { kind: 'none' } | { kind: 'auto' } | ({ kind: 'place' } & PlaceOnPage);

/** `none`, `auto` or `PAGE,X,Y,W,H`. */
function readStamp(text: string): StampPlace {
	if (text === 'none') return { kind: 'none' };
	if (text === 'auto') return { kind: 'auto' };
	const wrong = new UsageError('optionValue', { option: '--stamp', value: text });
	if (!/^\d+(,-?\d+(\.\d+)?){4}$/.test(text)) throw wrong;
	const [page = 0, x = 0, y = 0, width = 0, height = 0] = text.split(',').map(Number);
	if (page < 1 || width <= 0 || height <= 0) throw wrong;
	return { kind: 'place', page, x, y, width, height };
}
