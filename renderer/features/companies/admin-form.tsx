import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AdminAccount, AdminDraft } from '../../../shared/contracts/accounts-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { CertificateView } from '../../../shared/contracts/tokens-contract.ts';
import { certificateOf, noCertificate } from '../../../shared/domain/certificate-fields.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { checkCertificate } from '../../../shared/domain/parameter-certificate.ts';
import { certificateDates } from '../../../shared/domain/parameter-entry.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import type { SummaryEntry } from '../../components/error-panel.tsx';
import { focusField } from '../../components/focus-field.ts';
import { useProblemText } from '../../components/problem-text.ts';
import { writeSerial } from '../../components/serial-text.ts';
import { TextField } from '../../components/text-field.tsx';
import { useToday } from '../../components/use-today.ts';
import { TokenDialog } from '../certificates/token-dialog.tsx';
import { CertificateFields } from '../parameters/certificate-fields.tsx';
import { wrongDays } from '../parameters/parameter-draft.ts';
import { AccountCard } from './account-card.tsx';
import { AccountPassword } from './account-password.tsx';

type Values = Omit<AdminDraft, 'companyId' | 'password'> & { password: string | null };

/** "Tài khoản quản trị" of the registration portal and the certificate registered for it. */
export function AdminForm({ company, account }: { company: Company; account: AdminAccount | null }) {
	const { t } = useTranslation(['companies', 'common']);
	const today = useToday();
	const problemText = useProblemText();
	const [wrong, setWrong] = useState<readonly string[]>([]);
	const [token, setToken] = useState(false);
	const form = useForm<Values>({ defaultValues: valuesOf(account) });
	const fill = (name: keyof Values, value: string) => form.setValue(name, value, { shouldDirty: true });
	const useCertificate = (certificate: CertificateView) => {
		fill('certificateProvider', certificate.issuer);
		fill('certificateSerial', writeSerial(certificate.serial));
		fill('certificateNotBefore', dateInVietnam(certificate.notBefore));
		fill('certificateNotAfter', dateInVietnam(certificate.notAfter));
		fill('certificateSubject', certificate.name);
		fill('certificateTaxCode', certificate.taxCode);
		setToken(false);
	};
	const values = form.watch();
	const entries: SummaryEntry[] = [
		...wrong.map((name) => ({
			id: name,
			tone: 'error' as const,
			text: `${t(`parameters:field.${name}`)}: ${t('common:date.unreadable')}`,
			onGo: () => focusField(name),
		})),
		...checkCertificate(values, { taxCode: company.taxCode, today })
			.filter(({ code }) => code === 'CERTIFICATE_TAX_CODE')
			.map((one) => ({ id: one.code, tone: one.severity, text: problemText.text(one) })),
	];
	return (
		<AccountCard
			dirty={form.formState.isDirty}
			entries={entries}
			account={account}
			save={async (run) => {
				const { password, ...rest } = form.getValues();
				const days = wrongDays(rest, certificateDates);
				setWrong(days);
				if (days.length > 0) return false;
				const typed = password === '' ? {} : { password: password ?? '' };
				const saved = await run(() => window.keyring.accounts.saveAdmin({ companyId: company.id, ...rest, ...typed }));
				if (saved) form.reset(valuesOf(saved));
				return saved !== undefined;
			}}
		>
			{(run) => (
				<>
					<h2 className="section-title">
						{t('group.admin')}
						<span className="mut">{t('group.adminNote')}</span>
					</h2>
					<div className="form-grid">
						<TextField
							label={t('field.adminLogin')}
							value={displayTaxCode(company.taxCode)}
							onChange={() => {}}
							readOnly
							mono
						/>
						<Controller
							control={form.control}
							name="password"
							render={({ field }) => <AccountPassword kind="admin" account={account} field={field} run={run} />}
						/>
					</div>
					<CertificateFields
						control={form.control}
						today={today}
						used={[]}
						onOtherSerial={() => {
							fill('certificateSubject', '');
							fill('certificateTaxCode', '');
						}}
						onReadToken={() => setToken(true)}
					/>
					<TokenDialog open={token} onClose={() => setToken(false)} onChoose={useCertificate} />
				</>
			)}
		</AccountCard>
	);
}

function valuesOf(account: AdminAccount | null): Values {
	return {
		password: '',
		...certificateOf(account ?? noCertificate),
		certificateSerial: writeSerial(account?.certificateSerial ?? ''),
	};
}
