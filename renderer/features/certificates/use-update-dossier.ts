import type { CertificateChange, KnownCertificate } from '../../../shared/contracts/certificate-changes-contract.ts';
import type { DossierLetterCertificate } from '../../../shared/contracts/dossiers-contract.ts';
import type { CertificateChangeReason } from '../../../shared/domain/account-life/certificate-change.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useCall } from '../../components/use-call.ts';
import { useReasons } from '../dossiers/letter-wording.ts';

const kind = 'vnaccs-certificate-update';

/** Which of the letter's sentences says it; a renewal has none of its own: the old one ends. */
const reasonPlaces: Record<CertificateChangeReason, number> = { renewed: 0, expired: 0, lost: 1, replaced: 2 };

/** Begins the dossier that asks customs to update the certificate, with what the change knows already. */
export function useUpdateDossier() {
	const reasonsOf = useReasons();
	const { go } = useNavigation();
	const { run, busy, error, dismiss } = useCall();
	const begin = async ({ companyId, reason, oldCertificate, newCertificate }: CertificateChange) => {
		const made = await run(() => window.keyring.dossiers.create({ companyId, kind }));
		if (!made) return;
		const letter = {
			...made.letter,
			reason: reasonsOf(kind).original[reasonPlaces[reason]] ?? '',
			oldCertificate: inLetter(oldCertificate),
			newCertificate: newCertificate ? inLetter(newCertificate) : made.letter.newCertificate,
		};
		const saved = await run(() => window.keyring.dossiers.saveLetter({ id: made.id, letter }));
		if (saved) go({ screen: 'dossiers', dossierId: saved.id });
	};
	return { begin, busy, error, dismiss };
}

function inLetter(one: KnownCertificate): DossierLetterCertificate {
	return {
		serial: one.certificateSerial,
		provider: one.certificateProvider,
		notBefore: one.certificateNotBefore,
		notAfter: one.certificateNotAfter,
	};
}
