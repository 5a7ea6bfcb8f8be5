import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateChange } from '../../../shared/contracts/certificate-changes-contract.ts';
import { updateRoute } from '../../../shared/domain/account-life/certificate-change.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { useCompany } from '../../app/company.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { momentText } from '../../components/moment-text.ts';
import { Tag } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { NewRequestDialog } from '../requests/new-request-dialog.tsx';
import { NewCertificate } from './new-certificate.tsx';
import { useUpdateDossier } from './use-update-dossier.ts';

/** A certificate being replaced: old and new side by side, and the places to update in their order. */
export function ChangeCard({ change }: { change: CertificateChange }) {
	const { t } = useTranslation('certificates');
	const { go } = useNavigation();
	const company = useCompany();
	const toast = useToast();
	const { run, busy, error, dismiss } = useCall();
	const dossiers = useUpdateDossier();
	const [closing, setClosing] = useState(false);
	const [correcting, setCorrecting] = useState(false);
	const { id, places, newCertificate, refusedAt } = change;
	const open = change.closedAt === null;
	const route = updateRoute(change.reason, change.oldTokenAtHand);
	const counted = places.filter((one) => one.state !== 'foreign');
	const done = counted.filter((one) => one.state === 'done').length;
	const complete = newCertificate !== null && done === counted.length;
	const dossier = (
		<ActionButton
			size="small"
			text={t('change.dossier')}
			busy={dossiers.busy}
			onClick={() => void dossiers.begin(change)}
		/>
	);
	const close = async () => {
		if ((await run(() => window.keyring.certificateChanges.close({ id }))) === undefined) return;
		toast(t('change.closed'));
		go({ screen: 'certificates' });
	};
	return (
		<section
			className="card"
			aria-label={t('change.title', { serial: formatSerial(change.oldCertificate.certificateSerial) })}
		>
			<div className="card-head">
				<h2>{t('change.heading')}</h2>
				<span className="mut one grow">
					{t(`change.reason.${change.reason}`)} · {t('change.started', { at: momentText(change.startedAt) })}
				</span>
				<Tag tone={complete ? 'o' : 'w'}>{t('change.progress', { done, of: counted.length })}</Tag>
			</div>
			<div className="change-body form-sections">
				<ErrorPanel error={error} onClose={dismiss} />
				<ErrorPanel error={dossiers.error} onClose={dossiers.dismiss} />
				<Message tone="w">
					<b>{t('change.ahead')}</b>
				</Message>
				<Message tone={route === 'portal' ? 'i' : 'w'} action={route === 'dossier' && dossier}>
					{t(`change.route.${route}`)}
				</Message>
				<NewCertificate change={change} readOnly={!open} />
				<h2 className="section-title">{t('change.places')}</h2>
				{!newCertificate && <p className="mut">{t('change.readFirst')}</p>}
				<ol className="change-places">
					{places.map((one, index) => {
						const ticked = one.state === 'done';
						return (
							<li key={one.id} className={ticked ? 'done' : ''}>
								<Checkbox
									checked={ticked}
									disabled={!open || busy || !newCertificate || one.state === 'foreign'}
									aria-label={t('change.tick', { name: one.name })}
									onChange={(_event, data) =>
										void run(() =>
											window.keyring.certificateChanges.tick({ id, placeId: one.id, done: data.checked === true }),
										)
									}
								/>
								<div className="grow">
									<b>
										{index + 1}. {t(`change.place.${one.place}.title`, { name: one.name })}
									</b>
									<div className="mut">{t(`change.place.${one.place}.text`)}</div>
									<div className="mono mut">{one.serial ? formatSerial(one.serial) : t('change.noSerial')}</div>
								</div>
								<div className="change-place-state">
									<Tag tone={ticked ? 'o' : one.state === 'foreign' ? 'n' : 'w'}>
										{t(`change.state.${one.serial === '' ? 'unknown' : one.state}`)}
									</Tag>
									{one.doneAt && <span className="mut nowrap">{momentText(one.doneAt)}</span>}
								</div>
							</li>
						);
					})}
				</ol>
				{refusedAt ? (
					<Message tone="e" action={dossier}>
						<b>{t('change.refused.title')}</b>
						<div>{t('change.refused.text', { at: momentText(refusedAt) })}</div>
						<button
							type="button"
							className="link"
							onClick={() => void run(() => window.keyring.certificateChanges.refuse({ id, refused: false }))}
						>
							{t('change.refused.undo')}
						</button>
					</Message>
				) : (
					open && (
						<div className="change-acts">
							<ActionButton text={t('change.correct')} onClick={() => setCorrecting(true)} />
							<ActionButton
								text={t('change.refused.act')}
								busy={busy}
								onClick={() => void run(() => window.keyring.certificateChanges.refuse({ id, refused: true }))}
							/>
						</div>
					)
				)}
			</div>
			<div className="card-foot">
				{open && (
					<ActionButton
						text={t(complete ? 'change.finish' : 'change.drop')}
						appearance={complete ? 'primary' : 'secondary'}
						busy={busy}
						onClick={() => (complete ? void close() : setClosing(true))}
					/>
				)}
				<span className="grow" />
				<ActionButton text={t('change.back')} onClick={() => go({ screen: 'certificates' })} />
			</div>
			<ConfirmDialog
				open={closing}
				title={t('change.dropTitle')}
				confirmText={t('change.drop')}
				busy={busy}
				onConfirm={() => void close()}
				onCancel={() => setClosing(false)}
			>
				{t('change.dropText', { count: counted.length - done })}
			</ConfirmDialog>
			{correcting && (
				<NewRequestDialog
					what="correction"
					companyId={company.id}
					label={t('change.correctLabel')}
					onCreated={(request) => go({ screen: 'requests', requestId: request.id })}
					onClose={() => setCorrecting(false)}
				/>
			)}
		</section>
	);
}
