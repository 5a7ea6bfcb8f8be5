import { Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown12Regular, Warning12Filled } from '@fluentui/react-icons';
import type { DragEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dossier, type DossierPage, type Paper, papers } from '../../../shared/contracts/dossiers-contract.ts';
import { placeInPaper } from './page-acts.ts';
import { pageFile } from './page-file.ts';
import { PdfPage } from './pdf-page.tsx';

/** Size of a thumbnail; the tile around it is in dossiers.css. */
export const thumbnail = { width: 122, height: 136 };

type Props = {
	dossier: Dossier;
	page: DossierPage;
	/** From 1, the letter's pages counted. */
	place: number;
	/** What there is to look at, in words; empty where nothing is. */
	notes: readonly string[];
	selected: boolean;
	/** The one page that Tab leads to. */
	reachable: boolean;
	side: string;
	onPaper: (paper: Paper) => void;
	onClick: (event: MouseEvent) => void;
	onView: () => void;
	onFocus: () => void;
	onDragStart: (event: DragEvent) => void;
	onDragOver: (event: DragEvent<HTMLElement>) => void;
};

/** One page in the grid: its picture, its place, its kind of paper, and a sign when something is to be looked at. */
export function PageTile({ dossier, page, place, notes, selected, reachable, side, ...acts }: Props) {
	const { t } = useTranslation('dossiers');
	const { name = '' } = dossier.attachments.find((one) => one.id === page.attachmentId) ?? {};
	const of = placeInPaper(dossier.pages, page);
	const short = t(`papersShort.${page.paper}`);
	const caption = of.of > 1 ? t('scans.paperOf', { paper: short, ...of }) : short;
	const label = t(page.rotation ? 'scans.pageLabelTurned' : 'scans.pageLabel', {
		place,
		paper: t(`papers.${page.paper}`),
		file: name,
		rotation: page.rotation,
	});
	return (
		<li className={`page-tile ${selected ? 'selected' : ''} ${side}`} onDragOver={acts.onDragOver}>
			<button
				type="button"
				className="page-sheet"
				aria-pressed={selected}
				aria-label={[label, ...notes].join('. ')}
				tabIndex={reachable ? 0 : -1}
				draggable
				title={[name, ...notes].join('\n')}
				onClick={acts.onClick}
				onDoubleClick={acts.onView}
				onFocus={acts.onFocus}
				onDragStart={acts.onDragStart}
			>
				<PdfPage
					{...pageFile(dossier, page.attachmentId)}
					pageIndex={page.pageIndex}
					rotation={page.rotation}
					box={thumbnail}
					label=""
					lazy
				/>
				{notes.length > 0 && (
					<span className="page-note">
						<Warning12Filled /> <span className="one">{notes[0]}</span>
						{notes.length > 1 && <span>+{notes.length - 1}</span>}
					</span>
				)}
			</button>
			<div className="page-caption">
				<span>{place}</span>
				<PaperMenu
					page={page}
					caption={caption}
					label={t('scans.paperMenu', { place, caption })}
					onPaper={acts.onPaper}
				/>
			</div>
		</li>
	);
}

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
