import { Spinner } from '@fluentui/react-components';
import { ArrowSync16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { CertificateView } from '../../../shared/contracts/tokens-contract.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel, useErrorText } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { CertificateTags } from './certificate-tags.tsx';
import { tokenState, useTokens, useTokenWatch } from './token-state.ts';
import './certificates.css';

/**
 * All certificates of all tokens. One that cannot sign today may still be the one that is registered with customs, so
 * only a wrong tax code keeps it from being chosen.
 */
export function TokenDialog({
	open,
	onClose,
	onChoose,
}: {
	open: boolean;
	onClose: () => void;
	onChoose: (certificate: CertificateView) => void;
}) {
	const { t } = useTranslation(['certificates', 'common']);
	const tokens = useTokens();
	useTokenWatch(open);
	const errorText = useErrorText();
	const state = tokenState(tokens.data, tokens.isError);
	const obstacle = 'error' in state && state.kind !== 'driver-error' ? state.error : undefined;
	const certificates = tokens.data?.modules.flatMap((one) => one.tokens).flatMap((one) => one.certificates) ?? [];
	const day = (instant: string) => formatDate(dateInVietnam(instant));
	return (
		<Modal
			open={open}
			wide
			title={t('choose.title')}
			sub={t('choose.sub')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('readAgain')}
						icon={<ArrowSync16Regular />}
						busy={tokens.isFetching}
						onClick={() => void tokens.refetch()}
						inDialog
					/>
					<span className="grow" />
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="token-choices">
				<ErrorPanel error={tokens.error?.error} />
				{state.kind === 'reading' && <Spinner size="small" label={t('bar.reading')} />}
				{obstacle && (
					<Message tone="i">
						<b>{errorText(obstacle).title}</b>
						<div>
							{errorText(obstacle).meaning} {errorText(obstacle).advice}
						</div>
					</Message>
				)}
				{tokens.data?.modules.map(
					(module) =>
						module.error &&
						module.error.code !== obstacle?.code && (
							<Message key={module.id} tone="w">
								<b>{errorText(module.error).title}</b>
								<div>
									{errorText(module.error).meaning} {errorText(module.error).advice}
								</div>
							</Message>
						),
				)}
				{state.kind === 'no-certificate' && <Message tone="w">{t('noCertificateOnToken')}</Message>}
				{certificates.map((one) => (
					<button
						key={one.sha256}
						type="button"
						className="token-choice"
						disabled={one.reasons.includes('wrong-tax-code')}
						onClick={() => onChoose(one)}
					>
						<span className="token-choice-head">
							<b className="one">{one.name}</b>
							<span className="grow" />
							<CertificateTags certificate={one} />
						</span>
						<span className="mut">
							{one.taxCode ? t('taxCode', { taxCode: displayTaxCode(one.taxCode) }) : t('noTaxCode')}
							{` · ${one.issuer} · ${day(one.notBefore)} – ${day(one.notAfter)}`}
						</span>
						<span className="mono mut">{formatSerial(one.serial)}</span>
					</button>
				))}
			</div>
		</Modal>
	);
}
