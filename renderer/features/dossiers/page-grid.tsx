import { type DragEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier, DossierPage, Paper } from '../../../shared/contracts/dossiers-contract.ts';
import { type FoundNote, notesOf } from '../../../shared/domain/scans/page-notes.ts';
import { dropPages, pageKey } from './page-acts.ts';
import { chooseAll, chooseOne, chooseTo, type Selection, toggle } from './page-selection.ts';
import { PageTile, thumbnail } from './page-tile.tsx';
import { PdfPage } from './pdf-page.tsx';
import type { Preview } from './use-preview.ts';

type Props = {
	dossier: Dossier;
	letter: Preview | undefined;
	selection: Selection;
	onSelect: (selection: Selection) => void;
	onRotate: () => void;
	onRemove: () => void;
	onShift: (by: -1 | 1) => void;
	onDrop: (pages: DossierPage[]) => void;
	onPaper: (page: DossierPage, paper: Paper) => void;
	onView: (page: DossierPage) => void;
};

/**
 * The pages in their order, the letter first and fixed. Arrow keys walk and choose, Shift takes a run, Ctrl+Shift walks and
 * chooses nothing, Ctrl+Space takes one more or one less, Ctrl+A all. Space shows a page large, R turns, Del removes, Ctrl
 * with an arrow moves. The mouse chooses as in a list of files, and drags.
 */
