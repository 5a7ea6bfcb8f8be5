import {
	ArrowSync16Regular,
	ClipboardTextLtr16Regular,
	FolderOpen16Regular,
	UsbPlug20Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateView, TokenModule } from '../../../shared/contracts/tokens-contract.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { type Place, useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel, useErrorText } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Tag } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';
import { CertificateTags, PinTag } from './certificate-tags.tsx';
import { ChangeCard } from './change-card.tsx';
import { ChangedDriver } from './changed-driver.tsx';
import { DiagnosticsDialog } from './diagnostics-dialog.tsx';
import { StartChangeDialog } from './start-change-dialog.tsx';
import { StoredCard } from './stored-card.tsx';
import { TokenObstacle } from './token-obstacle.tsx';
import { certificateDays, tokenState, useTokens, useTokenWatch } from './token-state.ts';
import { useChanges } from './use-changes.ts';
import './certificates.css';

/** Every driver, token and certificate that is seen, the unusable ones with their reason. */
export function CertificatesScreen({ place }: { place: Extract<Place, { screen: 'certificates' }> }) {
	const { t } = useTranslation(['certificates', 'common']);
	const { go } = useNavigation();
	const changes = useChanges();
	const [replacing, setReplacing] = useState(place.replace);
	const change = changes.data?.find((one) => one.id === place.changeId);
	const tokens = useTokens();
	useTokenWatch();
	const [diagnostics, setDiagnostics] = useState(false);
	const choosing = useCall();
	const toast = useToast();
	const state = tokenState(tokens.data, tokens.isError);
	// A driver's fault stands on its own card.
	const obstacle = 'error' in state && state.kind !== 'driver-error' ? state.error : undefined;
	const choose = async () => {
		const chosen = await choosing.run(() => window.keyring.tokens.chooseModule({}));
		if (!chosen?.path) return;
		toast(t('driverChosen'));
		await tokens.refetch();
	};
	return (
		<>
			<PageHeader
				title={t('title')}
				sub={t('sub')}
				actions={
					!change && (
						<>
							<ActionButton
								text={t('diagnostics.open')}
								appearance="subtle"
								icon={<ClipboardTextLtr16Regular />}
								onClick={() => setDiagnostics(true)}
							/>
							<ActionButton
								text={t('chooseDriver')}
								icon={<FolderOpen16Regular />}
								busy={choosing.busy}
								onClick={() => void choose()}
							/>
							<ActionButton
								text={t('readAgain')}
								appearance="primary"
								shownKeys="F5"
								icon={<ArrowSync16Regular />}
								busy={tokens.isFetching}
								onClick={() => void tokens.refetch()}
							/>
						</>
					)
				}
			/>
			{diagnostics && <DiagnosticsDialog onClose={() => setDiagnostics(false)} />}
			<ErrorPanel error={choosing.error} onClose={choosing.dismiss} />
			<ErrorPanel error={tokens.error?.error} />
			<div className="certificate-scroll">
				{change ? <ChangeCard key={change.id} change={change} /> : <StoredCard onReplace={setReplacing} />}
				{!change && obstacle && (
					<TokenObstacle
						obstacle={obstacle}
						busy={tokens.isFetching || choosing.busy}
						onRead={() => void tokens.refetch()}
						onChooseDriver={() => void choose()}
					/>
				)}
				{!change &&
					tokens.data?.modules.map((module) => (
						<ModuleCard key={module.id} module={module} told={obstacle?.code === module.error?.code} />
					))}
			</div>
			{replacing !== undefined && (
				<StartChangeDialog
					serial={replacing}
					onStarted={(changeId) => {
						setReplacing(undefined);
						go({ screen: 'certificates', changeId });
					}}
					onClose={() => setReplacing(undefined)}
				/>
			)}
		</>
	);
}

/** `told`: its error stands at the top of the screen already. */
function ModuleCard({ module, told }: { module: TokenModule; told: boolean }) {
	const { t } = useTranslation('certificates');
	const errorText = useErrorText();
	const error = module.error && errorText(module.error);
	const isKeyFile = module.tokens[0]?.kind === 'key-file';
	const fileName = module.path.split(/[\\/]/).at(-1) ?? module.path;
	return (
		<section className="card" aria-label={t('driver', { name: fileName })}>
			<div className="card-head">
				<h2>{fileName}</h2>
				<span className="mut one grow">{isKeyFile ? t('keyFile') : module.path}</span>
				<Tag tone={error ? 'w' : 'o'}>{t(error ? 'driverState.error' : 'driverState.ok')}</Tag>
			</div>
			{error && !told && (
				<div className="module-error">
					<Message tone="w" action={module.error?.code === 'TOKEN_MODULE_CHANGED' && <ChangedDriver module={module} />}>
						<b>{error.title}</b>
						<div>
							{error.meaning} {error.advice}
						</div>
					</Message>
				</div>
			)}
			{module.elsewhere && (
				<div className="module-error mut">{t('elsewhere', { labels: module.elsewhere.join(', ') })}</div>
			)}
			{!error && !module.elsewhere && module.tokens.length === 0 && (
				<div className="module-error mut">{t('noTokenOnDriver')}</div>
			)}
			{module.tokens.map((token) => (
				<div key={`${token.slot}-${token.serial}`}>
					{!isKeyFile && (
						<div className="token-head">
							<UsbPlug20Regular />
							<b>{token.label}</b>
							<span className="mut">{t('tokenSerial', { serial: token.serial })}</span>
							<span className="grow" />
							<PinTag token={token} />
						</div>
					)}
					{token.certificates.length === 0 ? (
						<div className="module-error mut">{t('noCertificateOnToken')}</div>
					) : (
						token.certificates.map((certificate) => (
							<CertificateRow key={certificate.sha256} certificate={certificate} />
						))
					)}
				</div>
			))}
		</section>
	);
}

function CertificateRow({ certificate }: { certificate: CertificateView }) {
	const { t } = useTranslation('certificates');
	const days = certificateDays(certificate.notAfter, useToday());
	const day = (instant: string) => formatDate(dateInVietnam(instant));
	return (
		<div className="certificate-row">
			<div className="certificate-owner">
				<b className="one">{certificate.name}</b>
				<span className="mut one">
					{certificate.taxCode ? t('taxCode', { taxCode: displayTaxCode(certificate.taxCode) }) : t('noTaxCode')} ·{' '}
					{certificate.issuer}
				</span>
				<span className="mono mut">{formatSerial(certificate.serial)}</span>
			</div>
			<div className="certificate-dates">
				<b className={days < 0 ? 'bad' : days <= 60 ? 'soon' : ''}>
					{days < 0 ? t('days.ended', { count: -days }) : t('days.left', { count: days })}
				</b>
				<span className="mut">
					{t('validity', { from: day(certificate.notBefore), to: day(certificate.notAfter) })}
				</span>
			</div>
			<div className="certificate-state">
				<CertificateTags certificate={certificate} />
			</div>
		</div>
	);
}
