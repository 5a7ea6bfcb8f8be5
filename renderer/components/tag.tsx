import { Checkmark12Regular, Clock12Regular, ErrorCircle12Regular, Info12Regular } from '@fluentui/react-icons';
import type { ReactElement, ReactNode } from 'react';

/** e: wrong or overdue · w: soon or waiting · o: fine · i: information · n: neutral. */
export type Tone = 'e' | 'w' | 'o' | 'i' | 'n';

const icons: Record<Tone, ReactElement | undefined> = {
	e: <ErrorCircle12Regular />,
	w: <Clock12Regular />,
	o: <Checkmark12Regular />,
	i: <Info12Regular />,
	n: undefined,
};

/** A state in a word with its icon; colour is never the only sign. */
export function Tag({ tone = 'n', icon, children }: { tone?: Tone; icon?: ReactElement; children: ReactNode }) {
	return (
		<span className={`tag ${tone}`}>
			{icon ?? icons[tone]}
			{children}
		</span>
	);
}
