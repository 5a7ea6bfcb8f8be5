import path from 'node:path';
import type { CertificateView, TokenModule, TokenView } from '../../shared/contracts/tokens-contract.ts';
import { dateInVietnam, formatDate } from '../../shared/domain/dates.ts';
import { ok } from '../../shared/result.ts';
import { viewModule } from '../features/tokens/token-view.ts';
import { readCertificate } from '../pkcs11/certificate.ts';
import type { ModuleListing } from '../pkcs11/token-port.ts';
import type { CommandContext, Run } from './command.ts';
import { installedModules, withTokens } from './helpers.ts';

/** `token list`: the named drivers, else the installed ones, with their tokens and certificates. No PIN. */
export const tokenList: Run = async ({ options }, context) => {
	const named = options.get('module')?.map(context.path);
	const modules = named ?? (await installedModules(context));
	const listings = await withTokens(context, (tokens) => tokens.list(modules));
	const views = listings.map((listing) => viewModule(listing, readCertificate, { now: context.now }, notCompared));
	const failed = named !== undefined && views.some(({ error }) => error !== undefined);
	const { texts } = context;
	return ok({
		value: {
			modules: views.map((view) => ({
				path: view.path,
				...(view.error && { error: { code: view.error.code, ...texts.error(view.error) } }),
				tokens: view.tokens.map(({ label, serial, pinState, certificates }) => ({
					label,
					serial,
					pinState,
					certificates: certificates.map(certificateValue),
				})),
			})),
		},
		lines:
			views.length === 0
				? [texts.cli('token.noModules')]
				: views.flatMap((view, index) => moduleLines(view, listings[index]?.missing, context)),
		status: failed ? 3 : 0,
	});
};

/** There is no list of roots here, and the answer does not speak of trust. */
const notCompared = () => 'not-checked' as const;

function certificateValue(certificate: CertificateView) {
	const { serial, subject, taxCode, issuer, notBefore, notAfter, usable, reasons } = certificate;
	return { serial, subject, taxCode, issuer, notBefore, notAfter, usable, reasons };
}

function moduleLines(view: TokenModule, missing: ModuleListing['missing'], context: CommandContext): string[] {
	const { texts } = context;
	const lines = [texts.cli('token.module', { path: view.path })];
	if (view.error) lines.push(texts.cli('token.moduleError', texts.error(view.error)));
	else if (missing === 'reader')
		lines.push(
			texts.cli(
				'token.moduleError',
				texts.error({ code: 'TOKEN_NO_READER', params: { module: path.basename(view.path) } }),
			),
		);
	else if (view.tokens.length === 0) lines.push(texts.cli('token.noTokens'));
	return [...lines, ...view.tokens.flatMap((token) => tokenLines(token, context))];
}

function tokenLines({ label, serial, pinState, certificates }: TokenView, { texts }: CommandContext): string[] {
	const head = texts.cli('token.token', { label, serial, pin: texts.cli(`token.pin.${pinState}`) });
	if (certificates.length === 0) return [head, texts.cli('token.noCertificates')];
	const rows = certificates.map(({ name, taxCode, issuer, notBefore, notAfter, usable, reasons, ...rest }) =>
		texts.cli(usable ? 'token.usable' : 'token.unusable', {
			serial: rest.serial,
			name,
			taxCode: taxCode || '–',
			issuer,
			from: formatDate(dateInVietnam(notBefore)),
			until: formatDate(dateInVietnam(notAfter)),
			reasons: reasons.map((reason) => texts.cli(`token.reasons.${reason}`)).join(', '),
		}),
	);
	return [head, ...rows];
}
