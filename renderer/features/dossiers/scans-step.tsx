import { DocumentMultiple24Regular } from '@fluentui/react-icons';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import { DropZone } from './drop-zone.tsx';
import {
	acceptNote,
	estimateBytes,
	labelPages,
	pageKey,
	removePages,
	rotatePages,
	shiftPages,
	sizeState,
} from './page-acts.ts';
import { PageGrid, tiles } from './page-grid.tsx';
import { chooseAll, chooseOne, everyOther, nothingChosen, type Selection } from './page-selection.ts';
import { PageTools } from './page-tools.tsx';
import { PageViewer } from './page-viewer.tsx';
import { PaperChecklist } from './paper-checklist.tsx';
import { ProtectedFileDialog } from './protected-file-dialog.tsx';
import { QualityList } from './quality-list.tsx';
import { ReduceDialog } from './reduce-dialog.tsx';
import { type Refused, RefusedFiles, StopPanel } from './scan-messages.tsx';
import { SizeBar } from './size-bar.tsx';
import { StepCard, type StepProps } from './step-card.tsx';
import { useLetterPreview } from './use-letter-draft.ts';
import { usePages } from './use-pages.ts';
import { usePaste } from './use-paste.ts';
import { useScanFiles } from './use-scan-files.ts';
import './scans.css';

const noFiles: readonly Refused[] = [];

/** Step 2: the papers behind the letter, page by page. */
export function ScansStep({ dossier, put, goTo, leave }: StepProps) {
	const { t } = useTranslation('dossiers');
	const pagesOf = usePages(dossier, put);
	const scans = useScanFiles(dossier, pagesOf.take);
	const { preview: letter } = useLetterPreview(dossier.id, dossier.letter);
	const [selection, setSelection] = useState<Selection>(nothingChosen);
	const [viewed, setViewed] = useState<DossierPage>();
	const [reducing, setReducing] = useState(false);
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

	const turn = (turned: ReadonlySet<string>) =>
		turned.size > 0 && pagesOf.act(rotatePages(pages, turned), t('scans.rotated', { pages: turned.size }));
	const remove = (removed: ReadonlySet<string>) => {
		if (removed.size === 0) return;
		const left = removePages(pages, removed);
		const at = pages.findIndex((page) => removed.has(pageKey(page)));
		pagesOf.act(left, t('scans.removed', { pages: removed.size }));
		setSelection(left.length === 0 ? nothingChosen : chooseOne(left, Math.min(at, left.length - 1)));
		refocus.current = true;
	};
	const reorder = (moved: DossierPage[]) => {
		if (moved.every((page, index) => page === pages[index])) return;
		pagesOf.act(moved, t('scans.moved'));
		refocus.current = true;
	};
	const replace = async (page: DossierPage) => {
		const replaced = await scans.replace(page);
		if (replaced) pagesOf.act(replaced, t('scans.replaced'));
	};
	const back = () => {
		pagesOf.undo();
		refocus.current = true;
	};
	useShortcut('Ctrl+Z', back, { enabled: pagesOf.canUndo });
	useShortcut(['Ctrl+Y', 'Ctrl+Shift+Z'], pagesOf.redo, { enabled: pagesOf.canRedo });
	usePaste(scans.paste);

	const tooLarge = sizeState(estimateBytes(dossier)) === 'too-large';
	const blocked = dossier.missingPapers.length > 0 || tooLarge;
	const dropped = (event: DragEvent) => {
		setOver(false);
		const { files } = event.dataTransfer;
		if (files.length === 0) return;
		event.preventDefault();
		scans.drop([...files]);
	};
	const fromOutside = (event: DragEvent) => event.dataTransfer.types.includes('Files');
	const only = (page: DossierPage) => new Set([pageKey(page)]);

	return (
		<StepCard
			title={t('steps.scans')}
			sub={t('scans.sub')}
			tools={
				<PageTools
					busy={scans.busy}
					chosen={keys.size}
					pages={pages.length}
					canUndo={pagesOf.canUndo}
					canRedo={pagesOf.canRedo}
					onRotate={() => turn(keys)}
					onRemove={() => remove(keys)}
					onPaste={() => scans.paste([])}
					onChoose={scans.choose}
					onRotateOther={(odd) => turn(everyOther(pages, selection, odd))}
					onChooseAll={() => setSelection(chooseAll(pages, selection))}
					onUndo={back}
					onRedo={pagesOf.redo}
				/>
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
					<DropZone busy={scans.busy} over={over} onChoose={scans.choose} onTake={scans.takeOffered} />
					<ErrorPanel error={scans.error ?? pagesOf.error} onClose={scans.error ? scans.dismiss : pagesOf.dismiss} />
					<StopPanel
						missing={dossier.missingPapers}
						tooLarge={tooLarge}
						asked={asked}
						hasPages={pages.length > 0}
						onReduce={() => setReducing(true)}
					/>
					<RefusedFiles
						refused={scans.locked ? noFiles : scans.refused}
						some={pages.length > 0}
						onOpen={scans.setLocked}
						onClose={scans.forgetRefused}
					/>
					<PageGrid
						dossier={dossier}
						letter={letter}
						selection={selection}
						onSelect={setSelection}
						onRotate={() => turn(keys)}
						onRemove={() => remove(keys)}
						onShift={(by) => reorder(shiftPages(pages, keys, by))}
						onDrop={reorder}
						onPaper={(page, paper) => {
							const changed = keys.has(pageKey(page)) ? keys : only(page);
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
								<ActionButton text={t('scans.undo')} size="small" onClick={back} />
								<kbd>Ctrl Z</kbd>
							</div>
						)}
					</div>
				</div>
				<div className="scans-side">
					<PaperChecklist dossier={dossier} letterPages={letterPages} />
					<QualityList
						dossier={dossier}
						letterPages={letterPages}
						onRemove={(page) => remove(only(page))}
						onTurn={(page) => turn(only(page))}
						onReplace={(page) => void replace(page)}
						onReduce={() => setReducing(true)}
						onAccept={(page, note) => pagesOf.act(acceptNote(pages, page, note), t('notes.accepted'))}
						onView={setViewed}
					/>
					<SizeBar dossier={dossier} onReduce={() => setReducing(true)} />
				</div>
			</div>
			{scans.locked?.protectedId && (
				<ProtectedFileDialog
					dossierId={dossier.id}
					file={{ name: scans.locked.name, protectedId: scans.locked.protectedId }}
					onAdded={(changed) => scans.locked && scans.unlocked(scans.locked, changed)}
					onClose={() => scans.setLocked(undefined)}
				/>
			)}
			<PageViewer
				dossier={dossier}
				page={viewed}
				lettersBefore={letterPages}
				onView={(page) => {
					setViewed(page);
					setSelection(chooseOne(pages, pages.indexOf(page)));
				}}
				onRotate={(page) => turn(only(page))}
				onClose={() => {
					setViewed(undefined);
					refocus.current = true;
				}}
			/>
			{reducing && (
				<ReduceDialog
					dossier={dossier}
					letterPages={letterPages}
					take={pagesOf.take}
					onClose={() => setReducing(false)}
				/>
			)}
		</StepCard>
	);
}
