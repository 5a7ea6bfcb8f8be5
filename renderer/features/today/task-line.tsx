import type { ReactElement, ReactNode } from 'react';
import type { Task } from './tasks.ts';

/** One thing to do: what, whose, how urgent, and the act. */
export function TaskLine({
	tone,
	icon,
	title,
	detail,
	strong,
	weak,
	act,
}: {
	tone: Task['tone'];
	icon: ReactElement;
	title: string;
	detail: string;
	strong: ReactNode;
	weak: string;
	act: ReactNode;
}) {
	return (
		<div className="task">
			<span className={`task-icon ${tone}`}>{icon}</span>
			<span className="task-what">
				<b className="one">{title}</b>
				<span className="mut one">{detail}</span>
			</span>
			<span className="task-when">
				<b className={tone}>{strong}</b>
				<span className="mut one">{weak}</span>
			</span>
			{act}
		</div>
	);
}