export function PageGrid({ dossier, letter, selection, onSelect, onDrop, ...acts }: Props) {
	const { t } = useTranslation('dossiers');
	const { pages } = dossier;
	const grid = useRef<HTMLUListElement>(null);
	const [dropAt, setDropAt] = useState<number>();
	const letterPages = letter?.pages ?? 1;
	const found = notesOf(dossier);
	const at = Math.max(
		0,
		pages.findIndex((page) => pageKey(page) === selection.focus),
	);

	const focus = (index: number) => grid.current?.querySelectorAll<HTMLElement>(tiles)[index]?.focus();
	const choose = (index: number, extend: boolean) => {
		if (!pages[index]) return;
		onSelect(extend ? chooseTo(pages, selection, index) : chooseOne(pages, index));
		focus(index);
	};
	const walk = (index: number) => {
		const page = pages[index];
		if (!page) return;
		onSelect({ ...selection, focus: pageKey(page), anchor: pageKey(page) });
		focus(index);
	};

	const press = (event: KeyboardEvent<HTMLUListElement>) => {
		const here = [...event.currentTarget.querySelectorAll(tiles)].indexOf(event.target as Element);
		if (event.altKey || here < 0) return;
		const steps: Record<string, number> = {
			ArrowLeft: here - 1,
			ArrowRight: here + 1,
			ArrowUp: here - columnsOf(grid.current),
			ArrowDown: here + columnsOf(grid.current),
			Home: 0,
			End: pages.length - 1,
		};
		const target = steps[event.key];
		const act = actOf(event, here, target);
		if (!act) return;
		event.preventDefault();
		event.stopPropagation();
		act();
	};

	function actOf(event: KeyboardEvent, here: number, target: number | undefined): (() => void) | undefined {
		const { ctrlKey, shiftKey, key, code } = event;
		if (ctrlKey) {
			if (target !== undefined && shiftKey) return () => walk(target);
			if (key === 'ArrowLeft' || key === 'ArrowRight') return () => acts.onShift(key === 'ArrowLeft' ? -1 : 1);
			if (code === 'KeyA') return () => onSelect(chooseAll(pages, selection));
			return key === ' ' ? () => onSelect(toggle(pages, selection, here)) : undefined;
		}
		if (target !== undefined) return () => choose(target, shiftKey);
		if (code === 'KeyR') return acts.onRotate;
		if (key === 'Delete') return acts.onRemove;
		const page = pages[here];
		return page && (key === ' ' || key === 'Enter') ? () => acts.onView(page) : undefined;
	}

	const click = (event: MouseEvent, index: number) =>
		event.ctrlKey || event.metaKey ? onSelect(toggle(pages, selection, index)) : choose(index, event.shiftKey);

	const dragStart = (event: DragEvent, index: number) => {
		const key = pageKey(pages[index]!);
		if (!selection.keys.has(key)) onSelect(chooseOne(pages, index));
		event.dataTransfer.effectAllowed = 'move';
		event.dataTransfer.setData(pageDrag, key);
	};
	const dragOver = (event: DragEvent<HTMLElement>, index: number) => {
		if (!event.dataTransfer.types.includes(pageDrag)) return;
		event.preventDefault();
		const { left, width } = event.currentTarget.getBoundingClientRect();
		setDropAt(event.clientX > left + width / 2 ? index + 1 : index);
	};
	const drop = (event: DragEvent) => {
		if (dropAt === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		setDropAt(undefined);
		onDrop(dropPages(pages, selection.keys, dropAt));
	};
	const inShort = ({ note, dpi, other }: FoundNote) =>
		t(`notes.short.${note}`, { dpi, other: (other ?? 0) + letterPages + 1 });

	/** What happened to the file as a whole concerns each of its pages. */
	const ofFile = ({ attachmentId }: DossierPage) => {
		const warnings = dossier.attachments.find(({ id }) => id === attachmentId)?.warnings ?? [];
		return shownAtPages
			.filter((code) => warnings.some((one) => one.code === code))
			.map((code) => t(`notes.file.${code}`));
	};

	return (
		<ul
			className="page-grid"
			ref={grid}
			aria-label={t('scans.grid')}
			aria-description={t('scans.gridHelp')}
			onKeyDown={press}
			onDragEnd={() => setDropAt(undefined)}
			onDrop={drop}
		>
			{Array.from({ length: letterPages }, (_, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
				<li className="page-tile fixed" key={index}>
					<div className="page-sheet">
						{letter && (
							<PdfPage
								fileId={letter.fileId}
								version={letter.version}
								pageIndex={index}
								box={thumbnail}
								label={t('scans.letterPage', { place: index + 1 })}
							/>
						)}
					</div>
					<div className="page-caption">
						<span>{index + 1}</span>
						<span className="mut">{t('papersShort.letter')}</span>
					</div>
				</li>
			))}
			{pages.map((page, index) => (
				<PageTile
					key={pageKey(page)}
					dossier={dossier}
					page={page}
					place={index + letterPages + 1}
					notes={[...found.filter((note) => note.page === page).map(inShort), ...ofFile(page)]}
					selected={selection.keys.has(pageKey(page))}
					reachable={index === at}
					side={dropSide(dropAt, index, pages.length)}
					onPaper={(paper) => acts.onPaper(page, paper)}
					onClick={(event) => click(event, index)}
					onView={() => acts.onView(page)}
					onFocus={() => selection.focus === undefined && onSelect(chooseOne(pages, index))}
					onDragStart={(event) => dragStart(event, index)}
					onDragOver={(event) => dragOver(event, index)}
				/>
			))}
		</ul>
	);
}

/** A former signature and a former password: the page is not what its file was. */
const shownAtPages = ['signature-flattened', 'protection-removed'] as const;

/** The pages that can be chosen; the letter is none of them. */
export const tiles = '[aria-pressed]';

/** Tells a page on its way from files that come from outside. */
const pageDrag = 'application/x-keyring-page';

/** How many tiles stand in a full row; the letter's count, too. */
function columnsOf(grid: HTMLElement | null): number {
	const counts = new Map<number, number>();
	for (const tile of grid?.querySelectorAll<HTMLElement>('.page-tile') ?? []) {
		counts.set(tile.offsetTop, (counts.get(tile.offsetTop) ?? 0) + 1);
	}
	return Math.max(1, ...counts.values());
}

function dropSide(dropAt: number | undefined, index: number, pages: number): string {
	if (dropAt === index) return 'drop-before';
	return dropAt === pages && index === pages - 1 ? 'drop-after' : '';
}
