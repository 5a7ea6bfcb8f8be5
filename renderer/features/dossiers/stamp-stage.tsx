import { ChevronLeft16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StampPlace } from '../../../shared/domain/stamp-layout.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { leasePdf } from './pdf-files.ts';
import { PdfPage } from './pdf-page.tsx';
import { inMm, inPoints, moved, type PageShape } from './stamp-box.ts';
import { type StampContent, stampLayout } from './stamp-frame.tsx';
import { StampHandle } from './stamp-handle.tsx';
import type { StampState } from './use-stamp.ts';

/** One page of the file with the stamp on it, if it is to have one, and the buttons to other pages. */
export function StampStage({
	fileId,
	version,
	pages,
	label,
	stamp,
	content,
	editable,
	disabled,
}: {
	fileId: string;
	version: string;
	pages: number;
	/** What screen readers say for a page, counted from 1. */
	label: (page: number) => string;
	stamp: StampState;
	/** Undefined when the signature is not shown on paper. */
	content: StampContent | undefined;
	/** False for a signed file: the stamp is part of its page. */
	editable: boolean;
	disabled: boolean;
}) {
	const { t } = useTranslation('dossiers');
	const [turnedTo, setTurnedTo] = useState<number>();
	const { place } = stamp;
	const page = Math.min(turnedTo ?? place?.page ?? 1, pages);
	const shape = usePageShape(fileId, version, page);
	const [room, box] = useRoom();
	const here = content && editable && place?.page === page && shape ? moved(place, 0, 0, shape) : undefined;
	const tooSmall = here && shape && content && !stampLayout(inPoints(here, shape), content);
	// After a new merge the page may be smaller than the stored place: what is shown is what is signed.
	const outside = here && place && !stamp.isAutomatic && !samePlace(here, place);
	useEffect(() => {
		if (outside) stamp.setPlace(here);
	});

	return (
		<>
			<section className="stamp-room" ref={room} aria-label={t('sign.previewTitle')}>
				<div className="stamp-page">
					<PdfPage fileId={fileId} version={version} pageIndex={page - 1} box={box} label={label(page)} />
					{here && shape && (
						<StampHandle place={here} shape={shape} content={content!} disabled={disabled} onPlace={stamp.setPlace} />
					)}
				</div>
			</section>
			<div className="stamp-bar small">
				<div className="stamp-pages">
					<button
						type="button"
						aria-label={t('stamp.previousPage')}
						disabled={page <= 1}
						onClick={() => setTurnedTo(page - 1)}
					>
						<ChevronLeft16Regular />
					</button>
					<span role="status">{t('stamp.pageOf', { page, pages })}</span>
					<button
						type="button"
						aria-label={t('stamp.nextPage')}
						disabled={page >= pages}
						onClick={() => setTurnedTo(page + 1)}
					>
						<ChevronRight16Regular />
					</button>
				</div>
				{editable && !content && <span className="mut">{t('sign.stampNone')}</span>}
				{editable && content && place && (
					<>
						<span className={`grow ${tooSmall ? 'er' : 'mut'}`} role="status">
							{tooSmall && t('stamp.tooSmall')}
							{!tooSmall && here && shape
								? t(stamp.isAutomatic ? 'stamp.automatic' : 'stamp.at', {
										left: inMm(here.x, shape),
										bottom: inMm(here.y, shape),
										width: inMm(here.width, shape),
										height: inMm(here.height, shape),
									})
								: !here && t('stamp.onPage', { page: place.page })}
						</span>
						{place.page !== page && (
							<ActionButton
								text={t('stamp.putHere')}
								size="small"
								disabled={disabled || !shape}
								onClick={() => shape && stamp.setPlace(moved({ ...place, page }, 0, 0, shape))}
							/>
						)}
						{!stamp.isAutomatic && (
							<ActionButton
								text={t('stamp.toAutomatic')}
								size="small"
								disabled={disabled}
								onClick={() => {
									stamp.setPlace(null);
									setTurnedTo(undefined);
								}}
							/>
						)}
					</>
				)}
				{here && (
					<span id="stamp-help" className="stamp-help mut">
						{t('stamp.help')}
					</span>
				)}
			</div>
		</>
	);
}

function samePlace(one: StampPlace, other: StampPlace): boolean {
	return (['x', 'y', 'width', 'height'] as const).every((key) => Math.abs(one[key] - other[key]) < 0.02);
}

/** The size of a page as a reader sees it; undefined until it is known. */
function usePageShape(fileId: string, version: string, page: number): PageShape | undefined {
	const key = `${fileId} ${version} ${page}`;
	const [found, setFound] = useState<{ key: string; shape: PageShape }>();
	useEffect(() => {
		let gone = false;
		const lease = leasePdf(fileId, version);
		const read = async () => {
			const { view, rotate, userUnit } = await (await lease.document).getPage(page);
			const [left = 0, bottom = 0, right = 0, top = 0] = view;
			const [width, height] = [right - left, top - bottom];
			const turned = rotate % 180 !== 0;
			const shape = { width: turned ? height : width, height: turned ? width : height, userUnit };
			if (!gone) setFound({ key: `${fileId} ${version} ${page}`, shape });
		};
		// The page itself says that it cannot be shown.
		read().catch(() => undefined);
		return () => {
			gone = true;
			lease.release();
		};
	}, [fileId, version, page]);
	return found?.key === key ? found.shape : undefined;
}

function useRoom() {
	const room = useRef<HTMLElement>(null);
	const [box, setBox] = useState({ width: 0, height: 0 });
	useLayoutEffect(() => {
		if (!room.current) return;
		const observer = new ResizeObserver(([entry]) => {
			const { width = 0, height = 0 } = entry?.contentRect ?? {};
			setBox({ width: Math.floor(width), height: Math.floor(height) });
		});
		observer.observe(room.current);
		return () => observer.disconnect();
	}, []);
	return [room, box] as const;
}
