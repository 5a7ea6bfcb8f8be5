import type { CertificateView, TokenModule, TokenView } from '../../../shared/contracts/tokens-contract.ts';

/** One certificate with everything that `dossiers.sign` needs to find it again. */
export type Choice = { moduleId: string; token: TokenView; certificate: CertificateView };

/** All certificates, those that can sign first; what can sign needs a PIN that is not locked. */
export function allChoices(modules: readonly TokenModule[]): Choice[] {
	return modules
		.flatMap((module) =>
			module.tokens.flatMap((token) =>
				token.certificates.map((certificate) => ({ moduleId: module.id, token, certificate })),
			),
		)
		.toSorted((one, other) => Number(canSign(other)) - Number(canSign(one)));
}

export function canSign({ token, certificate }: Choice): boolean {
	return certificate.usable && token.pinState !== 'locked';
}

/** A certificate may lie on two tokens of one driver. */
export function choiceKey({ moduleId, token, certificate }: Choice): string {
	return `${moduleId} ${token.slot} ${certificate.sha256}`;
}

export function failedModules(modules: readonly TokenModule[]): TokenModule[] {
	return modules.filter((module) => module.error);
}
