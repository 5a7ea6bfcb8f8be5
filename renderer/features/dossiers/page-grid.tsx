import { Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown12Regular } from '@fluentui/react-icons';
import { type DragEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dossier, type DossierPage, type Paper, papers } from '../../../shared/contracts/dossiers-contract.ts';
import { dropPages, type PageKey, pageKey, placeInPaper } from './page-acts.ts';
import { fileIdOf } from './pdf-files.ts';
import { PdfPage } from './pdf-page.tsx';
import type { Preview } from './use-letter-draft.ts';

/** Size of a thumbnail; the tile around it is in dossiers.css. */
const thumbnail = { width: 122, height: 136 };

export type Selection = { keys: ReadonlySet<PageKey>; focus: PageKey | undefined };

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
 * The pages in their order, the letter first and fixed. Arrow keys walk and choose, Shift takes more, Space shows a page
 * large, R turns, Del removes, Ctrl with an arrow moves; the mouse chooses and drags.
 */
export function PageGrid({ dossier, letter, selection, onSelect, onDrop, ...acts }: Props) {
	const { t } = useTranslation('dossiers');
	const { pages } = dossier;
	const grid = useRef<HTMLUListElement>(null);
	const [dropAt, setDropAt] = useState<number>();
	const letterPages = letter?.pages ?? 1;
	const at = Math.max(
		0,
		pages.findIndex((page) => pageKey(page) === selection.focus),
	);

	const choose = (index: number, extend: boolean) => {
		const page = pages[index];
		if (!page) return;
		const key = pageKey(page);
		const [from, to] = index < at ? [index, at] : [at, index];
		const keys = extend ? new Set([...selection.keys, ...pages.slice(from, to + 1).map(pageKey)]) : new Set([key]);
		onSelect({ keys, focus: key });
		grid.current?.querySelectorAll<HTMLElement>(tiles)[index]?.focus();
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
		const handled = () => {
			event.preventDefault();
			event.stopPropagation();
		};
		if (event.ctrlKey) {
			if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
				handled();
				acts.onShift(event.key === 'ArrowLeft' ? -1 : 1);
			} else if (event.code === 'KeyA') {
				handled();
				onSelect({ keys: new Set(pages.map(pageKey)), focus: selection.focus });
			}
			return;
		}
		if (target !== undefined) {
			handled();
			choose(target, event.shiftKey);
		} else if (event.code === 'KeyR') {
			handled();
			acts.onRotate();
		} else if (event.key === 'Delete') {
			handled();
			acts.onRemove();
		} else if (event.key === ' ' || event.key === 'Enter') {
			handled();
			const page = pages[here];
			if (page) acts.onView(page);
		}
	};

	const click = (event: MouseEvent, index: number) => {
		const key = pageKey(pages[index]!);
		if (!event.ctrlKey) return choose(index, event.shiftKey);
		const keys = new Set(selection.keys);
		if (!keys.delete(key)) keys.add(key);
		onSelect({ keys, focus: key });
	};

	const dragStart = (event: DragEvent, index: number) => {
		const key = pageKey(pages[index]!);
		if (!selection.keys.has(key)) onSelect({ keys: new Set([key]), focus: key });
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
			{pages.map((page, index) => {
				const key = pageKey(page);
				const place = index + letterPages + 1;
				const { name = '' } = dossier.attachments.find((one) => one.id === page.attachmentId) ?? {};
				const of = placeInPaper(pages, page);
				const short = t(`papersShort.${page.paper}`);
				const caption = of.of > 1 ? t('scans.paperOf', { paper: short, ...of }) : short;
				const selected = selection.keys.has(key);
				return (
					<li
						key={key}
						className={`page-tile ${selected ? 'selected' : ''} ${dropSide(dropAt, index, pages.length)}`}
						onDragOver={(event) => dragOver(event, index)}
					>
						<button
							type="button"
							className="page-sheet"
							aria-pressed={selected}
							aria-label={t(page.rotation ? 'scans.pageLabelTurned' : 'scans.pageLabel', {
								place,
								paper: t(`papers.${page.paper}`),
								file: name,
								rotation: page.rotation,
							})}
							tabIndex={index === at ? 0 : -1}
							draggable
							title={name}
							onClick={(event) => click(event, index)}
							onDoubleClick={() => acts.onView(page)}
							onFocus={() => selection.focus === undefined && onSelect({ keys: new Set([key]), focus: key })}
							onDragStart={(event) => dragStart(event, index)}
						>
							<PdfPage
								fileId={fileIdOf.attachment(dossier.id, page.attachmentId)}
								pageIndex={page.pageIndex}
								rotation={page.rotation}
								box={thumbnail}
								label=""
								lazy
							/>
						</button>
						<div className="page-caption">
							<span>{place}</span>
							<PaperMenu
								page={page}
								caption={caption}
								label={t('scans.paperMenu', { place, caption })}
								onPaper={(paper) => acts.onPaper(page, paper)}
							/>
						</div>
					</li>
				);
			})}
		</ul>
	);
}

/** The pages that can be chosen; the letter is none of them. */
export const tiles = '[aria-pressed]';

/** Tells a page on its way from files that come from outside. */
const pageDrag = 'application/x-keyring-page';

function PaperMenu({
	page,
	caption,
	label,
	onPaper,
}: {
	page: DossierPage;
	caption: string;
	label: string;
	onPaper: (paper: Paper) => void;
}) {
	const { t } = useTranslation('dossiers');
	return (
		<Menu
			checkedValues={{ paper: [page.paper] }}
			onCheckedValueChange={(_event, data) => onPaper(data.checkedItems.at(-1) as Paper)}
			positioning="below-end"
		>
			<MenuTrigger disableButtonEnhancement>
				<button
					type="button"
					className={`paper-button ${page.paper === 'other' ? 'unlabelled' : ''}`}
					aria-label={label}
				>
					<span className="one">{caption}</span>
					<ChevronDown12Regular />
				</button>
			</MenuTrigger>
			<MenuPopover>
				<MenuList>
					{papers.map((paper) => (
						<MenuItemRadio key={paper} name="paper" value={paper}>
							{t(`papers.${paper}`)}
						</MenuItemRadio>
					))}
				</MenuList>
			</MenuPopover>
		</Menu>
	);
}

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
