import {
	layoutStamp,
	type StampFontMeasures,
	type StampLayout,
	stampFrameWidth,
} from '../../../shared/domain/stamp-layout.ts';

/** What a stamp shows, as it will be drawn on paper. */
export type StampContent = { lines: readonly string[]; picture?: { url: string; width: number; height: number } };

type Size = { width: number; height: number };

let measures: StampFontMeasures | undefined;

/** Measures of the font the stamp is drawn with, which is the font of the page. */
function stampFont(): StampFontMeasures {
	if (measures) return measures;
	const context = document.createElement('canvas').getContext('2d');
	if (!context) return { width: (text) => text.length * 0.55, ascent: 1.07, descent: -0.29 };
	context.font = '100px "Open Sans"';
	const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText('H');
	measures = {
		width: (text) => context.measureText(text).width / 100,
		ascent: fontBoundingBoxAscent / 100,
		descent: -fontBoundingBoxDescent / 100,
	};
	return measures;
}

/** The layout for a frame of this size in points; undefined when the text does not fit. */
export function stampLayout(size: Size, { lines, picture }: StampContent): StampLayout | undefined {
	return layoutStamp(size, lines, stampFont(), picture);
}

/** The stamp as it will look; its size in points. */
export function StampFrame({ size, content }: { size: Size; content: StampContent }) {
	const layout = stampLayout(size, content);
	const line = stampFrameWidth;
	return (
		<svg className="stamp-frame" viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none" aria-hidden>
			<rect x={line / 2} y={line / 2} width={size.width - line} height={size.height - line} strokeWidth={line} />
			{layout?.picture && (
				<image
					href={content.picture?.url ?? ''}
					x={layout.picture.x}
					y={size.height - layout.picture.y - layout.picture.height}
					width={layout.picture.width}
					height={layout.picture.height}
				/>
			)}
			{layout?.rows.map((row, index) => (
				<text
					// biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
					key={index}
					x={layout.x}
					y={size.height - layout.baseline + index * layout.lineHeight}
					fontSize={layout.fontSize}
				>
					{row}
				</text>
			))}
		</svg>
	);
}
