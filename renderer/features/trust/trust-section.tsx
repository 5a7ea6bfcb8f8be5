import { Certificate24Regular, ShieldAdd16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrustAdded, TrustedCertificate } from '../../../shared/contracts/trust-contract.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel, useErrorText } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Tag } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';
import './trust.css';

/** The CA certificates this user trusts: seen, added, removed. */
export function TrustSection() {
	const { t } = useTranslation('trust');
	const list = useAnswer(['trust', 'list'], () => window.keyring.trust.list({}));
	const adding = useCall();
	const removing = useCall();
	const toast = useToast();
	const [refused, setRefused] = useState<TrustAdded['refused']>([]);
	const [leaving, setLeaving] = useState<TrustedCertificate>();

	const add = async () => {
		const done = await adding.run(() => window.keyring.trust.add({}));
		if (!done) return;
		setRefused(done.refused);
		if (done.added > 0) toast(t('added', { count: done.added }));
		else if (done.known > 0) toast(t('known', { count: done.known }));
	};
	const remove = async ({ id, name }: TrustedCertificate) => {
		const done = await removing.run(() => window.keyring.trust.remove({ id }));
		setLeaving(undefined);
		if (done === null) toast(t('removed', { name }));
	};
	return (
		<section className="card trust-card" aria-labelledby="trust-title">
			<div className="card-head">
				<h2 id="trust-title">{t('title')}</h2>
				<span className="mut one grow">{t('sub')}</span>
				<ActionButton
					text={t('add')}
					icon={<ShieldAdd16Regular />}
					size="small"
					busy={adding.busy}
					onClick={() => void add()}
				/>
			</div>
			<div className="trust-messages">
				<ErrorPanel error={list.error?.error} />
				<ErrorPanel error={adding.error} onClose={adding.dismiss} />
				<ErrorPanel error={removing.error} onClose={removing.dismiss} />
				<Refused refused={refused} />
				{list.data && list.data.length > 0 && <p className="mut small">{t('check')}</p>}
			</div>
			{list.data?.length === 0 && (
				<EmptyState icon={<Certificate24Regular />} title={t('emptyTitle')} text={t('empty')} />
			)}
			{list.data && list.data.length > 0 && <TrustTable certificates={list.data} onRemove={setLeaving} />}
			<ConfirmDialog
				open={leaving !== undefined}
				title={t('removeTitle', { name: leaving?.name })}
				confirmText={t('removeConfirm')}
				danger
				busy={removing.busy}
				onConfirm={() => leaving && void remove(leaving)}
				onCancel={() => setLeaving(undefined)}
			>
				{t('removeText')}
			</ConfirmDialog>
		</section>
	);
}

function Refused({ refused }: { refused: TrustAdded['refused'] }) {
	const { t } = useTranslation('trust');
	const text = useErrorText();
	if (refused.length === 0) return null;
	return (
		<div role="alert">
			{refused.map(({ name, error }, place) => {
				const { title, meaning, advice } = text(error);
				return (
					// biome-ignore lint/suspicious/noArrayIndexKey: the same file may be refused twice, and the list never changes
					<Message key={place} tone="e">
						<b>
							{t('refused', { name })}: {title}
						</b>
						<div>
							{meaning} {advice}
						</div>
					</Message>
				);
			})}
		</div>
	);
}

function TrustTable({
	certificates,
	onRemove,
}: {
	certificates: readonly TrustedCertificate[];
	onRemove: (certificate: TrustedCertificate) => void;
}) {
	const { t } = useTranslation('trust');
	const today = useToday();
	const day = (instant: string) => dateInVietnam(instant);
	return (
		<table className="table trust-table" aria-label={t('list')}>
			<thead>
				<tr>
					<th scope="col">{t('certificate')}</th>
					<th scope="col">{t('period')}</th>
					<th scope="col">{t('purpose')}</th>
					<th scope="col">
						<span className="sr-only">{t('actions')}</span>
					</th>
				</tr>
			</thead>
			<tbody>
				{certificates.map((one) => (
					<tr key={one.id}>
						<td>
							<b title={one.subject}>{one.name}</b>
							<div className="mut">
								{one.purpose === 'root' ? t('selfIssued') : t('issuer', { issuer: one.issuer })}
							</div>
							<div className="mono small">
								<span className="mut">SHA-256 </span>
								{one.id.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ')}
							</div>
						</td>
						<td className="trust-period">
							{t('validity', { from: formatDate(day(one.notBefore)), to: formatDate(day(one.notAfter)) })}
							{day(one.notAfter) < today && <Tag tone="e">{t('expired')}</Tag>}
						</td>
						<td>
							<Tag tone={one.purpose === 'root' ? 'o' : 'n'}>{t(`purposes.${one.purpose}`)}</Tag>
						</td>
						<td>
							<button
								type="button"
								className="link"
								aria-label={t('removeName', { name: one.name })}
								onClick={() => onRemove(one)}
							>
								{t('remove')}
							</button>
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
