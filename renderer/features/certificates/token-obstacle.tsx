import { ArrowSync16Regular, FolderOpen16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors/codes.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useErrorText } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { DiagnosticsDialog } from './diagnostics-dialog.tsx';

/** What waiting and plugging in cures; everything else needs another driver. */
const curedByReading: AppError['code'][] = ['TOKEN_ABSENT', 'TOKEN_NO_READER', 'TOKEN_TIMEOUT', 'TOKEN_REMOVED'];

/** Why no token is seen: one sentence, the one thing to do, and the text for whoever is asked for help. */
export function TokenObstacle({
	obstacle,
	busy,
	onRead,
	onChooseDriver,
}: {
	obstacle: AppError;
	busy: boolean;
	onRead: () => void;
	onChooseDriver: () => void;
}) {
	const { t } = useTranslation('certificates');
	const { title, meaning, advice } = useErrorText()(obstacle);
	const [diagnostics, setDiagnostics] = useState(false);
	return (
		<div className="token-obstacle" role="status">
			<Message tone="w">
				<b>{title}</b>
				<div>{meaning}</div>
				<div>{advice}</div>
			</Message>
			<div className="token-obstacle-acts">
				{curedByReading.includes(obstacle.code) ? (
					<ActionButton text={t('readAgain')} icon={<ArrowSync16Regular />} busy={busy} onClick={onRead} />
				) : (
					<ActionButton text={t('chooseDriver')} icon={<FolderOpen16Regular />} busy={busy} onClick={onChooseDriver} />
				)}
				<button type="button" className="link" onClick={() => setDiagnostics(true)}>
					{t('diagnostics.open')}
				</button>
			</div>
			{diagnostics && <DiagnosticsDialog onClose={() => setDiagnostics(false)} />}
		</div>
	);
}
