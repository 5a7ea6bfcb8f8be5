import { capture, Fault, unwrap } from '../../../shared/result.ts';
import type { GatheredEvidence, SignedWithEvidence, SignWithEvidence } from '../../features/signing/signature-port.ts';
import { type Collected, collectEvidence } from '../pki/collect-evidence.ts';
import { fetchEvidence, fetchNothing } from '../pki/fetch-evidence.ts';
import { tryCertificate } from '../verify/trust.ts';
import { signToLevel } from './sign-to-level.ts';

/** Implements `SignWithEvidence`. */
export const signWithEvidence: SignWithEvidence = (job, order) =>
	capture(async () => {
		const leaf = tryCertificate(job.signer.certificate);
		if (!leaf) throw new Fault('CERT_UNREADABLE', { file: 'token' });
		const now = () => new Date();
		const read = (ders: readonly Uint8Array[]) => ders.map(tryCertificate).filter((one) => one !== undefined);
		const anchors = order.roots.length > 0 ? read(order.roots) : undefined;
		const known = read([...job.signer.chain, ...order.intermediates]);
		const fetch = order.network ? fetchEvidence : fetchNothing;
		const own = await collectEvidence({ leaf, known, anchors, at: now(), fetch });
		const evidence = gathered(own, order.roots.length > 0);

		const level = order.network ? order.level : 'B-B';
		const signed = unwrap(await signToLevel(job, { level, tsaUrl: order.tsaUrl, trust: order.roots, now, fetch, own }));
		const warnings: SignedWithEvidence['warnings'] = signed.warnings.map(({ code, reasons }) => ({ code, reasons }));
		if (level !== order.level) warnings.unshift({ code: 'network-off', reasons: [] });
		if (evidence.trust === 'untrusted') warnings.push({ code: 'untrusted', reasons: [] });
		if (evidence.trust === 'not-checked') warnings.push({ code: 'trust-not-checked', reasons: [] });
		const { signer, serial, stampedAt } = signed;
		return { level: signed.level, signer, serial, stampedAt, warnings, evidence };
	});

function gathered({ data, anchored, complete, reasons }: Collected, hasRoots: boolean): GatheredEvidence {
	const { certificates, ocsps, crls } = data;
	// A certificate that issued itself has nobody who could revoke it: nothing is proved then.
	const isProved = complete && ocsps.length + crls.length > 0;
	return {
		chain: certificates.slice(1),
		ocsps,
		crls,
		trust: hasRoots ? (anchored ? 'trusted' : 'untrusted') : 'not-checked',
		revocation: isProved ? 'good' : 'not-checked',
		reasons: isProved ? [] : reasons,
	};
}
