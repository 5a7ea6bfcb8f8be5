import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
	Archive16Regular,
	ArrowUndo16Regular,
	Copy16Regular,
	Delete16Regular,
	FolderArrowRight16Regular,
	MoreHorizontal16Regular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import { phaseOf } from '../../../shared/domain/sending/phase.ts';

export type RowAct = 'duplicate' | 'export' | 'archive' | 'unarchive' | 'trashAct' | 'restore' | 'purge';

const icons: Record<RowAct, React.ReactElement> = {
	duplicate: <Copy16Regular />,
	export: <FolderArrowRight16Regular />,
	archive: <Archive16Regular />,
	unarchive: <ArrowUndo16Regular />,
	trashAct: <Delete16Regular />,
	restore: <ArrowUndo16Regular />,
	purge: <Delete16Regular />,
};

/** What can be done with a dossier without opening it. */
export function DossierRowMenu({ row, onAct }: { row: DossierRow; onAct: (act: RowAct) => void }) {
	const { t } = useTranslation('sending');
	const acts: RowAct[] =
		row.trashedAt !== null
			? ['restore', 'purge']
			: ['duplicate', 'export', row.archivedAt === null ? 'archive' : 'unarchive', 'trashAct'];
	return (
		// Beside its button in the page, where landmarks hold; fixed, so that the list's edge does not cut it.
		<Menu inline positioning={{ strategy: 'fixed', position: 'below', align: 'end' }}>
			<MenuTrigger disableButtonEnhancement>
				<Button
					appearance="subtle"
					size="small"
					icon={<MoreHorizontal16Regular />}
					aria-label={t('list.acts', { number: row.number })}
				/>
			</MenuTrigger>
			<MenuPopover>
				<MenuList>
					{acts.map((act) => (
						<MenuItem
							key={act}
							icon={icons[act]}
							disabled={act === 'trashAct' && phaseOf(row) === 'waiting'}
							onClick={() => onAct(act)}
						>
							{t(`list.${act}`)}
						</MenuItem>
					))}
				</MenuList>
			</MenuPopover>
		</Menu>
	);
}
