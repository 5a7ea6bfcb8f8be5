import { DocumentKey20Regular, UsbStick20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam, daysBetween, formatDate } from '../../../shared/domain/dates.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { Tag } from '../../components/tag.tsx';
import { useToday } from '../../components/use-today.ts';
import { type Choice, canSign, choiceKey } from './token-choice.ts';

/** All certificates as cards: those that can sign are radio buttons, the others stand there greyed with their reasons. */
export function CertificateChoice({
	choices,
	chosen,
	onChoose,
	onRescan,
	busy,
}: {
	choices: readonly Choice[];
	chosen: Choice | undefined;
	onChoose: (choice: Choice) => void;
	onRescan: () => void;
	busy: boolean;
}) {
	const { t } = useTranslation('dossiers');
	return (
		<fieldset className="certificates">
			<legend>{t('sign.choose')}</legend>
			<button type="button" className="link rescan" onClick={onRescan} disabled={busy}>
				{t(busy ? 'sign.scanning' : 'sign.rescan')} <kbd>F5</kbd>
			</button>
			{choices.map((choice) => (
				<CertificateCard
					key={choiceKey(choice)}
					choice={choice}
					chosen={chosen !== undefined && choiceKey(chosen) === choiceKey(choice)}
					onChoose={() => onChoose(choice)}
				/>
			))}
		</fieldset>
	);
}

function CertificateCard({ choice, chosen, onChoose }: { choice: Choice; chosen: boolean; onChoose: () => void }) {
	const { t } = useTranslation('dossiers');
	const today = useToday();
	const { certificate, token } = choice;
	const usable = canSign(choice);
	const days = daysBetween(today, dateInVietnam(certificate.notAfter));
	const validity = certificate.reasons.includes('not-yet-valid')
		? t('sign.validFrom', { date: formatDate(dateInVietnam(certificate.notBefore)) })
		: days < 0
			? t('sign.expiredOn', { date: formatDate(dateInVietnam(certificate.notAfter)) })
			: t('sign.daysLeft', { days });
	const taxCode = certificate.taxCode
		? t('sign.taxCode', { taxCode: displayTaxCode(certificate.taxCode) })
		: t('sign.noTaxCode');
	return (
		<label className={`certificate ${chosen ? 'chosen' : ''} ${usable ? '' : 'unusable'}`}>
			<input
				type="radio"
				name="certificate"
				className="sr-only"
				checked={chosen}
				disabled={!usable}
				onChange={onChoose}
			/>
			<span className="certificate-head">
				{token.kind === 'key-file' ? <DocumentKey20Regular /> : <UsbStick20Regular />}
				<b className="grow">{certificate.name}</b>
				{usable && <Tag tone="o">{t('sign.usable')}</Tag>}
				{token.pinState === 'locked' && <Tag tone="e">{t('sign.pinState.locked')}</Tag>}
				{certificate.reasons.map((reason) => (
					<Tag key={reason} tone="e">
						{t(`sign.reasons.${reason}`)}
					</Tag>
				))}
			</span>
			<span className="certificate-line">
				{taxCode} · {certificate.issuer} · {validity}
			</span>
			{usable && (
				<>
					<span className="certificate-line mono">{formatSerial(certificate.serial)}</span>
					<span className="certificate-line">
						{token.label}
						{token.pinState === 'ok' ? (
							<> · {t(token.kind === 'key-file' ? 'sign.keyFile' : 'sign.pinState.ok')}</>
						) : (
							<Tag tone={token.pinState === 'final' ? 'e' : 'w'}>{t(`sign.pinState.${token.pinState}`)}</Tag>
						)}
					</span>
				</>
			)}
		</label>
	);
}
