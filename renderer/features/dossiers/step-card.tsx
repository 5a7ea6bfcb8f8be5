import type { ReactNode } from 'react';
import type { Dossier, DossierStep } from '../../../shared/contracts/dossiers-contract.ts';

/** What every step gets. */
export type StepProps = {
	dossier: Dossier;
	/** Takes over the dossier that a call answered. */
	put: (dossier: Dossier) => void;
	goTo: (step: DossierStep) => void;
	leave: () => void;
};

/** The right card: head, body and foot of a step. */
export function StepCard({
	title,
	sub,
	tools,
	foot,
	children,
}: {
	title: string;
	sub: string;
	tools?: ReactNode;
	foot: ReactNode;
	children: ReactNode;
}) {
	return (
		<section className="card step-card" aria-label={title}>
			<div className="card-head">
				<h2>{title}</h2>
				<span className="mut one grow">{sub}</span>
				{tools}
			</div>
			<div className="step-body">{children}</div>
			<div className="card-foot">{foot}</div>
		</section>
	);
}
