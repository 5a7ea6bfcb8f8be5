import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StampPlace } from '../../../shared/domain/stamp-layout.ts';
import { type Corner, corners, inMm, inPoints, moved, type PageShape, resized, unitsPerMm } from './stamp-box.ts';
import { type StampContent, StampFrame, stampLayout } from './stamp-frame.tsx';

const arrows: Record<string, [number, number]> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, 1],
	ArrowDown: [0, -1],
};

type Drag = { pointer: number; x: number; y: number; from: StampPlace; corner: Corner | undefined; perPixel: number };

/** The stamp on its page: dragged and resized by mouse, arrows (1 mm, with Shift 5 mm) and Alt with arrows. */
export function StampHandle({
	place,
	shape,
	content,
	disabled,
	onPlace,
}: {
	place: StampPlace;
	shape: PageShape;
	content: StampContent;
	disabled: boolean;
	onPlace: (place: StampPlace) => void;
}) {
	const { t } = useTranslation('dossiers');
	const drag = useRef<Drag>(undefined);

	const change = (next: StampPlace) => {
		const fits = (one: StampPlace) => stampLayout(inPoints(one, shape), content) !== undefined;
		// Not so small that the text does not fit any more.
		if (fits(next) || !fits(place)) onPlace(next);
	};
	const start = (event: PointerEvent<HTMLElement>, corner: Corner | undefined) => {
		const page = event.currentTarget.closest('.stamp-page')?.getBoundingClientRect();
		if (disabled || event.button !== 0 || !page) return;
		event.stopPropagation();
		event.currentTarget.setPointerCapture(event.pointerId);
		const { pointerId, clientX, clientY } = event;
		drag.current = {
			pointer: pointerId,
			x: clientX,
			y: clientY,
			from: place,
			corner,
			perPixel: shape.width / page.width,
		};
	};
	const move = (event: PointerEvent<HTMLElement>) => {
		const held = drag.current;
		if (held?.pointer !== event.pointerId) return;
		const dx = (event.clientX - held.x) * held.perPixel;
		const dy = (held.y - event.clientY) * held.perPixel;
		change(held.corner ? resized(held.from, held.corner, dx, dy, shape) : moved(held.from, dx, dy, shape));
	};
	const end = () => {
		drag.current = undefined;
	};
	const press = (event: KeyboardEvent) => {
		const arrow = arrows[event.key];
		if (!arrow || disabled || event.ctrlKey) return;
		event.preventDefault();
		const step = (event.shiftKey ? 5 : 1) * unitsPerMm(shape);
		const [dx, dy] = [arrow[0] * step, arrow[1] * step];
		change(event.altKey ? resized(place, 'ne', dx, dy, shape) : moved(place, dx, dy, shape));
	};

	const style: CSSProperties = {
		left: `${(place.x / shape.width) * 100}%`,
		bottom: `${(place.y / shape.height) * 100}%`,
		width: `${(place.width / shape.width) * 100}%`,
		height: `${(place.height / shape.height) * 100}%`,
	};
	const label = t('stamp.box', {
		page: place.page,
		left: inMm(place.x, shape),
		bottom: inMm(place.y, shape),
		width: inMm(place.width, shape),
		height: inMm(place.height, shape),
	});
	const pointer = { onPointerMove: move, onPointerUp: end, onPointerCancel: end };
	return (
		<div
			className="stamp-handle"
			style={style}
			// An application to screen readers, so that the arrow keys come here.
			role="application"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by keyboard
			tabIndex={0}
			aria-label={label}
			aria-describedby="stamp-help"
			aria-disabled={disabled}
			onKeyDown={press}
			onPointerDown={(event) => start(event, undefined)}
			{...pointer}
		>
			<StampFrame size={inPoints(place, shape)} content={content} />
			{!disabled &&
				corners.map((corner) => (
					<span
						key={corner}
						className={`stamp-corner ${corner}`}
						onPointerDown={(event) => start(event, corner)}
						{...pointer}
					/>
				))}
		</div>
	);
}
