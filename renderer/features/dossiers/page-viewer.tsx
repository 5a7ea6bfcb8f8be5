import { ArrowClockwise16Regular, ZoomIn16Regular, ZoomOut16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier, DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Modal } from '../../components/modal.tsx';
import { pageKey } from './page-acts.ts';
import { pageFile } from './page-file.ts';
import { PdfPage } from './pdf-page.tsx';

/** Times the size that fits. */
const zooms = [1, 1.5, 2, 3, 4];

/**
 * One page as large as the window allows. Arrows go to the next page, + and − zoom (Ctrl and the wheel, too), R turns, Esc or
 * Space closes.
 */
export function PageViewer({
	dossier,
	page,
	lettersBefore,
	onView,
	onRotate,
	onClose,
}: {
	dossier: Dossier;
	page: DossierPage | undefined;
	/** Pages of the letter before the first scan. */
	lettersBefore: number;
	onView: (page: DossierPage) => void;
	onRotate: (page: DossierPage) => void;
	onClose: () => void;
}) {
	const { t } = useTranslation(['dossiers', 'common']);
	const [zoom, setZoom] = useState(0);
	const stage = useRef<HTMLDivElement>(null);
	const index = page ? dossier.pages.findIndex((one) => pageKey(one) === pageKey(page)) : -1;
	const shown = dossier.pages[index];
	const at = shown && pageKey(shown);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
	useEffect(() => stage.current?.scrollTo(0, 0), [at]);
	if (!shown) return null;

	const { name = '' } = dossier.attachments.find((one) => one.id === shown.attachmentId) ?? {};
	const title = t('scans.viewTitle', { place: index + lettersBefore + 1 });
	const go = (by: number) => {
		const next = dossier.pages[index + by];
		if (next) onView(next);
	};
	const zoomBy = (by: number) => setZoom((now) => Math.max(0, Math.min(zooms.length - 1, now + by)));
	const press = (event: KeyboardEvent) => {
		if (event.altKey || event.ctrlKey) return;
		const scrolls = zoom > 0 && event.target === stage.current;
		const acts: Record<string, () => void> = {
			ArrowRight: () => go(1),
			ArrowLeft: () => go(-1),
			PageDown: () => go(1),
			PageUp: () => go(-1),
			'+': () => zoomBy(1),
			'=': () => zoomBy(1),
			'-': () => zoomBy(-1),
			'0': () => setZoom(0),
			...(event.target instanceof HTMLButtonElement ? {} : { ' ': onClose }),
		};
		const act = event.code === 'KeyR' ? () => onRotate(shown) : acts[event.key];
		if (!act || (scrolls && event.key.startsWith('Arrow'))) return;
		event.preventDefault();
		event.stopPropagation();
		act();
	};
	const times = zooms[zoom]!;
	return (
		<Modal
			open
			wide
			title={title}
			sub={t('scans.viewSub', { file: name })}
			onClose={onClose}
			actions={
				<>
					<ActionButton text={t('scans.viewBack')} shownKeys="←" disabled={index === 0} onClick={() => go(-1)} />
					<ActionButton
						text={t('scans.viewNext')}
						shownKeys="→"
						disabled={index === dossier.pages.length - 1}
						onClick={() => go(1)}
					/>
					<span className="grow" />
					<ActionButton
						text={t('scans.zoomOut')}
						shownKeys="−"
						icon={<ZoomOut16Regular />}
						disabled={zoom === 0}
						onClick={() => zoomBy(-1)}
					/>
					<ActionButton
						text={t('scans.zoomIn')}
						shownKeys="+"
						icon={<ZoomIn16Regular />}
						disabled={zoom === zooms.length - 1}
						onClick={() => zoomBy(1)}
					/>
					<ActionButton
						text={t('scans.rotate')}
						shownKeys="R"
						icon={<ArrowClockwise16Regular />}
						onClick={() => onRotate(shown)}
					/>
					<ActionButton text={t('common:action.close')} shownKeys="Space" onClick={onClose} inDialog autoFocus />
				</>
			}
		>
			<ViewerKeys onPress={press} />
			<section
				className="page-viewer"
				aria-label={title}
				ref={stage}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a zoomed page is scrolled by keys
				tabIndex={0}
				onWheel={(event) => event.ctrlKey && zoomBy(event.deltaY < 0 ? 1 : -1)}
			>
				<PdfPage
					{...pageFile(dossier, shown.attachmentId)}
					pageIndex={shown.pageIndex}
					rotation={shown.rotation}
					box={{ width: 780 * times, height: Math.max(300, window.innerHeight - 250) * times }}
					label={title}
				/>
			</section>
		</Modal>
	);
}

/** Keys of the dialog as a whole, wherever its focus is. */
function ViewerKeys({ onPress }: { onPress: (event: KeyboardEvent) => void }) {
	const latest = useRef(onPress);
	latest.current = onPress;
	useEffect(() => {
		const hear = (event: KeyboardEvent) => latest.current(event);
		window.addEventListener('keydown', hear, true);
		return () => window.removeEventListener('keydown', hear, true);
	}, []);
	return null;
}
