import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceField } from '../../components/choice-field.tsx';
import { Message } from '../../components/message.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import type { CopyPlaces } from '../guides/copy-bar.tsx';
import type { RequestView } from './request-view.ts';

/** What the guide of a request copies from where, and what it shows or asks in its steps. */
export function useRequestPlaces(
	{ row }: RequestView,
	guideRun: GuideRun | undefined,
): { places: CopyPlaces; slots: Partial<Record<string, ReactNode>> } {
	const { t } = useTranslation('requests');
	const { go } = useNavigation();
	const { run } = useCall();
	const now = useNow();
	const { companyId } = row;
	const sets = useAnswer(['parameters', companyId], () => window.keyring.parameters.list({ companyId }));
	const accounts = useAnswer(['accounts', companyId], () => window.keyring.accounts.get({ companyId }));
	const companies = useAnswer(['companies'], () => window.keyring.companies.list({}));
	const [chosen, setChosen] = useState('');
	const usable = (sets.data ?? []).filter((one) => validityState(one, now) !== 'cancelled');
	const set = usable.find((one) => one.id === chosen) ?? usable[0];
	const admin = accounts.data?.admin;
	const company = companies.data?.find((one) => one.id === companyId);

	const places: CopyPlaces = {
		taxCode: { kind: 'company', id: companyId, field: 'taxCode' },
		companyCode: { kind: 'company', id: companyId, field: 'taxCode' },
		idNumber: company?.representative.idNumber ? { kind: 'company', id: companyId, field: 'idNumber' } : undefined,
		adminPassword: admin?.hasPassword ? { kind: 'admin', id: admin.id, field: 'password' } : undefined,
		endsOn: row.endsOn ? { kind: 'request', id: row.id, field: 'endsOn' } : undefined,
		ecusUserId: set?.userId ? { kind: 'user', id: set.id, field: 'userId' } : undefined,
		ecusPassword: set?.hasPassword ? { kind: 'user', id: set.id, field: 'password' } : undefined,
		ecusTerminalId: set?.terminalRef ? { kind: 'terminal', id: set.terminalRef, field: 'terminalId' } : undefined,
		ecusAccessKey:
			set?.terminalRef && set.hasAccessKey ? { kind: 'terminal', id: set.terminalRef, field: 'accessKey' } : undefined,
		ecusAddress: company?.declarationAddress
			? { kind: 'company', id: companyId, field: 'declarationAddress' }
			: undefined,
	};
	if (guideRun?.guide !== 'register-company') return { places, slots: {} };
	return {
		places,
		slots: {
			signature: row.signatureKind && (
				<span>
					{t('field.signatureKind')}: <b>{t(`signature.${row.signatureKind}`)}</b>
				</span>
			),
			administrator: (
				<ActionButton
					size="small"
					text={t('act.administrator')}
					onClick={() => go({ screen: 'companies', companyId })}
				/>
			),
			'look-up': <ActionButton size="small" text={t('act.parameters')} onClick={() => go({ screen: 'parameters' })} />,
			ecus: set ? (
				<div className="guide-slot ecus-slot">
					<ChoiceField
						label={t('field.ecusUserId')}
						value={set.id}
						options={usable.map((one) => one.id)}
						onChange={setChosen}
						textOf={(id) => usable.find((one) => one.id === id)?.userId ?? ''}
					/>
					{company?.customsOfficeName && (
						<span>
							{t('field.customsOffice')}: <b>{[company.customsOfficeCode, company.customsOfficeName].join(' · ')}</b>
						</span>
					)}
				</div>
			) : (
				<Message tone="w">{t('ecusNone')}</Message>
			),
			record: (
				<ActionButton
					size="small"
					appearance="primary"
					text={t('act.finish')}
					onClick={() => void run(() => window.keyring.guides.close({ id: guideRun.id, outcome: 'done' }))}
				/>
			),
		},
	};
}
