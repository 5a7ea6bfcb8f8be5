import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AnswerOf, Contracts } from '../../../shared/contracts/contracts.ts';
import type { CertificateView, TokenView } from '../../../shared/contracts/tokens-contract.ts';
import { dateInVietnam, daysBetween } from '../../../shared/domain/dates.ts';
import type { AppError } from '../../../shared/errors/codes.ts';
import { useCompany } from '../../app/company.tsx';
import type { Tone } from '../../components/tag.tsx';
import { type CallFailure, useAnswer } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';

type Tokens = AnswerOf<Contracts['tokens']['list']>;

/** All tokens and certificates, judged for the chosen company; read again every 30 s. */
export function useTokens(): UseQueryResult<Tokens, CallFailure> {
	const company = useCompany();
	return useAnswer(['tokens', company.id], () => window.keyring.tokens.list({ companyId: company.id }), {
		refetchInterval: 30_000,
	});
}

/** Notices within seconds that a token was plugged in or pulled, while the caller shows tokens. */
export function useTokenWatch(enabled = true): void {
	// The answer says nothing; news come as the event `changed` of the feature.
	useAnswer(['token-watch'], () => window.keyring.tokens.watch({}), { refetchInterval: 2000, enabled });
}

/** Why no token is seen at all; `driver-error` stands for every fault of a driver. */
const obstacles = {
	TOKEN_NO_DRIVER: 'no-driver',
	TOKEN_NO_READER: 'no-reader',
	TOKEN_ABSENT: 'no-token',
	TOKEN_NOT_RECOGNIZED: 'unknown-token',
} as const;

export type TokenState =
	| { kind: 'reading' | 'failed' }
	| { kind: (typeof obstacles)[keyof typeof obstacles] | 'driver-error'; error: AppError }
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
	const error = answer.obstacle;
	if (!error) return { kind: 'failed' };
	return { kind: obstacles[error.code as keyof typeof obstacles] ?? 'driver-error', error };
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
		const calm = ['reading', 'no-token', 'no-driver', 'no-reader'].includes(state.kind);
		return { text: t(`bar.${state.kind}`), tone: calm ? 'n' : state.kind === 'pin-locked' ? 'e' : 'w' };
	}
	const count = certificateDays(state.certificate.notAfter, today);
	return {
		text: t('bar.ready', { issuer: state.certificate.issuer }),
		days: t('days.left', { count }),
		tone: count <= 30 ? 'w' : 'n',
	};
}
