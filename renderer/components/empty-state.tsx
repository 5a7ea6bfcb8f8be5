import type { ReactElement, ReactNode } from 'react';

/** What stands where a list would be: why it is empty and what to do. */
export function EmptyState({
	icon,
	title,
	text,
	action,
}: {
	icon: ReactElement;
	title: string;
	text?: ReactNode;
	action?: ReactNode;
}) {
	return (
		<div className="empty-state">
			{icon}
			<b>{title}</b>
			{text && <div className="mut">{text}</div>}
			{action}
		</div>
	);
}
