import { useArrowNavigationGroup } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';

/** A scrolling list of rows of one height, of which only those in view (and some around) are in the page. */
export function VirtualRows<Row extends { id: string }>({
	rows,
	height,
	selected,
	className,
	children,
}: {
	rows: readonly Row[];
	/** Pixels of one row. */
	height: number;
	/** Brought into view when it changes. */
	selected: string | undefined;
	className: string;
	children: (row: Row) => ReactNode;
}) {
	const box = useRef<HTMLDivElement>(null);
	const arrows = useArrowNavigationGroup({ axis: 'vertical' });
	const virtual = useVirtualizer({
		count: rows.length,
		getScrollElement: () => box.current,
		estimateSize: () => height,
		getItemKey: (place) => rows[place]?.id ?? place,
		overscan: 15,
	});
	const place = rows.findIndex((row) => row.id === selected);
	useEffect(() => {
		if (place >= 0) virtual.scrollToIndex(place);
	}, [place, virtual]);
	return (
		<div ref={box} className={className} {...arrows} data-hints="open">
			<div className="virtual-rows" style={{ height: virtual.getTotalSize() }}>
				{virtual.getVirtualItems().map((item) => {
					const row = rows[item.index];
					return (
						row && (
							<div
								key={item.key}
								className="virtual-row"
								style={{ height: item.size, transform: `translateY(${item.start}px)` }}
							>
								{children(row)}
							</div>
						)
					);
				})}
			</div>
		</div>
	);
}
