import { ErrorCircle16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf, Contracts } from '../../../shared/contracts/contracts.ts';
import type { Paper } from '../../../shared/contracts/dossiers-contract.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useErrorText } from '../../components/error-panel.tsx';

export type Refused = AnswerOf<Contracts['dossiers']['addFiles']>['refused'][number];

/** Files that could not be added: name, reason and what to do, each. The others stay. */
export function RefusedFiles({
	refused,
	some,
	onOpen,
	onClose,
}: {
	refused: readonly Refused[];
	/** Other files are there. */
	some: boolean;
	/** The user wants to type the password of a protected one. */
	onOpen: (file: Refused) => void;
	onClose: () => void;
}) {
	const { t } = useTranslation(['dossiers', 'common']);
	const text = useErrorText();
	const panel = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (refused.length > 0) panel.current?.focus();
	}, [refused]);
	if (refused.length === 0) return null;
	return (
		<div className="message e error-panel refused" role="alert" tabIndex={-1} ref={panel}>
			<ErrorCircle16Regular />
			<div className="grow">
				<b>{t('scans.refusedTitle', { files: refused.length })}</b>
				<ul>
					{refused.map((file, index) => {
						const { name, error } = file;
						const { title, meaning, advice } = text({ code: error.code as ErrorCode, params: error.params });
						return (
							// biome-ignore lint/suspicious/noArrayIndexKey: the same file may be refused twice
							<li key={`${name} ${index}`}>
								<b>{name}</b>: {title}. {meaning} {advice}{' '}
								{file.protectedId && (
									<button type="button" className="link" onClick={() => onOpen(file)}>
										{t('protected.ask')}
									</button>
								)}
							</li>
						);
					})}
				</ul>
				{some && t('scans.refusedOthers')}
			</div>
			<ActionButton text={t('common:action.close')} size="small" onClick={onClose} />
		</div>
	);
}

/** Why the next step does not open yet. Takes the focus each time it is asked for. */
export function StopPanel({
	missing,
	tooLarge,
	asked,
	hasPages,
	onReduce,
}: {
	missing: readonly Paper[];
	/** No mailbox would take the file. */
	tooLarge: boolean;
	asked: number;
	hasPages: boolean;
	onReduce: () => void;
}) {
	const { t } = useTranslation('dossiers');
	const panel = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (asked > 0) panel.current?.focus();
	}, [asked]);
	if (asked === 0 || (missing.length === 0 && !tooLarge)) return null;
	return (
		<div className="message w error-panel" role="alert" tabIndex={-1} ref={panel}>
			<Warning16Regular />
			<div className="grow">
				<b>{t('scans.stopTitle')}</b>
				<ul>
					{missing.map((paper) => (
						<li key={paper}>{t('scans.stopPaper', { paper: t(`papers.${paper}`) })}</li>
					))}
					{tooLarge && (
						<li>
							{t('scans.sizeTooLarge')}{' '}
							<button type="button" className="link" onClick={onReduce}>
								{t('reduce.open')}
							</button>
						</li>
					)}
				</ul>
				{hasPages && missing.length > 0 && t('scans.stopUnlabelled')}
			</div>
		</div>
	);
}
