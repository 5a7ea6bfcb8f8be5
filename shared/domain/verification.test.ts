import { expect, it } from 'vitest';
import { findingsOf, type Reason, verdictFor } from './verification.ts';

const signedAt = '2026-11-22T01:00:00.000Z';

it.each<[Reason[], string]>([
	[[], 'valid'],
	[['revocation-not-checked', 'trust-not-checked', 'signed-again'], 'valid'],
	[['untrusted'], 'indeterminate'],
	[['annotated-after-signing'], 'indeterminate'],
	[['untrusted', 'digest-mismatch'], 'invalid'],
])('reasons %j make the verdict %s', (reasons, verdict) => {
	expect(verdictFor(reasons)).toBe(verdict);
});

it('a signature without reasons is good in every matter', () => {
	expect(findingsOf([], { signedAt })).toEqual({
		integrity: 'intact',
		period: 'inside',
		revocation: 'good',
		trust: 'trusted',
	});
});

it('what could not be read is unknown, never good', () => {
	const unknown = { period: 'unknown', revocation: 'unknown', trust: 'not-checked' };
	expect(findingsOf(['cms-unreadable'], { signedAt })).toEqual({ integrity: 'unknown', ...unknown });
	expect(findingsOf(['byte-range-gap'], { signedAt })).toEqual({ integrity: 'broken', ...unknown });
	expect(findingsOf(['signing-time-unknown', 'revocation-not-checked'], { signedAt: undefined })).toMatchObject({
		period: 'unknown',
		revocation: 'unknown',
	});
});

it.each<[Reason, object]>([
	['digest-mismatch', { integrity: 'broken' }],
	['signer-certificate-mismatch', { integrity: 'broken' }],
	['certificate-expired', { period: 'expired', revocation: 'unknown' }],
	['certificate-not-yet-valid', { period: 'not-yet-valid' }],
	['certificate-revoked', { revocation: 'revoked' }],
	['revocation-not-checked', { revocation: 'unknown' }],
	['trust-not-checked', { trust: 'not-checked' }],
	['untrusted', { trust: 'untrusted' }],
])('%s shows in its own matter', (reason, finding) => {
	expect(findingsOf([reason], { signedAt })).toMatchObject(finding);
});
