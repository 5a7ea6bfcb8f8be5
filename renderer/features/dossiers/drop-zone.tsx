import { Spinner } from '@fluentui/react-components';
import { DocumentAdd20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { OfferedDialog } from './offered-dialog.tsx';

/** How often the scanner's folder is looked at while this step is open. */
const lookMs = 3000;

/** Vanished folders that the user has been told of since the start: said once. */
const told = new Set<string>();

/** Where papers come from: dropped, pasted, chosen, or lying in the scanner's folder. */
export function DropZone({
	busy,
	over,
	onChoose,
	onTake,
}: {
	busy: boolean;
	over: boolean;
	onChoose: () => void;
	onTake: (fileIds: string[]) => Promise<unknown>;
}) {
	const { t } = useTranslation('dossiers');
	const { run, error, dismiss } = useCall();
	const query = useAnswer(['scans', 'offered'], () => window.keyring.scans.offered({}), { refetchInterval: lookMs });
	const [open, setOpen] = useState(false);
	const [, setTold] = useState(0);
	const { folder = null, missing = false, files = [] } = query.data ?? {};
	const chooseFolder = async () => {
		if (await run(() => window.keyring.scans.chooseFolder({}))) await query.refetch();
	};
	const tellOf = missing && folder !== null && !told.has(folder) ? folder : undefined;
	const text =
		folder === null
			? t('offered.choose')
			: missing
				? t('offered.missingShort')
				: files.length > 0
					? t('offered.some', { files: files.length })
					: t('offered.none');
	return (
		<>
			<div className="drop-zone">
				{busy ? <Spinner size="tiny" /> : <DocumentAdd20Regular />}
				<div>
					<b>{t(busy ? 'scans.adding' : over ? 'scans.dropNow' : 'scans.dropTitle')}</b>
					{!busy && !over && (
						<>
							{t('scans.dropPaste')} <kbd>Ctrl V</kbd>,{' '}
							<button type="button" className="link" onClick={onChoose}>
								{t('scans.dropChoose')}
							</button>{' '}
							{t('scans.dropOr')}{' '}
							<button
								type="button"
								className="link"
								onClick={() => (folder === null || missing ? void chooseFolder() : setOpen(true))}
							>
								{text}
							</button>
						</>
					)}
					<div className="mut small">{t('scans.dropHint')}</div>
				</div>
			</div>
			<ErrorPanel error={error} onClose={dismiss} />
			{tellOf !== undefined && (
				<Message
					tone="w"
					action={
						<button
							type="button"
							className="link"
							onClick={() => {
								told.add(tellOf);
								setTold((count) => count + 1);
							}}
						>
							{t('offered.understood')}
						</button>
					}
				>
					{t('offered.missing', { folder: tellOf })}
				</Message>
			)}
			{open && folder !== null && (
				<OfferedDialog
					folder={folder}
					files={files}
					onTake={async (ids) => {
						setOpen(false);
						await onTake(ids);
						await query.refetch();
					}}
					onChanged={() => void query.refetch()}
					onChooseFolder={() => void chooseFolder()}
					onClose={() => setOpen(false)}
				/>
			)}
		</>
	);
}
