import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { DossierLetter, DossierLetterCertificate } from '../../../shared/contracts/dossiers-contract.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import { DateField } from '../../components/date-field.tsx';
import type { FieldNote } from '../../components/form-field.tsx';
import { ProviderField } from '../../components/provider-field.tsx';
import { SerialField } from '../../components/serial-field.tsx';
import { writeSerial } from '../../components/serial-text.ts';
import { useAnswer } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import { TokenDialog } from '../certificates/token-dialog.tsx';
import { ChoiceField } from './choice-fields.tsx';
import type { LetterPath } from './letter-form.ts';

type Name = 'newCertificate' | 'oldCertificate';

const unknown: DossierLetterCertificate = { serial: '', provider: '', notBefore: '', notAfter: '' };

type Props = {
	form: UseFormReturn<DossierLetter>;
	letter: DossierLetter;
	companyId: string;
	today: string;
	noteOf: (path: LetterPath) => FieldNote | undefined;
};

/** The certificate to be registered and, when something is known of it, the one registered so far. */
export function LetterCertificates({ form, letter, companyId, today, noteOf }: Props) {
	const { t } = useTranslation('dossiers');
	const [reading, setReading] = useState<Name>();
	const stored = useStored(companyId);
	const fill = (name: Name, certificate: DossierLetterCertificate | null) =>
		form.setValue(name, certificate && { ...certificate, serial: writeSerial(certificate.serial) }, {
			shouldDirty: true,
		});
	const group = (name: Name) => (
		<CertificateGroup
			name={name}
			control={form.control}
			today={today}
			noteOf={noteOf}
			stored={name === 'oldCertificate' ? stored : []}
			providers={stored.map((one) => one.certificate.provider)}
			onRead={() => setReading(name)}
			onFill={(certificate) => fill(name, certificate)}
		/>
	);
	return (
		<>
			{letter.newCertificate && group('newCertificate')}
			<Checkbox
				className="span-3 tight-checkbox"
				label={t('letter.certificate.oldKnown')}
				checked={letter.oldCertificate !== null}
				onChange={(_event, data) => fill('oldCertificate', data.checked ? unknown : null)}
			/>
			{letter.oldCertificate && group('oldCertificate')}
			<TokenDialog
				open={reading !== undefined}
				onClose={() => setReading(undefined)}
				onChoose={({ serial, issuer, notBefore, notAfter }) => {
					if (reading) {
						fill(reading, {
							serial,
							provider: issuer,
							notBefore: dateInVietnam(notBefore),
							notAfter: dateInVietnam(notAfter),
						});
					}
					setReading(undefined);
				}}
			/>
		</>
	);
}

function CertificateGroup({
	name,
	control,
	today,
	noteOf,
	stored,
	providers,
	onRead,
	onFill,
}: {
	name: Name;
	control: Props['form']['control'];
	today: string;
	noteOf: Props['noteOf'];
	stored: readonly Stored[];
	providers: readonly string[];
	onRead: () => void;
	onFill: (certificate: DossierLetterCertificate) => void;
}) {
	const { t } = useTranslation(['dossiers', 'certificates']);
	// Of a lost certificate often nothing but the serial is known.
	const required = name === 'newCertificate';
	const about = (field: keyof DossierLetterCertificate) => ({
		label: t(`letter.certificate.${field}`),
		problem: noteOf(`${name}.${field}`),
	});
	return (
		<section className="letter-certificate span-3" aria-label={t(`letter.certificate.${name}`)}>
			<h3 className="section-title">
				{t(`letter.certificate.${name}`)}
				<button type="button" className="link" onClick={onRead}>
					{t('certificates:choose.act')}
				</button>
			</h3>
			<div className="form-grid letter-grid">
				<Controller
					control={control}
					name={`${name}.serial`}
					render={({ field }) => (
						<SerialField {...field} {...about('serial')} value={field.value ?? ''} required span={2} />
					)}
				/>
				<Controller
					control={control}
					name={`${name}.provider`}
					render={({ field }) => (
						<ProviderField
							{...field}
							{...about('provider')}
							value={field.value ?? ''}
							required={required}
							used={providers}
						/>
					)}
				/>
				{(['notBefore', 'notAfter'] as const).map((end) => (
					<Controller
						key={end}
						control={control}
						name={`${name}.${end}`}
						render={({ field }) => (
							<DateField {...field} {...about(end)} value={field.value ?? ''} required={required} today={today} />
						)}
					/>
				))}
				{stored.length > 0 && (
					<ChoiceField
						label={t('letter.certificate.stored')}
						value=""
						placeholder={t('letter.certificate.storedChoose')}
						choices={stored.map((one) => ({
							value: one.certificate.serial,
							text: `${one.userIds.join(', ')} · ${one.certificate.provider} · ${writeSerial(one.certificate.serial)}`,
						}))}
						onChange={(serial) => {
							const found = stored.find((one) => one.certificate.serial === serial);
							if (found) onFill(found.certificate);
						}}
					/>
				)}
			</div>
		</section>
	);
}

type Stored = { certificate: DossierLetterCertificate; userIds: string[] };

/** The certificates noted with the company's User IDs: the registered one is most likely among them. */
function useStored(companyId: string): Stored[] {
	const sets = useAnswer(['parameters', companyId], () => window.keyring.parameters.list({ companyId }));
	const now = useNow();
	const found = new Map<string, Stored>();
	for (const set of sets.data ?? []) {
		if (set.certificateSerial === '' || validityState(set, now) === 'cancelled') continue;
		const known = found.get(set.certificateSerial);
		if (known) known.userIds.push(set.userId);
		else {
			const certificate = {
				serial: set.certificateSerial,
				provider: set.certificateProvider,
				notBefore: set.certificateNotBefore,
				notAfter: set.certificateNotAfter,
			};
			found.set(set.certificateSerial, { certificate, userIds: [set.userId] });
		}
	}
	return [...found.values()];
}
