import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CertificateView, TokenModule, TokenView } from '../../../shared/contracts/tokens-contract.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { useCompany } from '../../app/company.tsx';
import { daysBetween } from '../../components/month-days.ts';
import type { Tone } from '../../components/tag.tsx';
import { type CallFailure, useAnswer } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';

type Tokens = { modules: TokenModule[] };

/** All tokens and certificates, judged for the chosen company; read again every 30 s. */
export function useTokens(): UseQueryResult<Tokens, CallFailure> {
	const company = useCompany();
	return useAnswer(['tokens', company.id], () => window.keyring.tokens.list({ companyId: company.id }), {
		refetchInterval: 30_000,
	});
}

export type TokenState =
	| { kind: 'reading' | 'failed' | 'no-driver' | 'no-token' }
	| { kind: 'driver-error'; module: TokenModule }
	| { kind: 'no-certificate' | 'pin-locked' | 'none-usable'; token: TokenView }
	| { kind: 'ready'; token: TokenView; certificate: CertificateView };

/** The one thing to say about the tokens: the best that can be used, else the first cause in the way. */
export function tokenState(answer: Tokens | undefined, failed: boolean): TokenState {
	if (!answer) return { kind: failed ? 'failed' : 'reading' };
	const tokens = answer.modules.flatMap((module) => module.tokens);
	for (const token of tokens) {
		const certificate = token.certificates.find((one) => one.usable);
		if (certificate && token.pinState !== 'locked') return { kind: 'ready', token, certificate };
	}
	const [token] = tokens;
	if (token) {
		const locked = tokens.find((one) => one.pinState === 'locked');
		if (locked) return { kind: 'pin-locked', token: locked };
		const withCertificate = tokens.find((one) => one.certificates.length > 0);
		return withCertificate ? { kind: 'none-usable', token: withCertificate } : { kind: 'no-certificate', token };
	}
	const working = answer.modules.some((module) => !module.error || module.error.code === 'TOKEN_ABSENT');
	const [module] = answer.modules;
	if (!module) return { kind: 'no-driver' };
	return working ? { kind: 'no-token' } : { kind: 'driver-error', module };
}

/** Days until the certificate ends, by the calendar of Viet Nam; negative when it has ended. */
export function certificateDays(notAfter: string, today: string): number {
	return daysBetween(today, notAfter.includes('T') ? dateInVietnam(notAfter) : notAfter);
}

/** The token state as the status bar says it; `days` stays readable when a long `text` does not fit. */
export function useTokenSentence(tokens: UseQueryResult<Tokens, CallFailure>): {
	text: string;
	days?: string;
	tone: Tone;
} {
	const { t } = useTranslation('certificates');
	const today = useToday();
	const state = tokenState(tokens.data, tokens.isError);
	if (state.kind !== 'ready') {
		const calm = state.kind === 'reading' || state.kind === 'no-token' || state.kind === 'no-driver';
		return { text: t(`bar.${state.kind}`), tone: calm ? 'n' : state.kind === 'pin-locked' ? 'e' : 'w' };
	}
	const count = certificateDays(state.certificate.notAfter, today);
	return {
		text: t('bar.ready', { issuer: state.certificate.issuer }),
		days: t('days.left', { count }),
		tone: count <= 30 ? 'w' : 'n',
	};
}
