import { Checkbox } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import { type GuideStep, guides, nextStep } from '../../../shared/domain/account-life/guides.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { momentText } from '../../components/moment-text.ts';
import { useCall } from '../../components/use-call.ts';
import { CopyBar, type CopyPlaces } from './copy-bar.tsx';
import { PortalDialog } from './portal-dialog.tsx';
import './guides.css';

/**
 * A guide being carried out: its steps with what was ticked and when. The first open step shows its details, the fields
 * to copy and, from `slots` by step, what the screen has to say or ask there.
 */
export function GuideRunner({
	guideRun,
	places,
	slots = {},
	onRecord,
}: {
	guideRun: GuideRun;
	places: CopyPlaces;
	slots?: Partial<Record<string, ReactNode>>;
	/** Asks what happened in a step that is done only by recording it. */
	onRecord?: (records: NonNullable<GuideStep['records']>) => void;
}) {
	const { t } = useTranslation(['guides', 'common']);
	const { run, busy, error, dismiss } = useCall();
	const [opening, setOpening] = useState(false);
	const [dropping, setDropping] = useState(false);
	const { id, guide, ticks } = guideRun;
	const { steps, portal, source } = guides[guide];
	const current = nextStep(guide, ticks);
	const active = useRef<HTMLLIElement>(null);
	// The step that comes next may lie below what is in sight.
	useEffect(() => {
		if (current) active.current?.scrollIntoView({ block: 'nearest' });
	}, [current]);
	const title = t(`guide.${guide}.title`);
	const tick = (step: string, done: boolean) => void run(() => window.keyring.guides.tick({ id, step, done }));
	const drop = async () => {
		await run(() => window.keyring.guides.close({ id, outcome: 'dropped' }));
		setDropping(false);
	};
	return (
		<section className="guide-runner" aria-label={t('runner.label', { title })}>
			<ErrorPanel error={error} onClose={dismiss} />
			<div className="guide-head">
				<span className="mut grow">
					{t('runner.progress', { done: steps.filter((step) => ticks[step.id]).length, of: steps.length })}
					{' · '}
					{t('runner.source', { source: t(`source.${source}`) })}
				</span>
				<button type="button" className="link" onClick={() => setDropping(true)}>
					{t('runner.drop')}
				</button>
			</div>
			<ol className="guide-steps">
				{steps.map((step, place) => {
					const at = ticks[step.id];
					const open = step === current;
					const name = t(`guide.${guide}.steps.${step.id}.title`);
					return (
						<li
							key={step.id}
							className={`guide-step ${at ? 'done' : ''} ${open ? 'active' : ''}`}
							ref={open ? active : null}
						>
							<Checkbox
								checked={at !== undefined}
								aria-label={t('runner.tick', { step: place + 1 })}
								disabled={busy || (at !== undefined && step.records !== undefined)}
								onChange={(_event, data) =>
									step.records ? onRecord?.(step.records) : tick(step.id, data.checked === true)
								}
							/>
							<div className="grow">
								<div className="guide-line">
									<b>
										{place + 1}. {name}
									</b>
									<span className="grow" />
									{at && <span className="mut nowrap">{t('runner.doneAt', { at: momentText(at) })}</span>}
								</div>
								{open && (
									<div className="guide-detail">
										<p>{t(`guide.${guide}.steps.${step.id}.detail`)}</p>
										{step.opens && (
											<ActionButton
												size="small"
												text={t('runner.open')}
												icon={<Open16Regular />}
												onClick={() => setOpening(true)}
											/>
										)}
										{slots[step.id]}
										{step.fields && <CopyBar key={step.id} fields={step.fields} places={places} />}
									</div>
								)}
							</div>
						</li>
					);
				})}
			</ol>
			{opening && (
				<PortalDialog
					portal={portal}
					onClose={() => setOpening(false)}
					onOpened={() => {
						setOpening(false);
						tick('open', true);
					}}
				/>
			)}
			<ConfirmDialog
				open={dropping}
				title={t('runner.dropTitle')}
				confirmText={t('runner.dropConfirm')}
				busy={busy}
				onConfirm={() => void drop()}
				onCancel={() => setDropping(false)}
			>
				{t('runner.dropText')}
			</ConfirmDialog>
		</section>
	);
}
