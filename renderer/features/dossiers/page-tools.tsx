import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
	Add16Regular,
	ArrowClockwise16Regular,
	ClipboardPaste16Regular,
	Delete16Regular,
	MoreHorizontal16Regular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';

/** The acts on pages, in the head of the card. */
export function PageTools({
	busy,
	chosen,
	pages,
	canUndo,
	canRedo,
	onRotate,
	onRemove,
	onPaste,
	onChoose,
	onRotateOther,
	onChooseAll,
	onUndo,
	onRedo,
}: {
	busy: boolean;
	/** How many pages are chosen, and how many there are. */
	chosen: number;
	pages: number;
	canUndo: boolean;
	canRedo: boolean;
	onRotate: () => void;
	onRemove: () => void;
	onPaste: () => void;
	onChoose: () => void;
	onRotateOther: (odd: boolean) => void;
	onChooseAll: () => void;
	onUndo: () => void;
	onRedo: () => void;
}) {
	const { t } = useTranslation('dossiers');
	return (
		<>
			<ActionButton
				text={t('scans.rotate')}
				shownKeys="R"
				size="small"
				icon={<ArrowClockwise16Regular />}
				disabled={chosen === 0}
				onClick={onRotate}
			/>
			<ActionButton
				text={t('scans.remove')}
				shownKeys="Del"
				size="small"
				icon={<Delete16Regular />}
				disabled={chosen === 0}
				onClick={onRemove}
			/>
			<ActionButton
				text={t('scans.paste')}
				size="small"
				icon={<ClipboardPaste16Regular />}
				disabled={busy}
				onClick={onPaste}
			/>
			<ActionButton
				text={t('scans.choose')}
				size="small"
				shortcut="Ctrl+O"
				icon={<Add16Regular />}
				busy={busy}
				onClick={onChoose}
			/>
			<Menu positioning="below-end">
				<MenuTrigger disableButtonEnhancement>
					<Button size="small" icon={<MoreHorizontal16Regular />} aria-label={t('scans.more')} />
				</MenuTrigger>
				<MenuPopover>
					<MenuList>
						<MenuItem disabled={pages === 0} secondaryContent="Ctrl A" onClick={onChooseAll}>
							{t('scans.chooseAll')}
						</MenuItem>
						<MenuItem disabled={pages < 2} onClick={() => onRotateOther(true)}>
							{t(chosen > 1 ? 'scans.rotateOddChosen' : 'scans.rotateOdd')}
						</MenuItem>
						<MenuItem disabled={pages < 2} onClick={() => onRotateOther(false)}>
							{t(chosen > 1 ? 'scans.rotateEvenChosen' : 'scans.rotateEven')}
						</MenuItem>
						<MenuDivider />
						<MenuItem disabled={!canUndo} secondaryContent="Ctrl Z" onClick={onUndo}>
							{t('scans.undo')}
						</MenuItem>
						<MenuItem disabled={!canRedo} secondaryContent="Ctrl Y" onClick={onRedo}>
							{t('scans.redo')}
						</MenuItem>
					</MenuList>
				</MenuPopover>
			</Menu>
		</>
	);
}
