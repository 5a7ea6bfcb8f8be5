import { Spinner } from '@fluentui/react-components';
import {
	Add16Regular,
	ArrowClockwise16Regular,
	Delete16Regular,
	DocumentAdd20Regular,
	DocumentMultiple24Regular,
} from '@fluentui/react-icons';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf, Contracts, Envelope } from '../../../shared/contracts/contracts.ts';
import type { Dossier, DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import { useCall } from '../../components/use-call.ts';
import { labelPages, pageKey, removePages, rotatePages, shiftPages } from './page-acts.ts';
import { PageGrid, type Selection, tiles } from './page-grid.tsx';
import { PageViewer } from './page-viewer.tsx';
import { PaperChecklist, QualityList, SizeBar } from './paper-checklist.tsx';
import { ProtectedFileDialog } from './protected-file-dialog.tsx';
import { type Refused, RefusedFiles, StopPanel } from './scan-messages.tsx';
import { StepCard, type StepProps } from './step-card.tsx';
import { useLetterPreview } from './use-letter-draft.ts';
import { usePages } from './use-pages.ts';

type Added = Envelope<AnswerOf<Contracts['dossiers']['addFiles']>>;

const noFiles: readonly Refused[] = [];

/** Step 2: the papers behind the letter, page by page. */
export function ScansStep({ dossier, put, goTo, leave }: StepProps) {
	const { t } = useTranslation('dossiers');
	const { run, busy, error, dismiss } = useCall();
	const pagesOf = usePages(dossier, put);
	const { preview: letter } = useLetterPreview(dossier.id, dossier.letter);
	const [selection, setSelection] = useState<Selection>({ keys: new Set(), focus: undefined });
	const [viewed, setViewed] = useState<DossierPage>();
	const [refused, setRefused] = useState<readonly Refused[]>([]);
	const [locked, setLocked] = useState<Refused>();
	const [asked, setAsked] = useState(0);
	const [over, setOver] = useState(false);
	const refocus = useRef(false);
	const place = useRef<HTMLDivElement>(null);
	const { pages } = dossier;
	const { keys } = selection;
	const letterPages = letter?.pages ?? 1;

	// After a move or removal the focus goes on to the page that the keyboard is at.
	useEffect(() => {
		if (!refocus.current) return;
		refocus.current = false;
		place.current?.querySelector<HTMLElement>(`${tiles}[tabindex="0"]`)?.focus();
	});

	const add = async (call: () => Promise<Added>) => {
		const added = await run(call);
		if (!added) return;
		pagesOf.forget();
		setRefused(added.refused);
		setLocked(added.refused.find((file) => file.protectedId));
		put(added.dossier);
	};
	const unlocked = (opened: Refused, changed: Dossier) => {
		pagesOf.forget();
		const left = refused.filter((file) => file !== opened);
		setRefused(left);
		setLocked(left.find((file) => file.protectedId));
		put(changed);
	};
	const choose = () => void add(() => window.keyring.dossiers.addFiles({ id: dossier.id }));
	const rotate = () => keys.size > 0 && pagesOf.act(rotatePages(pages, keys), t('scans.rotated', { pages: keys.size }));
	const remove = () => {
		if (keys.size === 0) return;
		const left = removePages(pages, keys);
		const at = pages.findIndex((page) => keys.has(pageKey(page)));
		const next = left[Math.min(at, left.length - 1)];
		pagesOf.act(left, t('scans.removed', { pages: keys.size }));
		setSelection(
			next ? { keys: new Set([pageKey(next)]), focus: pageKey(next) } : { keys: new Set(), focus: undefined },
		);
		refocus.current = true;
	};
	const reorder = (moved: DossierPage[]) => {
		if (moved.every((page, index) => page === pages[index])) return;
		pagesOf.act(moved, t('scans.moved'));
		refocus.current = true;
	};
	useShortcut('Ctrl+Z', pagesOf.takeBack, { enabled: pagesOf.canUndo });

	const blocked = dossier.missingPapers.length > 0;
	const dropped = (event: DragEvent) => {
		setOver(false);
		const { files } = event.dataTransfer;
		if (files.length === 0) return;
		event.preventDefault();
		void add(() => window.keyring.addDroppedFiles(dossier.id, [...files]));
	};
	const fromOutside = (event: DragEvent) => event.dataTransfer.types.includes('Files');

	return (
		<StepCard
			title={t('steps.scans')}
			sub={t('scans.sub')}
			tools={
				<>
					<ActionButton
						text={t('scans.rotate')}
						shownKeys="R"
						size="small"
						icon={<ArrowClockwise16Regular />}
						disabled={keys.size === 0}
						onClick={rotate}
					/>
					<ActionButton
						text={t('scans.remove')}
						shownKeys="Del"
						size="small"
						icon={<Delete16Regular />}
						disabled={keys.size === 0}
						onClick={remove}
					/>
					<ActionButton
						text={t('scans.choose')}
						size="small"
						shortcut="Ctrl+O"
						icon={<Add16Regular />}
						busy={busy}
						onClick={choose}
					/>
				</>
			}
			foot={
				<>
					<ActionButton text={t('scans.back')} onClick={() => goTo('letter')} />
					<span className="grow" />
					{pages.length > 1 && (
						<span className="mut foot-hint">
							{t('scans.hint', { pages: pages.length + letterPages })} <kbd>Ctrl ←</kbd> <kbd>Ctrl →</kbd>{' '}
							{t('scans.hintEnd')}
						</span>
					)}
					<ActionButton text={t('wizard.saveAndLeave')} onClick={leave} />
					<ActionButton
						text={t('scans.next')}
						shortcut="Ctrl+Enter"
						appearance="primary"
						onClick={() => (blocked ? setAsked(asked + 1) : goTo('merge'))}
					/>
				</>
			}
		>
			<div className="scans">
				{/* biome-ignore lint/a11y/noStaticElementInteractions: the button above does the same by keyboard */}
				<div
					className={`scans-main ${over ? 'over' : ''}`}
					ref={place}
					onDragEnter={(event) => fromOutside(event) && setOver(true)}
					onDragOver={(event) => fromOutside(event) && event.preventDefault()}
					onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
					onDrop={dropped}
				>
					<div className="drop-zone">
						{busy ? <Spinner size="tiny" /> : <DocumentAdd20Regular />}
						<div>
							<b>{t(busy ? 'scans.adding' : over ? 'scans.dropNow' : 'scans.dropTitle')}</b>
							{!busy && !over && (
								<>
									{' '}
									{t('scans.dropOr')}{' '}
									<button type="button" className="link" onClick={choose}>
										{t('scans.choose')}
									</button>
								</>
							)}
							<div className="mut small">{t('scans.dropHint')}</div>
						</div>
					</div>
					<ErrorPanel error={error ?? pagesOf.error} onClose={error ? dismiss : pagesOf.dismiss} />
					<StopPanel missing={blocked ? dossier.missingPapers : []} asked={asked} hasPages={pages.length > 0} />
					<RefusedFiles
						refused={locked ? noFiles : refused}
						some={pages.length > 0}
						onOpen={setLocked}
						onClose={() => setRefused([])}
					/>
					<PageGrid
						dossier={dossier}
						letter={letter}
						selection={selection}
						onSelect={setSelection}
						onRotate={rotate}
						onRemove={remove}
						onShift={(by) => reorder(shiftPages(pages, keys, by))}
						onDrop={reorder}
						onPaper={(page, paper) => {
							const changed = keys.has(pageKey(page)) ? keys : new Set([pageKey(page)]);
							pagesOf.act(labelPages(pages, changed, paper), t('scans.labelled', { pages: changed.size }));
						}}
						onView={setViewed}
					/>
					{pages.length === 0 && (
						<EmptyState
							icon={<DocumentMultiple24Regular />}
							title={t('scans.emptyTitle')}
							text={t('scans.emptyText')}
						/>
					)}
					<div className="undo-place" role="status">
						{pagesOf.offer && (
							<div className="undo">
								<span>{pagesOf.offer}</span>
								<ActionButton text={t('scans.undo')} size="small" onClick={pagesOf.takeBack} />
								<kbd>Ctrl Z</kbd>
							</div>
						)}
					</div>
				</div>
				<div className="scans-side">
					<PaperChecklist dossier={dossier} letterPages={letterPages} />
					<QualityList dossier={dossier} />
					<SizeBar dossier={dossier} />
				</div>
			</div>
			{locked?.protectedId && (
				<ProtectedFileDialog
					dossierId={dossier.id}
					file={{ name: locked.name, protectedId: locked.protectedId }}
					onAdded={(changed) => unlocked(locked, changed)}
					onClose={() => setLocked(undefined)}
				/>
			)}
			<PageViewer
				dossier={dossier}
				page={viewed}
				place={viewed ? pages.findIndex((page) => pageKey(page) === pageKey(viewed)) + letterPages + 1 : 0}
				onClose={() => {
					setViewed(undefined);
					refocus.current = true;
				}}
			/>
		</StepCard>
	);
}
