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

/** The same certificate may be reached through two drivers. */
export function choiceKey({ moduleId, token, certificate }: Choice): string {
	return `${moduleId} ${token.slot} ${certificate.sha256}`;
}

/**
 * Why there is nothing to choose from: the one cause to tell, each with its own sentence. Undefined when there are
 * certificates. A driver without a token answers TOKEN_ABSENT, which is no fault of the driver.
 */
export function tokenObstacle(
	modules: readonly TokenModule[],
): 'noDriver' | 'noToken' | 'noCertificate' | { failed: TokenModule[] } | undefined {
	if (allChoices(modules).length > 0) return undefined;
	if (modules.some((module) => module.tokens.length > 0)) return 'noCertificate';
	const failed = failedModules(modules);
	if (failed.length < modules.length) return 'noToken';
	return failed.length > 0 ? { failed } : 'noDriver';
}

export function failedModules(modules: readonly TokenModule[]): TokenModule[] {
	return modules.filter((module) => module.error && module.error.code !== 'TOKEN_ABSENT');
}
