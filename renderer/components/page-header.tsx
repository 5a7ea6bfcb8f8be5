import type { ReactNode } from 'react';

/** Title of a screen with its subtitle and, at the right, its acts (one of them primary). */
export function PageHeader({ title, sub, actions }: { title: string; sub?: ReactNode; actions?: ReactNode }) {
	return (
		<header className="page-header">
			<h1>{title}</h1>
			{sub && <span className="mut one">{sub}</span>}
			<span className="grow" />
			{actions}
		</header>
	);
}
