import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leasePdf } from './pdf-files.ts';

type Props = {
	fileId: string;
	/** Tells contents apart that come under one file id. */
	version?: string;
	/** 0-based. */
	pageIndex: number;
	/** Clockwise turn added to the page's own. */
	rotation?: number;
	/** CSS pixels that the page has to fit into. */
	box: { width: number; height: number };
	/** What screen readers say; empty when the surrounding part says it. */
	label: string;
	/** Draws only when scrolled into view; for long lists. */
	lazy?: boolean;
};

type Picture = { width: number; height: number };

/**
 * One page as a picture. While a newer one is drawn the older one stays, so that typing does not flicker. Forms, scripts
 * and links of the file are never live: only the canvas is used.
 */
export function PdfPage({ fileId, version = '', pageIndex, rotation = 0, box, label, lazy = false }: Props) {
	const { t } = useTranslation('dossiers');
	const canvas = useRef<HTMLCanvasElement>(null);
	const [picture, setPicture] = useState<Picture>();
	const [failed, setFailed] = useState(false);
	const near = useNear(canvas, lazy);

	useEffect(() => {
		if (!near || box.width < 8 || box.height < 8) return;
		let gone = false;
		let stop: (() => void) | undefined;
		const lease = leasePdf(fileId, version);
		const draw = async () => {
			const page = await (await lease.document).getPage(pageIndex + 1);
			if (gone) return;
			const turn = (page.rotate + rotation) % 360;
			const natural = page.getViewport({ scale: 1, rotation: turn });
			const fit = Math.min(box.width / natural.width, box.height / natural.height);
			const sharp = Math.min(window.devicePixelRatio || 1, 2);
			const viewport = page.getViewport({ scale: fit * sharp, rotation: turn });
			const sheet = document.createElement('canvas');
			sheet.width = Math.max(1, Math.round(viewport.width));
			sheet.height = Math.max(1, Math.round(viewport.height));
			const task = page.render({ canvas: sheet, viewport });
			stop = () => task.cancel();
			await task.promise;
			if (gone || !canvas.current) return;
			canvas.current.width = sheet.width;
			canvas.current.height = sheet.height;
			canvas.current.getContext('2d')?.drawImage(sheet, 0, 0);
			setPicture({ width: sheet.width / sharp, height: sheet.height / sharp });
			setFailed(false);
		};
		draw().catch(() => {
			if (!gone) setFailed(true);
		});
		return () => {
			gone = true;
			stop?.();
			lease.release();
		};
	}, [near, fileId, version, pageIndex, rotation, box.width, box.height]);

	// Until the first picture: the place of an upright A4 page.
	const place = picture ?? { width: Math.min(box.width, box.height / Math.SQRT2), height: box.height };
	const size: CSSProperties = { width: place.width, height: place.height };
	return (
		<span className="pdf-page" style={size}>
			<canvas
				ref={canvas}
				style={size}
				{...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
				hidden={failed && !picture}
			/>
			{failed && !picture && <span className="pdf-page-note">{t('view.failed')}</span>}
			{!failed && !picture && <span className="pdf-page-note">{t('view.waiting')}</span>}
		</span>
	);
}

function useNear(element: { current: Element | null }, lazy: boolean): boolean {
	const [near, setNear] = useState(!lazy);
	useEffect(() => {
		if (near || !element.current) return;
		const observer = new IntersectionObserver(
			(seen) => {
				if (seen.some((one) => one.isIntersecting)) setNear(true);
			},
			{ rootMargin: '300px' },
		);
		observer.observe(element.current);
		return () => observer.disconnect();
	}, [near, element]);
	return near;
}

/** Pages one below the other, each as large as the place allows. The place scrolls by keyboard. */
export function PdfPages({
	fileId,
	version,
	pages,
	title,
	label,
}: {
	fileId: string;
	version?: string;
	pages: number;
	title: string;
	/** What screen readers say for a page, counted from 1. */
	label: (page: number) => string;
}) {
	const place = useRef<HTMLElement>(null);
	const [box, setBox] = useState({ width: 0, height: 0 });
	useLayoutEffect(() => {
		if (!place.current) return;
		const observer = new ResizeObserver(([entry]) => {
			const { width = 0, height = 0 } = entry?.contentRect ?? {};
			// Whole even pixels, so that a scroll bar that comes and goes cannot make it tremble.
			setBox({ width: Math.floor((width - 32) / 2) * 2, height: Math.floor((height - 24) / 2) * 2 });
		});
		observer.observe(place.current);
		return () => observer.disconnect();
	}, []);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling place must be reachable by keyboard
		<section className="pdf-pages" ref={place} aria-label={title} tabIndex={0}>
			{Array.from({ length: pages }, (_, index) => (
				<PdfPage
					// biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
					key={index}
					fileId={fileId}
					version={version ?? ''}
					pageIndex={index}
					box={box}
					label={label(index + 1)}
					lazy={index > 1}
				/>
			))}
		</section>
	);
}
