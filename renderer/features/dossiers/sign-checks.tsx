import { CheckmarkCircle16Regular, ErrorCircle16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { useAnswer } from '../../components/use-call.ts';
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
	const settings = useAnswer(['signing', 'settings'], () => window.keyring.signing.settings({}));
	const network = settings.data?.network ?? false;
	const date = formatDate(dateInVietnam(certificate.notAfter));
	const sameTaxCode = !certificate.reasons.includes('wrong-tax-code');
	const inTime = !certificate.reasons.includes('expired') && !certificate.reasons.includes('not-yet-valid');
	const checks: { state: State; text: string }[] = [
		{ state: sameTaxCode ? 'o' : 'e', text: t(sameTaxCode ? 'sign.check.taxCodeSame' : 'sign.check.taxCodeOther') },
		inTime
			? { state: network ? 'o' : 'w', text: t(network ? 'sign.check.validAsked' : 'sign.check.valid', { date }) }
			: { state: 'e', text: t('sign.check.invalid') },
	];
	if (dossier.merged) {
		const { pages, bytes } = dossier.merged;
		checks.push({ state: 'o', text: t('sign.check.file', { pages, size: size(bytes) }) });
	}
	const trust = { trusted: 'trusted', untrusted: 'untrusted', 'not-checked': 'trustNotChecked' }[certificate.trust];
	checks.push({ state: certificate.trust === 'trusted' ? 'o' : 'w', text: t(`sign.check.${trust}`) });
	if (settings.data) {
		const { level, tsaUrl, scheme } = settings.data;
		// A signature without a time stamp has the PC's time; that is recorded with it.
		const host = URL.parse(tsaUrl)?.host;
		checks.push(
			level === 'B-B'
				? { state: 'w', text: t('sign.check.clock') }
				: network
					? { state: 'o', text: t('sign.check.stamp', { level, host }) }
					: { state: 'w', text: t('sign.check.networkOff', { level }) },
		);
		if (scheme === 'pss' && !token.pss) checks.push({ state: 'w', text: t('sign.check.noPss') });
	}
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
