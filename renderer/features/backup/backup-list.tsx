import { useTranslation } from 'react-i18next';
import type { BackupEntry } from '../../../shared/contracts/backup-contract.ts';
import { formatFileSize } from '../../../shared/domain/file-size.ts';
import { useAppState } from '../../app/app-state.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { instantText } from '../../components/instant-text.ts';
import './backup.css';

/** The backups, newest first, each with its way back. */
export function BackupList({
	backups,
	onRestore,
}: {
	backups: readonly BackupEntry[];
	onRestore: (backup: BackupEntry) => void;
}) {
	const { t } = useTranslation('backup');
	const { preferences } = useAppState();
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
		<section className="backup-list" aria-label={t('list')} tabIndex={0}>
			<table>
				<thead>
					<tr>
						<th>{t('column.at')}</th>
						<th>{t('column.kind')}</th>
						<th>{t('column.content')}</th>
						<th>{t('column.size')}</th>
						<th>{t('column.place')}</th>
						<td />
					</tr>
				</thead>
				<tbody>
					{backups.map((backup) => (
						<tr key={backup.id}>
							<td>{instantText(backup.at)}</td>
							<td>{t(`kind.${backup.kind}`)}</td>
							<td>{t('content', { companies: backup.companies, dossiers: backup.dossiers })}</td>
							<td>{formatFileSize(backup.bytes, preferences.language)}</td>
							<td>{t(`place.${backup.place}`)}</td>
							<td>
								<ActionButton text={t('restore')} size="small" onClick={() => onRestore(backup)} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
