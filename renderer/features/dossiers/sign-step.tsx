import { Checkbox, Spinner } from '@fluentui/react-components';
import { ArrowSync16Regular, Signature16Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenModule } from '../../../shared/contracts/tokens-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel, useErrorText } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { CertificateChoice } from './certificate-choice.tsx';
import { fileIdOf } from './pdf-files.ts';
import { PdfPages } from './pdf-page.tsx';
import { SignChecks } from './sign-checks.tsx';
import { SignedPanel } from './signed-panel.tsx';
import { StepCard, type StepProps } from './step-card.tsx';
import { allChoices, type Choice, canSign, choiceKey, failedModules, tokenObstacle } from './token-choice.ts';

/** Step 4: the merged file gets its one signature; afterwards the signed file is saved. */
export function SignStep({ dossier, put, goTo, leave }: StepProps) {
	const { t } = useTranslation('dossiers');
	const signing = useCall();
	const choosing = useCall();
	const [cancelled, setCancelled] = useState(false);
	const [picked, setPicked] = useState<string>();
	const [stamp, setStamp] = useState(true);
	const { merged, signed } = dossier;
	// Not asked again while a signature runs: some drivers cannot do two things at once.
	const tokens = useAnswer(
		['tokens', dossier.companyId],
		() => window.keyring.tokens.list({ companyId: dossier.companyId }),
		{ enabled: !signed && !signing.busy },
	);
	const rescan = () => void tokens.refetch();
	useShortcut('F5', rescan, { enabled: !signed && !signing.busy });

	const modules = tokens.data?.modules ?? [];
	const choices = allChoices(modules);
	const usable = choices.filter(canSign);
	const chosen = usable.find((one) => choiceKey(one) === picked) ?? usable[0];

	const sign = async (choice: Choice) => {
		setCancelled(false);
		const request = {
			id: dossier.id,
			moduleId: choice.moduleId,
			slot: choice.token.slot,
			certificateSha256: choice.certificate.sha256,
			stamp,
		};
		const changed = await signing.run(async () => {
			const result = await window.keyring.dossiers.sign(request);
			// Giving up is no failure and needs no red panel.
			setCancelled(!result.ok && result.error.code === 'PIN_CANCELLED');
			return result;
		});
		if (changed) put(changed);
		// Tries left may be fewer now.
		else rescan();
	};
	const chooseDriver = async () => {
		const answer = await choosing.run(() => window.keyring.tokens.chooseModule({}));
		if (answer?.path) rescan();
	};

	return (
		<StepCard
			title={t('steps.sign')}
			sub={t(signed ? 'sign.subSigned' : 'sign.sub')}
			foot={
				<>
					{!signed && <ActionButton text={t('sign.back')} disabled={signing.busy} onClick={() => goTo('merge')} />}
					<span className="grow" />
					<ActionButton
						text={t(signed ? 'wizard.leave' : 'wizard.saveAndLeave')}
						disabled={signing.busy}
						onClick={leave}
					/>
				</>
			}
		>
			<div className="sign">
				<div className="sign-view">
					{(signed ?? merged) && (
						<PdfPages
							fileId={signed ? fileIdOf.signed(dossier.id) : fileIdOf.merged(dossier.id)}
							version={(signed ?? merged)?.at ?? ''}
							pages={merged?.pages ?? 1}
							title={t('sign.previewTitle')}
							label={(page) => t(signed ? 'sign.previewSigned' : 'sign.preview', { page })}
						/>
					)}
					{!signed && <p className="sign-note mut small">{t(stamp ? 'sign.stampPlace' : 'sign.stampNone')}</p>}
				</div>
				<div className="sign-side">
					<div className="sign-scroll">
						{signed ? (
							<SignedPanel dossier={dossier} signed={signed} put={put} />
						) : (
							<>
								<ErrorPanel error={choosing.error} onClose={choosing.dismiss} />
								{cancelled ? (
									<div role="status">
										<Message tone="i">{t('sign.cancelled')}</Message>
									</div>
								) : (
									<ErrorPanel error={signing.error} onClose={signing.dismiss} />
								)}
								<ErrorPanel error={tokens.error?.error} />
								{tokens.isPending && !tokens.error && <Spinner size="tiny" label={t('sign.scanning')} />}
								{tokens.data && (
									<Obstacle
										modules={modules}
										actions={
											<div className="token-actions">
												<ActionButton
													text={t('sign.rescan')}
													shortcut="F5"
													icon={<ArrowSync16Regular />}
													busy={tokens.isFetching}
													onClick={rescan}
												/>
												<ActionButton
													text={t('sign.chooseDriver')}
													busy={choosing.busy}
													onClick={() => void chooseDriver()}
												/>
											</div>
										}
									/>
								)}
								{choices.length > 0 && (
									<>
										<CertificateChoice
											choices={choices}
											chosen={chosen}
											onChoose={(choice) => setPicked(choiceKey(choice))}
											onRescan={rescan}
											busy={tokens.isFetching}
										/>
										{!chosen && <Message tone="w">{t('sign.noneUsable')}</Message>}
									</>
								)}
								{chosen && <SignChecks dossier={dossier} choice={chosen} />}
							</>
						)}
					</div>
					{!signed && chosen && (
						<div className="sign-act">
							<Checkbox
								className="tight-checkbox"
								checked={stamp}
								disabled={signing.busy}
								onChange={(_event, data) => setStamp(data.checked === true)}
								label={t('sign.stamp')}
							/>
							<div className="sign-line">
								<ActionButton
									text={t('sign.act')}
									shortcut="Ctrl+Enter"
									appearance="primary"
									icon={<Signature16Regular />}
									busy={signing.busy}
									onClick={() => void sign(chosen)}
								/>
								<span className="mut small" role="status">
									{t(
										signing.busy
											? 'sign.waitingPin'
											: chosen.token.protectedAuthenticationPath
												? 'sign.pinExternal'
												: 'sign.pinNote',
									)}
								</span>
							</div>
						</div>
					)}
				</div>
			</div>
		</StepCard>
	);
}

/** Why nothing can be chosen: one sentence and what to do, for each cause. Drivers that failed are named by file. */
function Obstacle({ modules, actions }: { modules: readonly TokenModule[]; actions: ReactNode }) {
	const { t } = useTranslation('dossiers');
	const text = useErrorText();
	const obstacle = tokenObstacle(modules);
	if (!obstacle) return null;
	if (typeof obstacle === 'string') {
		return (
			<div className="obstacle" role="status">
				<Message tone="w">
					<b>{t(`sign.${obstacle}Title`)}</b>
					<div>{t(`sign.${obstacle}`)}</div>
				</Message>
				{actions}
				{failedModules(modules).map((module) => (
					<p key={module.id} className="mut small">
						{t('sign.otherDriver')}: {module.error && text(module.error).title} ({module.path})
					</p>
				))}
			</div>
		);
	}
	return (
		<div className="obstacle" role="status">
			{obstacle.failed.map((module) => {
				const { title, meaning, advice } = text(module.error!);
				return (
					<Message key={module.id} tone="e">
						<b>{title}</b>
						<div>{meaning}</div>
						<div>{advice}</div>
						<div className="mut small">{t('sign.driverFile', { path: module.path })}</div>
					</Message>
				);
			})}
			{actions}
		</div>
	);
}
