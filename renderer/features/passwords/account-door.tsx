import { Key24Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminAccount, NswAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { noCertificate } from '../../../shared/domain/certificate-fields.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useCall } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';
import { useTokens } from '../certificates/token-state.ts';
import type { DoorAccount } from './account.ts';
import { DoorCard } from './door-card.tsx';
import type { Door } from './doors.ts';
import { DossierQuestion, type Way } from './dossier-question.tsx';

/** Places of the reasons in the letter for the administrator's password. */
const certificateWays: Way<'at-hand' | 'ended' | 'lost' | 'unknown'>[] = [
	{ name: 'at-hand', reason: null },
	{ name: 'ended', reason: 3 },
	{ name: 'lost', reason: 2 },
	{ name: 'unknown', reason: 0 },
];
const mailboxWays: Way<'reachable' | 'lost' | 'left'>[] = [
	{ name: 'reachable', reason: null },
	{ name: 'lost', reason: 0 },
	{ name: 'left', reason: 1 },
];

/** A door of the administrator account. */
export function AdminDoor({ door, company, admin }: { door: Door; company: Company; admin: AdminAccount | null }) {
	const { t } = useTranslation('passwords');
	const today = useToday();
	const tokens = useTokens();
	const ended = admin !== null && admin.certificateNotAfter !== '' && admin.certificateNotAfter < today;
	const plugged =
		tokens.data?.modules
			.flatMap((module) => module.tokens.flatMap((token) => token.certificates))
			.some(({ serial, usable }) => usable && serial === admin?.certificateSerial) ?? false;
	const [answer, setAnswer] = useState<(typeof certificateWays)[number]['name'] | ''>('');
	if (!admin) return <NoAccount company={company} kind="admin" />;
	const way = answer || (ended ? 'ended' : plugged ? 'at-hand' : '');
	const asks = door.dossier !== undefined;
	const note = ended
		? t('question.certificate.knownEnded', { date: formatDate(admin.certificateNotAfter) })
		: plugged
			? t('question.certificate.knownPlugged')
			: '';
	return (
		<DoorCard
			key={door.name}
			door={door}
			admin={admin}
			instead={[]}
			account={accountOf('admin', admin, displayTaxCode(company.taxCode))}
			blocked={asks && way !== 'at-hand'}
			question={
				door.dossier && (
					<DossierQuestion
						question="certificate"
						note={note}
						ways={certificateWays}
						value={way}
						onChange={setAnswer}
						companyId={company.id}
						dossier={door.dossier}
					/>
				)
			}
		/>
	);
}

/** The door of the National Single Window account. */
export function NswDoor({ door, company, nsw }: { door: Door; company: Company; nsw: NswAccount | null }) {
	const [way, setWay] = useState<(typeof mailboxWays)[number]['name'] | ''>('');
	if (!nsw || !door.dossier) return <NoAccount company={company} kind="nsw" />;
	return (
		<DoorCard
			door={door}
			admin={null}
			instead={[]}
			account={accountOf('nsw', nsw, nsw.login || displayTaxCode(company.taxCode))}
			blocked={way !== 'reachable'}
			question={
				<DossierQuestion
					question="mailbox"
					note=""
					ways={mailboxWays}
					value={way}
					onChange={setWay}
					companyId={company.id}
					dossier={door.dossier}
				/>
			}
		/>
	);
}

function accountOf(kind: 'admin' | 'nsw', account: AdminAccount | NswAccount, name: string): DoorAccount {
	const { id, companyId, hasPassword } = account;
	return { kind, id, companyId, name, person: '', hasPassword, waitsUntil: null };
}

/** The account is not in the notebook yet: it is begun here, its details can follow. */
function NoAccount({ company, kind }: { company: Company; kind: 'admin' | 'nsw' }) {
	const { t } = useTranslation('passwords');
	const { go } = useNavigation();
	const { run, busy, error, dismiss } = useCall();
	const begin = () =>
		run<unknown>(() =>
			kind === 'admin'
				? window.keyring.accounts.saveAdmin({ companyId: company.id, ...noCertificate })
				: window.keyring.accounts.saveNsw({ companyId: company.id, login: '', mailbox: '' }),
		);
	return (
		<section className="card">
			<ErrorPanel error={error} onClose={dismiss} />
			<EmptyState
				icon={<Key24Regular />}
				title={t(`empty.${kind}`)}
				text={t(`empty.${kind}Text`)}
				action={
					<div className="door-acts">
						<ActionButton text={t('empty.begin')} appearance="primary" busy={busy} onClick={() => void begin()} />
						<ActionButton
							text={t('empty.details')}
							onClick={() => go({ screen: 'companies', companyId: company.id })}
						/>
					</div>
				}
			/>
		</section>
	);
}
