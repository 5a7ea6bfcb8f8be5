import { CheckmarkCircle16Regular, ErrorCircle16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { useSizeText } from './show-values.ts';
import type { Choice } from './token-choice.ts';

type State = 'o' | 'w' | 'e';

const icons = {
	o: <CheckmarkCircle16Regular className="ok" />,
	w: <Warning16Regular className="wa" />,
	e: <ErrorCircle16Regular className="er" />,
};

/** What is known before the PIN is asked, good and bad, each in one line. */
export function SignChecks({ dossier, choice }: { dossier: Dossier; choice: Choice }) {
	const { t } = useTranslation('dossiers');
	const size = useSizeText();
	const { certificate, token } = choice;
	const sameTaxCode = !certificate.reasons.includes('wrong-tax-code');
	const inTime = !certificate.reasons.includes('expired') && !certificate.reasons.includes('not-yet-valid');
	const checks: { state: State; text: string }[] = [
		{ state: sameTaxCode ? 'o' : 'e', text: t(sameTaxCode ? 'sign.check.taxCodeSame' : 'sign.check.taxCodeOther') },
		inTime
			? { state: 'w', text: t('sign.check.valid', { date: formatDate(dateInVietnam(certificate.notAfter)) }) }
			: { state: 'e', text: t('sign.check.invalid') },
	];
	if (dossier.merged) {
		const { pages, bytes } = dossier.merged;
		checks.push({ state: 'o', text: t('sign.check.file', { pages, size: size(bytes) }) });
	}
	// An offline signature of level B-B has no time stamp; that and the unknown revocation are recorded with it.
	checks.push({ state: 'w', text: t('sign.check.clock') });
	if (token.pinState === 'locked') checks.push({ state: 'e', text: t('sign.check.pinLocked') });
	return (
		<section aria-labelledby="checks-title">
			<h3 id="checks-title">{t('sign.checks')}</h3>
			<ul className="checks">
				{checks.map(({ state, text }) => (
					<li key={text}>
						{icons[state]}
						<span className="sr-only">{t(`sign.checkState.${state}`)}: </span>
						<span>{text}</span>
					</li>
				))}
			</ul>
		</section>
	);
}
