import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import { useNow } from '../../components/use-now.ts';

/** The User IDs of the company that use a terminal, but for one. */
export function usersOf(terminalId: string, sets: readonly ParameterSetRow[], but?: string): string[] {
	return sets.filter((set) => set.terminalRef === terminalId && set.id !== but).map((set) => set.userId);
}

/** The list behind the Terminal ID: the company's terminals, a new one, none. */
export function TerminalPicker({
	terminals,
	sets,
	chosen,
	open,
	onOpen,
	onChoose,
}: {
	terminals: readonly TerminalRow[];
	sets: readonly ParameterSetRow[];
	/** The id of the terminal that stands in the form, or empty. */
	chosen: string;
	open: boolean;
	onOpen: (open: boolean) => void;
	/** Undefined: the fields become empty, for a new terminal or none. */
	onChoose: (terminal: TerminalRow | undefined) => void;
}) {
	const { t } = useTranslation('parameters');
	const now = useNow();
	const offered = terminals.filter((one) => one.id === chosen || validityState(one, now) !== 'cancelled');
	return (
		// Above the fields below, and within the page's main part, as screen readers expect.
		<Menu mountNode={document.querySelector('main')} open={open} onOpenChange={(_event, data) => onOpen(data.open)}>
			<MenuTrigger disableButtonEnhancement>
				<Button
					appearance="transparent"
					size="small"
					tabIndex={-1}
					icon={<ChevronDown16Regular />}
					aria-label={t('terminal.choose')}
					title={t('terminal.choose')}
				/>
			</MenuTrigger>
			<MenuPopover>
				<MenuList>
					{offered.map((terminal) => (
						<MenuItem
							key={terminal.id}
							subText={[terminal.computer, usersOf(terminal.id, sets).join(', ')].filter(Boolean).join(' · ')}
							onClick={() => onChoose(terminal)}
							{...(terminal.id === chosen ? { 'aria-current': 'true' as const } : {})}
						>
							<span className="mono">{terminal.terminalId || t('terminal.noId')}</span>
						</MenuItem>
					))}
					{offered.length > 0 && <MenuDivider />}
					<MenuItem onClick={() => onChoose(undefined)}>{t('terminal.other')}</MenuItem>
				</MenuList>
			</MenuPopover>
		</Menu>
	);
}
