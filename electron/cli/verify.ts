import { timeInVietnam } from '../../shared/domain/stamp-lines.ts';
import { ok, unwrap } from '../../shared/result.ts';
import { type VerifiedSignature, verifyPdf } from '../pdf/verify/verify-pdf.ts';
import type { CommandContext, Run } from './command.ts';
import { readTrust } from './trust-file.ts';

/** `verify IN`: positive only when the file holds a signature and all of them are valid. */
export const verify: Run = async ({ positionals, options }, context) => {
	const trust = await Promise.all((options.get('trust') ?? []).map((file) => readTrust(context.path(file))));
	const file = context.path(positionals[0]!);
	const signatures = unwrap(await verifyPdf(file, { now: context.now, ...(trust.length > 0 ? { trust } : {}) }));
	const valid = signatures.length > 0 && signatures.every(({ verdict }) => verdict === 'valid');
	const { texts } = context;
	return ok({
		value: {
			signatures: signatures.map(({ field, certificate, signedAt = null, timestamp, ...one }) => ({
				...one,
				signedAt,
				...(timestamp === undefined ? {} : { timestamp }),
			})),
		},
		lines:
			signatures.length === 0 ? [texts.cli('verify.none')] : signatures.flatMap((one, at) => lines(one, at, context)),
		status: valid ? 0 : 1,
	});
};

function lines(signature: VerifiedSignature, at: number, { texts }: CommandContext): string[] {
	const { verdict, signer, signedAt, coversWholeFile, reasons } = signature;
	const head = texts.cli('verify.signature', {
		number: at + 1,
		verdict: texts.cli(`verify.verdicts.${verdict}`),
		signer: signer || texts.cli('verify.unknown'),
		signedAt: signedAt === undefined ? texts.cli('verify.unknown') : timeInVietnam(new Date(signedAt)),
		coverage: texts.cli(coversWholeFile ? 'verify.whole' : 'verify.part'),
	});
	return [
		head,
		...reasons.map((reason) => texts.cli('verify.reason', { reason: texts.cli(`verify.reasons.${reason}`) })),
	];
}
