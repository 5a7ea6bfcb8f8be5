import { FolderArrowRight16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { SignatureEvidence } from '../../../shared/contracts/signing-contract.ts';
import { formatFileSize } from '../../../shared/domain/file-size.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import './signing.css';

/** What was kept with the signature of a dossier. */
export function EvidencePanel({ dossierId, time }: { dossierId: string; time: (iso: string) => string }) {
	const { t } = useTranslation('signing');
	const evidence = useAnswer(['signing', 'evidence', dossierId], () =>
		window.keyring.signing.evidence({ id: dossierId }),
	);
	const exporting = useCall();
	const toast = useToast();
	const save = async () => {
		const answer = await exporting.run(() => window.keyring.signing.exportEvidence({ id: dossierId }));
		if (answer?.folder) toast(t('evidence.exported', { folder: answer.folder }));
	};
	return (
		<section className="evidence" aria-labelledby="evidence-title">
			<h3 id="evidence-title">{t('evidence.title')}</h3>
			<ErrorPanel error={evidence.error?.error} />
			{evidence.data === null && <p className="mut">{t('evidence.none')}</p>}
			{evidence.data && (
				<>
					<Facts evidence={evidence.data} time={time} />
					<Files evidence={evidence.data} />
					<ErrorPanel error={exporting.error} onClose={exporting.dismiss} />
					<ActionButton
						text={t('evidence.export')}
						icon={<FolderArrowRight16Regular />}
						busy={exporting.busy}
						onClick={() => void save()}
					/>
				</>
			)}
		</section>
	);
}

function Facts({ evidence, time }: { evidence: SignatureEvidence; time: (iso: string) => string }) {
	const { t } = useTranslation('signing');
	const { level, wantedLevel, stampedAt, reasons, trust } = evidence;
	const facts: [string, string][] = [
		['signedAt', time(evidence.signedAt)],
		['stampedAt', stampedAt ? time(stampedAt) : t('evidence.noStamp')],
		['level', level === wantedLevel ? level : t('evidence.levelWanted', { level, wanted: wantedLevel })],
		['algorithm', evidence.algorithm],
		['issuer', evidence.issuer],
		[
			'revocation',
			[t(`evidence.${evidence.revocation}`), reasons.map((reason) => t(`cli:sign.evidence.${reason}`)).join('; ')]
				.filter((part) => part !== '')
				.join(': '),
		],
		['trust', t(trust === 'not-checked' ? 'evidence.trust-not-checked' : `evidence.${trust}`)],
	];
	return (
		<dl>
			{facts.map(([name, value]) => (
				<div key={name} className="evidence-fact">
					<dt>{t(`evidence.${name}`)}</dt>
					<dd>{value}</dd>
				</div>
			))}
			<div className="evidence-fact">
				<dt>{t('evidence.fileSha256')}</dt>
				<dd className="mono evidence-hash">{evidence.fileSha256}</dd>
			</div>
		</dl>
	);
}

function Files({ evidence }: { evidence: SignatureEvidence }) {
	const { t, i18n } = useTranslation('signing');
	const language = i18n.language === 'en' ? 'en' : 'vi';
	return (
		<>
			<h4>{t('evidence.files')}</h4>
			<ul className="evidence-files">
				{evidence.files.map(({ kind, fileName, name, bytes }) => (
					<li key={fileName}>
						<span>
							{t(`evidence.kinds.${kind}`)}
							{name && `: ${name}`}
						</span>
						<span className="mut">
							{' '}
							· {fileName} · {formatFileSize(bytes, language)}
						</span>
					</li>
				))}
			</ul>
		</>
	);
}
