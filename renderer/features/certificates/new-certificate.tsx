import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateChange, KnownCertificate } from '../../../shared/contracts/certificate-changes-contract.ts';
import type { CertificateView } from '../../../shared/contracts/tokens-contract.ts';
import { noCertificate } from '../../../shared/domain/certificate-fields.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam, formatDate, parseDate } from '../../../shared/domain/dates.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { SerialField } from '../../components/serial-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useCall } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';
import { TokenDialog } from './token-dialog.tsx';

/** Old and new certificate side by side; the new one is read from its token or, where there is none here, typed. */
export function NewCertificate({ change, readOnly }: { change: CertificateChange; readOnly: boolean }) {
	const { t } = useTranslation('certificates');
	const today = useToday();
	const { run, busy, error, dismiss } = useCall();
	const [reading, setReading] = useState(false);
	const [typing, setTyping] = useState(false);
	const [typed, setTyped] = useState({ serial: '', provider: '', notAfter: '' });
	const { id, oldCertificate, newCertificate } = change;

	const set = async (certificate: KnownCertificate) => {
		if (await run(() => window.keyring.certificateChanges.setNew({ id, certificate }))) setTyping(false);
	};
	const choose = (one: CertificateView) => {
		setReading(false);
		void set({
			certificateProvider: one.issuer,
			certificateSerial: one.serial,
			certificateNotBefore: dateInVietnam(one.notBefore),
			certificateNotAfter: dateInVietnam(one.notAfter),
			certificateSubject: one.name,
			certificateTaxCode: one.taxCode,
		});
	};
	return (
		<>
			<ErrorPanel error={error} onClose={dismiss} />
			<div className="change-pair">
				<Known title={t('change.old')} certificate={oldCertificate} />
				{newCertificate && <Known title={t('change.new')} certificate={newCertificate} />}
				{!readOnly && (
					<div className="change-acts">
						<ActionButton
							text={t('choose.act')}
							appearance={newCertificate ? 'secondary' : 'primary'}
							busy={busy}
							onClick={() => setReading(true)}
						/>
						<ActionButton text={t('change.type')} onClick={() => setTyping(!typing)} />
					</div>
				)}
			</div>
			{typing && (
				<div className="change-typed">
					<TextField
						label={t('change.field.provider')}
						value={typed.provider}
						onChange={(provider) => setTyped({ ...typed, provider })}
					/>
					<SerialField
						label={t('change.field.serial')}
						required
						value={typed.serial}
						onChange={(serial) => setTyped({ ...typed, serial })}
					/>
					<DateField
						label={t('change.field.notAfter')}
						required
						value={typed.notAfter}
						onChange={(notAfter) => setTyped({ ...typed, notAfter })}
						today={today}
					/>
					<ActionButton
						text={t('change.useTyped')}
						busy={busy}
						disabled={typed.serial.trim() === '' || parseDate(typed.notAfter) === null}
						onClick={() =>
							void set({
								...noCertificate,
								certificateProvider: typed.provider,
								certificateSerial: typed.serial,
								certificateNotAfter: typed.notAfter,
							})
						}
					/>
				</div>
			)}
			<TokenDialog open={reading} onClose={() => setReading(false)} onChoose={choose} />
		</>
	);
}

function Known({ title, certificate }: { title: string; certificate: KnownCertificate }) {
	const { t } = useTranslation('certificates');
	const { certificateProvider, certificateSerial, certificateNotAfter } = certificate;
	return (
		<div className="change-known">
			<span className="mut">{title}</span>
			<b className="mono">{formatSerial(certificateSerial)}</b>
			<span className="mut">
				{[certificateProvider, certificateNotAfter && t('stored.until', { date: formatDate(certificateNotAfter) })]
					.filter(Boolean)
					.join(' · ')}
			</span>
		</div>
	);
}
