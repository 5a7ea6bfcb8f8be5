import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dossier, type DossierStep, stepsOf } from '../../../shared/contracts/dossiers-contract.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { useCompany } from '../../app/company.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { type Step, StepList } from '../../components/step-list.tsx';
import { CopiesStep } from './copies-step.tsx';
import { inputField } from './letter-form.ts';
import { LetterStep } from './letter-step.tsx';
import { MailStep } from './mail-step.tsx';
import { MergeStep } from './merge-step.tsx';
import { PrintStep } from './print-step.tsx';
import { ScansStep } from './scans-step.tsx';
import { clock, stepName, useSizeText } from './show-values.ts';
import { SignStep } from './sign-step.tsx';
import type { StepProps } from './step-card.tsx';
import { TrackStep } from './track-step.tsx';
import { useDossier } from './use-dossier.ts';
import { useSendingDetails } from './use-sending-details.ts';

/** One dossier: the steps at the left, the step on screen at the right. Opens where the work was left. */
export function DossierWizard({ id }: { id: string }) {
	const { t } = useTranslation('dossiers');
	const { go } = useNavigation();
	const { query, put, keepPlace } = useDossier(id);
	if (query.error && !query.data) {
		return (
			<>
				<PageHeader title={t('list.title')} />
				<ErrorPanel
					error={query.error.error}
					action={
						<ActionButton text={t('wizard.backToList')} size="small" onClick={() => go({ screen: 'dossiers' })} />
					}
				/>
			</>
		);
	}
	if (!query.data) return <Spinner label={t('wizard.loading')} />;
	return <OpenWizard dossier={query.data} put={put} keepPlace={keepPlace} />;
}

function OpenWizard({
	dossier,
	put,
	keepPlace,
}: {
	dossier: Dossier;
	put: (dossier: Dossier) => void;
	keepPlace: (place: DossierStep) => void;
}) {
	const { t } = useTranslation('dossiers');
	const company = useCompany();
	const { go } = useNavigation();
	const [selected, setSelected] = useState<DossierStep>(dossier.place);
	const { step } = dossier;
	// Again when the dossier moves on: the place is that of the step it had reached.
	useEffect(() => step && keepPlace(selected), [step, selected, keepPlace]);
	const steps = useSteps(dossier, selected);
	const onPaper = routeOf(dossier.letter) !== 'email';
	const locked = isLocked(dossier);
	const props: StepProps = { dossier, put, goTo: setSelected, leave: () => go({ screen: 'dossiers' }) };
	const position = t('wizard.position', { step: steps.findIndex(({ id }) => id === selected) + 1, of: steps.length });
	return (
		<>
			<PageHeader title={t(`kinds.${dossier.kind}.title`)} sub={company.name} />
			<div className="wizard">
				<div className="card wizard-steps">
					<div className="card-head">
						<h2 className="grow">{dossier.number}</h2>
						<span className="tag i">{position}</span>
					</div>
					<StepList
						label={t('wizard.steps')}
						steps={steps}
						selected={selected}
						onSelect={(step) => setSelected(step as DossierStep)}
					/>
					<div className="wizard-saved mut">
						{locked ? (
							t(onPaper ? 'wizard.lockedSent' : 'wizard.locked')
						) : (
							<>
								{t('wizard.savedAt', { time: clock(dossier.updatedAt) })}
								<br />
								{t('wizard.later')}
							</>
						)}
					</div>
				</div>
				{selected === 'letter' && <LetterStep {...props} />}
				{selected === 'scans' && (onPaper ? <CopiesStep {...props} /> : <ScansStep {...props} />)}
				{selected === 'merge' && <MergeStep {...props} />}
				{selected === 'sign' && <SignStep {...props} />}
				{selected === 'mail' && <MailStep {...props} />}
				{selected === 'print' && <PrintStep {...props} />}
				{selected === 'track' && <TrackStep {...props} />}
			</div>
		</>
	);
}

/** Signed, on paper sent: the content can only be looked at. */
function isLocked({ letter, signed, sending }: Dossier): boolean {
	return routeOf(letter) === 'email' ? signed !== null : sending.sentAt !== null;
}

function useSteps(dossier: Dossier, selected: DossierStep): Step[] {
	const { t } = useTranslation('dossiers');
	const size = useSizeText();
	const sendingDetails = useSendingDetails(dossier);
	const { letterProblems, pages, copies, missingPapers, merged, signed, sending } = dossier;
	const route = routeOf(dossier.letter);
	const onPaper = route !== 'email';
	const locked = isLocked(dossier);
	const papers = new Set(pages.map((page) => page.paper)).size;
	const wrongInputs = new Set(letterProblems.map(({ field }) => inputField(field)));
	const details: Record<DossierStep, string | undefined> = {
		letter:
			letterProblems.length > 0
				? t('stepDetail.letterProblems', { problems: wrongInputs.size })
				: t('stepDetail.letterDone', { number: dossier.letter.number }),
		scans:
			(onPaper ? copies : pages).length === 0
				? undefined
				: missingPapers.length > 0
					? t('stepDetail.scansMissing', { papers: missingPapers.length })
					: onPaper
						? t('stepDetail.copies', { papers: copies.length })
						: t('stepDetail.scans', { papers, pages: pages.length }),
		merge: merged ? t('stepDetail.merged', { pages: merged.pages, size: size(merged.bytes) }) : undefined,
		sign: signed
			? t('stepDetail.signed', { time: clock(signed.at).slice(0, 5) })
			: merged
				? t('stepDetail.unsigned')
				: undefined,
		...sendingDetails,
	};
	const order = stepsOf(route);
	const reached = order.indexOf(dossier.step);
	const finished: Record<DossierStep, boolean> = {
		letter: letterProblems.length === 0,
		scans: missingPapers.length === 0 && (onPaper || pages.length > 0),
		merge: merged !== null,
		sign: signed !== null,
		mail: sending.sentAt !== null,
		print: sending.sentAt !== null,
		// A request for more papers ends nothing.
		track: sending.answer !== null && sending.answer.outcome !== 'supplement',
	};
	return order.map((id, place) => ({
		id,
		title: t(`steps.${stepName(id, route)}`),
		detail: details[id],
		state:
			finished[id] && (id !== selected || locked)
				? 'done'
				: id === selected
					? 'current'
					: place < reached && !locked
						? 'problem'
						: 'todo',
		// What is signed is only looked at and sent; before that every step reached so far can be opened again.
		disabled:
			(locked ? place < order.indexOf(onPaper ? 'print' : 'sign') : false) || (place > reached && id !== selected),
	}));
}
