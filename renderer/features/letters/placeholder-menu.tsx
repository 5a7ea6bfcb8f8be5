import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { BracesVariableRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

/** The placeholders that have a value in a field, in words. */
export function PlaceholderMenu({
	label,
	names,
	onInsert,
}: {
	/** The field they go into; empty while there is none. */
	label: string;
	names: readonly string[];
	onInsert: (words: string) => void;
}) {
	const { t } = useTranslation('letters');
	return (
		<Menu inline positioning={{ strategy: 'fixed', position: 'below', align: 'start' }}>
			<MenuTrigger disableButtonEnhancement>
				<Button size="small" icon={<BracesVariableRegular />} disabled={names.length === 0}>
					{label === '' ? t('insertNothing') : t('insert', { name: label })}
				</Button>
			</MenuTrigger>
			<MenuPopover>
				<MenuList className="placeholder-list">
					{names.map((name) => (
						<MenuItem key={name} onClick={() => onInsert(t(`placeholder.${name}`))}>
							{t(`placeholder.${name}`)}
						</MenuItem>
					))}
				</MenuList>
			</MenuPopover>
		</Menu>
	);
}
