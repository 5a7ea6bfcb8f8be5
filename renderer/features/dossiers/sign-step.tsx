import { Spinner } from '@fluentui/react-components';
import { ArrowSync16Regular, Signature16Regular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf, Contracts } from '../../../shared/contracts/contracts.ts';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import type { CompanyPicture } from '../../../shared/contracts/stamp-contract.ts';
import { type StampTexts, stampLines } from '../../../shared/domain/stamp-lines.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel, useErrorText } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { TokenObstacle } from '../certificates/token-obstacle.tsx';
import { useTokenWatch } from '../certificates/token-state.ts';
import { KeyFileButton } from '../signing/key-file-button.tsx';
import { CertificateChoice } from './certificate-choice.tsx';
import { fileIdOf } from './pdf-files.ts';
import { SignChecks } from './sign-checks.tsx';
import { SignedPanel } from './signed-panel.tsx';
import type { StampContent } from './stamp-frame.tsx';
import { StampOptions, sealUrl, useSeal } from './stamp-options.tsx';
import { StampStage } from './stamp-stage.tsx';
import { StepCard, type StepProps } from './step-card.tsx';
import { allChoices, type Choice, canSign, choiceKey, failedModules } from './token-choice.ts';
import { useStamp } from './use-stamp.ts';

/** Step 4: the merged file gets its one signature; afterwards the signed file is saved. */
export function SignStep({ dossier, put, goTo, leave }: StepProps) {
	const { t } = useTranslation('dossiers');
	const signing = useCall();
	const choosing = useCall();
	const [cancelled, setCancelled] = useState(false);
	const [picked, setPicked] = useState<string>();
	const [shown, setShown] = useState(true);
	const [again, setAgain] = useState(false);
	const { merged } = dossier;
	// While it is signed anew the older signature is kept, but what is looked at is the file to sign.
	const signed = again ? null : dossier.signed;
	const stamp = useStamp(dossier, put);
	const seal = useSeal(dossier.companyId).data ?? null;
	// Not asked again while a signature runs: some drivers cannot do two things at once.
	const tokens = useAnswer(
		['tokens', dossier.companyId],
		() => window.keyring.tokens.list({ companyId: dossier.companyId }),
		{ enabled: !signed && !signing.busy },
	);
	useTokenWatch(!signed && !signing.busy);
	const rescan = () => void tokens.refetch();
	useShortcut('F5', rescan, { enabled: !signed && !signing.busy });

	const modules = tokens.data?.modules ?? [];
	const choices = allChoices(modules);
	const usable = choices.filter(canSign);
	const chosen = usable.find((one) => choiceKey(one) === picked) ?? usable[0];

	const content = useStampContent(dossier, chosen, stamp.picture ? seal : null);
	const ofKeyFile = chosen?.token.kind === 'key-file';

	const sign = async (choice: Choice) => {
		setCancelled(false);
		if (!(await stamp.flush())) return;
		const request = {
			id: dossier.id,
			moduleId: choice.moduleId,
			slot: choice.token.slot,
			certificateSha256: choice.certificate.sha256,
			stamp: shown,
		};
		const changed = await signing.run(async () => {
			const result = await window.keyring.dossiers.sign(request);
			// Giving up is no failure and needs no red panel.
			setCancelled(!result.ok && result.error.code === 'PIN_CANCELLED');
			return result;
		});
		if (changed) {
			put(changed);
			setAgain(false);
		}
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
					{!dossier.signed && (
						<ActionButton text={t('sign.back')} disabled={signing.busy} onClick={() => goTo('merge')} />
					)}
					{signed && dossier.sending.sentAt === null && (
						<ActionButton text={t('sign.signAgain')} icon={<Signature16Regular />} onClick={() => setAgain(true)} />
					)}
					{again && (
						<ActionButton text={t('sign.keepSigned')} disabled={signing.busy} onClick={() => setAgain(false)} />
					)}
					<span className="grow" />
					<ActionButton
						text={t(dossier.signed ? 'wizard.leave' : 'wizard.saveAndLeave')}
						disabled={signing.busy}
						onClick={leave}
					/>
					{signed && (
						<ActionButton
							text={t('sign.nextStep')}
							shortcut="Ctrl+Enter"
							appearance="primary"
							onClick={() => goTo('mail')}
						/>
					)}
				</>
			}
		>
			<div className="sign">
				<div className="sign-view">
					{(signed ?? merged) && (
						<StampStage
							fileId={signed ? fileIdOf.signed(dossier.id) : fileIdOf.merged(dossier.id)}
							version={(signed ?? merged)?.at ?? ''}
							pages={merged?.pages ?? 1}
							label={(page) => t(signed ? 'sign.previewSigned' : 'sign.preview', { page })}
							stamp={stamp}
							content={shown ? content : undefined}
							editable={!signed}
							disabled={signing.busy}
						/>
					)}
				</div>
				<div className="sign-side">
					<div className="sign-scroll">
						{signed ? (
							<SignedPanel dossier={dossier} signed={signed} put={put} />
						) : (
							<>
								{again && <Message tone="i">{t('sign.again')}</Message>}
								<ErrorPanel error={choosing.error} onClose={choosing.dismiss} />
								<ErrorPanel error={stamp.error} onClose={stamp.dismiss} />
								{cancelled ? (
									<div role="status">
										<Message tone="i">{t(ofKeyFile ? 'sign.cancelledPassword' : 'sign.cancelled')}</Message>
									</div>
								) : (
									<ErrorPanel error={signing.error} onClose={signing.dismiss} />
								)}
								<ErrorPanel error={tokens.error?.error} />
								{tokens.isPending && !tokens.error && <Spinner size="tiny" label={t('sign.scanning')} />}
								{tokens.data && (
									<Obstacle
										tokens={tokens.data}
										busy={tokens.isFetching || choosing.busy}
										onRead={rescan}
										onChooseDriver={() => void chooseDriver()}
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
										{!chosen && <NoneUsable choices={choices} />}
									</>
								)}
								{tokens.data && <KeyFileButton disabled={signing.busy} onAdded={rescan} />}
								{chosen && <SignChecks dossier={dossier} choice={chosen} />}
							</>
						)}
					</div>
					{!signed && chosen && (
						<div className="sign-act">
							<StampOptions
								companyId={dossier.companyId}
								seal={seal}
								shown={shown}
								onShown={setShown}
								stamp={stamp}
								disabled={signing.busy}
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
											? ofKeyFile
												? 'sign.waitingPassword'
												: 'sign.waitingPin'
											: ofKeyFile
												? 'sign.passwordNote'
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

/** What the stamp will say; the time is the moment of signing, here the time it was last looked at. */
function useStampContent(dossier: Dossier, choice: Choice | undefined, seal: CompanyPicture | null): StampContent {
	const { i18n } = useTranslation();
	const name = choice?.certificate.name ?? dossier.letter.company.name;
	const issuer = choice?.certificate.issuer ?? '';
	return useMemo(() => {
		// Customs read it, whatever language the screen has.
		const texts = i18n.getResourceBundle('vi', 'stamp') as StampTexts;
		return {
			lines: stampLines(texts, { commonName: name, issuer }, new Date()),
			...(seal && { picture: { url: sealUrl(seal), width: seal.width, height: seal.height } }),
		};
	}, [i18n, name, issuer, seal]);
}

/** Certificates are there and none can sign: a locked PIN is told with what to do, all else stands at each of them. */
function NoneUsable({ choices }: { choices: readonly Choice[] }) {
	const { t } = useTranslation('dossiers');
	const text = useErrorText();
	if (!choices.some(({ certificate }) => certificate.usable)) return <Message tone="w">{t('sign.noneUsable')}</Message>;
	const { title, meaning, advice } = text({ code: 'PIN_LOCKED', params: {} });
	return (
		<Message tone="e">
			<b>{title}</b>
			<div>{meaning}</div>
			<div>{advice}</div>
		</Message>
	);
}

/** Why nothing can be chosen: one sentence and what to do, for each cause. Other drivers that failed are named by file. */
function Obstacle({
	tokens,
	...acts
}: {
	tokens: AnswerOf<Contracts['tokens']['list']>;
	busy: boolean;
	onRead: () => void;
	onChooseDriver: () => void;
}) {
	const { t } = useTranslation('dossiers');
	const text = useErrorText();
	const { modules, obstacle } = tokens;
	if (obstacle) {
		return (
			<div className="obstacle">
				<TokenObstacle obstacle={obstacle} {...acts} />
				{failedModules(modules)
					.filter(({ error }) => error?.code !== obstacle.code)
					.map((module) => (
						<p key={module.id} className="mut small">
							{t('sign.otherDriver')}: {module.error && text(module.error).title} ({module.path})
						</p>
					))}
			</div>
		);
	}
	if (allChoices(modules).length > 0) return null;
	return (
		<div className="obstacle" role="status">
			<Message tone="w">
				<b>{t('sign.noCertificateTitle')}</b>
				<div>{t('sign.noCertificate')}</div>
			</Message>
			<div className="token-actions">
				<ActionButton
					text={t('sign.rescan')}
					shortcut="F5"
					icon={<ArrowSync16Regular />}
					busy={acts.busy}
					onClick={acts.onRead}
				/>
			</div>
		</div>
	);
}
