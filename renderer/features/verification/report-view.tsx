import {
	CheckmarkCircle16Filled,
	CheckmarkCircle16Regular,
	DismissCircle16Filled,
	DismissCircle16Regular,
	QuestionCircle16Filled,
	Warning16Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignatureReport, VerificationReport } from '../../../shared/contracts/verification-contract.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { formatFileSize } from '../../../shared/domain/file-size.ts';
import type { Reason } from '../../../shared/domain/verification.ts';
import {
	momentInVietnam,
	overallOf,
	type SheetTone,
	signatureRows,
	type ToldVerdict,
	tellingReasons,
	toldVerdict,
} from '../../../shared/domain/verification-sheet.ts';
import { Message } from '../../components/message.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';

const overallTones = { unsigned: 'i', valid: 'o', unconfirmed: 'w', invalid: 'e', indeterminate: 'w' } as const;

/** Told once for the file: each card has them among its rows. */
const lacks: readonly Reason[] = ['trust-not-checked', 'revocation-not-checked'];

/** The file, its overall result, and a card for each signature. */
export function ReportView({ report }: { report: VerificationReport }) {
	const { t, i18n } = useTranslation('verification');
	const { signatures } = report;
	const overall = overallOf(report);
	const bad = signatures.filter(({ verdict }) => verdict === overall).length;
	const lacking = lacks.filter((reason) => signatures.some(({ reasons }) => reasons.includes(reason)));
	const size = formatFileSize(report.bytes, i18n.language === 'en' ? 'en' : 'vi');
	return (
		<>
			<div className="verified-file">
				<b className="one">{report.fileName}</b>
				<span className="mut">{t('file.size', { size, time: momentInVietnam(report.checkedAt) })}</span>
				<span className="mut verified-hash" title={report.sha256}>
					{t('file.sha256')} <span className="mono">{report.sha256.slice(0, 16)}…</span>
				</span>
			</div>
			<Message tone={overallTones[overall]}>
				<b>{t(`overall.${overall}.title`)}</b>
				<div>{t(`overall.${overall}.text`, { bad, count: signatures.length })}</div>
			</Message>
			{lacking.length > 0 && (
				<Message tone="w">
					<b>{t('notChecked')}</b>
					{lacking.map((reason) => (
						<div key={reason}>
							{t(`reasons.${reason}.text`)} {t(`reasons.${reason}.advice`)}
						</div>
					))}
				</Message>
			)}
			{signatures.map((signature, index) => (
				<SignatureCard key={signature.field} signature={signature} number={index + 1} />
			))}
		</>
	);
}

const verdicts: Record<ToldVerdict, { tone: Tone; icon: ReactElement }> = {
	valid: { tone: 'o', icon: <CheckmarkCircle16Filled /> },
	unconfirmed: { tone: 'w', icon: <QuestionCircle16Filled /> },
	invalid: { tone: 'e', icon: <DismissCircle16Filled /> },
	indeterminate: { tone: 'w', icon: <QuestionCircle16Filled /> },
};

const rowIcons: Record<SheetTone, ReactElement | null> = {
	o: <CheckmarkCircle16Regular />,
	e: <DismissCircle16Regular />,
	w: <Warning16Regular />,
	n: null,
};

function SignatureCard({ signature, number }: { signature: SignatureReport; number: number }) {
	const { t } = useTranslation('verification');
	const told = toldVerdict(signature);
	const { tone, icon } = verdicts[told];
	const reasons = tellingReasons(signature).filter((reason) => !lacks.includes(reason));
	const shown = { ...signature, serial: formatSerial(signature.serial) };
	return (
		<section className="card" aria-label={t('details', { number })}>
			<div className="card-head">
				<h2>{t('signature', { number })}</h2>
				<span className="one grow">{signature.signer || t('unknownSigner')}</span>
				<Tag tone={tone} icon={icon}>
					{t(`verdict.${told}`)}
				</Tag>
			</div>
			{reasons.length > 0 && (
				<div className="verified-reasons">
					<h3>{t('reasonsTitle')}</h3>
					<ul>
						{reasons.map((reason) => (
							<li key={reason}>
								{t(`reasons.${reason}.text`)} <span className="mut">{t(`reasons.${reason}.advice`)}</span>
							</li>
						))}
					</ul>
				</div>
			)}
			<dl className="verified-rows">
				{signatureRows(shown, (key, params) => t(key, params ?? {})).map((row, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: several time stamps have the same key, and rows never move
					<div key={index} className={row.tone}>
						<dt>{row.label}</dt>
						<dd className={row.key === 'serial' ? 'mono' : ''}>
							{rowIcons[row.tone]}
							<span>{row.text}</span>
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
