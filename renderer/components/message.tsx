import { CheckmarkCircle16Regular, ErrorCircle16Regular, Info16Regular, Warning16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Tone } from './tag.tsx';

const icons = {
	e: <ErrorCircle16Regular />,
	w: <Warning16Regular />,
	o: <CheckmarkCircle16Regular />,
	i: <Info16Regular />,
	n: <Info16Regular />,
};

/** A strip with a sentence and, at its end, what can be done about it. */
export function Message({ tone, children, action }: { tone: Tone; children: ReactNode; action?: ReactNode }) {
	return (
		<div className={`message ${tone}`}>
			{icons[tone]}
			<div className="grow">{children}</div>
			{action}
		</div>
	);
}
