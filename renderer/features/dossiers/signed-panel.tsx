import { FolderOpen16Regular, Save16Regular, ShieldCheckmark16Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { mailBytes } from '../../../shared/domain/file-size.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { EvidencePanel } from '../signing/evidence-panel.tsx';
import { useAddressee } from './letter-wording.ts';
import { dayAndTime, useSizeText } from './show-values.ts';

/** What was signed, by whom, and what to do with the file now. */
export function SignedPanel({
	dossier,
	signed,
	put,
}: {
	dossier: Dossier;
	signed: NonNullable<Dossier['signed']>;
	put: (dossier: Dossier) => void;
}) {
	const { t } = useTranslation(['dossiers', 'verification']);
	const addressee = useAddressee();
	const { go } = useNavigation();
	const size = useSizeText();
	const toast = useToast();
	const saving = useCall();
	const showing = useCall();
	const panel = useRef<HTMLDivElement>(null);
	useEffect(() => panel.current?.focus(), []);

	const words = (reasons: string | number) =>
		String(reasons)
			.split(',')
			.map((reason) => t(`cli:sign.evidence.${reason}`))
			.join('; ');
	const save = async () => {
		const changed = await saving.run(() => window.keyring.dossiers.saveAs({ id: dossier.id }));
		if (!changed) return;
		put(changed);
		if (changed.savedAs && changed.updatedAt !== dossier.updatedAt) toast(t('sign.saved', { file: changed.savedAs }));
	};
	return (
		<div className="signed" ref={panel} tabIndex={-1}>
			<div role="status">
				<Message tone="o">
					<b>{t('sign.done', { time: dayAndTime(signed.at) })}</b>
					<div>{t('sign.doneNote')}</div>
				</Message>
			</div>
			<dl>
				<dt>{t('sign.result.signer')}</dt>
				<dd>
					<b>{signed.signer}</b>
				</dd>
				<dt>{t('sign.result.serial')}</dt>
				<dd className="mono">{formatSerial(signed.serial)}</dd>
				<dt>{t('sign.result.level')}</dt>
				<dd>{signed.level}</dd>
				<dt>{t('sign.result.file')}</dt>
				<dd>
					{signed.fileName}
					<span className="mut">
						{' '}
						· {size(signed.bytes)} · {t('scans.mailSize', { size: size(mailBytes(signed.bytes)) })}
					</span>
				</dd>
				<dt>{t('sign.result.savedAs')}</dt>
				<dd>{dossier.savedAs ?? <span className="mut">{t('sign.result.notSaved')}</span>}</dd>
			</dl>
			{signed.warnings.map((warning) => (
				<Message key={warning.code} tone="w">
					{t([`sign.resultWarning.${warning.code}`, 'sign.resultWarning.other'], { ...warning.params })}
					{warning.params.reasons && (
						<div>{t('sign.resultWarning.reasons', { reasons: words(warning.params.reasons) })}</div>
					)}
				</Message>
			))}
			<ErrorPanel error={saving.error ?? showing.error} onClose={saving.error ? saving.dismiss : showing.dismiss} />
			<div className="signed-acts">
				<ActionButton
					text={t('sign.save')}
					shortcut="Ctrl+S"
					icon={<Save16Regular />}
					busy={saving.busy}
					onClick={() => void save()}
				/>
				<ActionButton
					text={t('verification:fromDossier')}
					icon={<ShieldCheckmark16Regular />}
					onClick={() => go({ screen: 'verification', dossierId: dossier.id })}
				/>
				<ActionButton
					text={t('sign.show')}
					icon={<FolderOpen16Regular />}
					busy={showing.busy}
					onClick={() => void showing.run(() => window.keyring.dossiers.showInFolder({ id: dossier.id }))}
				/>
			</div>
			<section aria-labelledby="next-title">
				<h3 id="next-title">{t('sign.nextTitle')}</h3>
				<p>{t('sign.next', { address: addressee.email })}</p>
				<p className="mut">{t('sign.nextTerm', { days: addressee.answerWorkingDays })}</p>
			</section>
			<EvidencePanel dossierId={dossier.id} time={dayAndTime} />
		</div>
	);
}
