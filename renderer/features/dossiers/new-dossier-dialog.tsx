import { Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { DossierKind } from '../../../shared/contracts/dossiers-contract.ts';
import { type LetterRoute, letterKinds, routesOf } from '../../../shared/domain/letter/letter-request.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { useCall } from '../../components/use-call.ts';
import { useAddressee, useTerms } from './letter-wording.ts';

type Props = { open: boolean; company: Company; onClose: () => void; onCreated: (dossierId: string) => void };

/** What the dossier asks for. A single-window password needs none while the registered mailbox still opens. */
export function NewDossierDialog(props: Props) {
	return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ company, onClose, onCreated }: Props) {
	const { t } = useTranslation('dossiers');
	const addressee = useAddressee();
	const termOf = useTerms();
	const { run, busy, error, dismiss } = useCall();
	const [kind, setKind] = useState<DossierKind>('vnaccs-admin-password');
	const [route, setRoute] = useState<LetterRoute>('email');
	const [mailbox, setMailbox] = useState<'yes' | 'no' | ''>('');
	const asksMailbox = kind === 'nsw-password';
	const guided = asksMailbox && mailbox === 'yes';

	const routes = routesOf(kind);
	const create = async () => {
		const way = routes.includes(route) ? route : 'email';
		const dossier = await run(() => window.keyring.dossiers.create({ companyId: company.id, kind, route: way }));
		if (dossier) onCreated(dossier.id);
	};
	return (
		<Modal
			open
			title={t('create.title')}
			sub={t('create.sub', { company: company.name })}
			onClose={onClose}
			actions={
				<>
					{!guided && (
						<ActionButton
							text={t('create.submit')}
							shortcut="Ctrl+Enter"
							appearance="primary"
							busy={busy}
							disabled={asksMailbox && mailbox !== 'no'}
							onClick={() => void create()}
							inDialog
						/>
					)}
					<ActionButton text={t(guided ? 'create.close' : 'create.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="new-dossier">
				<ErrorPanel error={error} onClose={dismiss} />
				<RadioGroup
					aria-label={t('create.kind')}
					value={kind}
					onChange={(_event, data) => setKind(data.value as DossierKind)}
				>
					{letterKinds.map((one) => (
						<Radio
							key={one}
							value={one}
							autoFocus={one === kind}
							label={
								<>
									<b>{t(`kinds.${one}.title`)}</b>
									<span className="mut choice-hint">{t(`kinds.${one}.hint`)}</span>
								</>
							}
						/>
					))}
				</RadioGroup>
				{routes.length > 1 && (
					<fieldset className="mailbox">
						<legend>{t('create.route')}</legend>
						<RadioGroup
							aria-label={t('create.route')}
							value={route}
							onChange={(_event, data) => setRoute(data.value as LetterRoute)}
						>
							{routes.map((one) => (
								<Radio
									key={one}
									value={one}
									label={
										<>
											<b>{t(`create.routes.${one}.title`)}</b>
											<span className="mut choice-hint">
												{t(`create.routes.${one}.hint`, {
													days: termOf(one).text,
													email: addressee.email,
													hotline: addressee.hotline,
												})}
											</span>
										</>
									}
								/>
							))}
						</RadioGroup>
					</fieldset>
				)}
				{asksMailbox && (
					<fieldset className="mailbox">
						<legend>{t('create.mailbox')}</legend>
						<RadioGroup
							layout="horizontal"
							aria-label={t('create.mailbox')}
							value={mailbox}
							onChange={(_event, data) => setMailbox(data.value as 'yes' | 'no')}
						>
							<Radio value="yes" label={t('create.mailboxYes')} />
							<Radio value="no" label={t('create.mailboxNo')} />
						</RadioGroup>
						{guided && (
							<div role="status">
								<Message tone="i">
									<b>{t('create.guideTitle')}</b>
									<ol className="guide">
										<li>{t('create.guide1')}</li>
										<li>{t('create.guide2')}</li>
										<li>{t('create.guide3')}</li>
										<li>{t('create.guide4')}</li>
									</ol>
									{t('create.guideNote')}
								</Message>
							</div>
						)}
					</fieldset>
				)}
			</div>
		</Modal>
	);
}
