import {
	Menu,
	MenuDivider,
	MenuItem,
	MenuItemRadio,
	MenuList,
	MenuPopover,
	MenuTrigger,
} from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, themes } from '../../shared/contracts/app-contract.ts';
import { AccessText, accessKeyOf } from '../components/access-text.tsx';
import { useShortcut } from '../components/shortcuts.ts';
import { useErrorHelp } from '../features/error-help/error-help.tsx';
import { useAppState } from './app-state.tsx';
import { quit } from './leave-page.ts';
import { useNavigation } from './navigation.tsx';
import { type RailScreen, screenKeys } from './screen-keys.ts';

const names = ['system', 'dossiers', 'lookup', 'view', 'help'] as const;
type Name = (typeof names)[number];

/** The menus in the row that is the window's title bar; Alt with the underlined letter opens one. */
export function MenuBar({
	onLock,
	onRefresh,
	onHelp,
}: {
	onLock: () => void;
	onRefresh: () => void;
	onHelp: () => void;
}) {
	const { t } = useTranslation('common');
	const { go, leave } = useNavigation();
	const errorHelp = useErrorHelp();
	const { preferences, change, platform, practice, developmentRuntime } = useAppState();
	const [open, setOpen] = useState<Name>();
	const item = (text: string, act: () => void, keys?: string) => (
		<MenuItem onClick={act} {...(keys ? { secondaryContent: keys } : {})}>
			{t(`menu.item.${text}`)}
		</MenuItem>
	);
	const screenItem = (screen: RailScreen, text: string = screen) =>
		item(text, () => go({ screen }), screenKeys(screen)?.replace('+', ' '));
	const content: Record<Name, ReactNode> = {
		system: (
			<>
				{screenItem('parameters')}
				{item('companies', () => go({ screen: 'companies' }))}
				{screenItem('passwords')}
				{item('backup', () => go({ screen: 'settings', section: 'backup' }))}
				{item('transfer', () => go({ screen: 'transfer' }))}
				{screenItem('audit')}
				{item('lock', onLock, 'Ctrl L')}
				{screenItem('settings')}
				<MenuDivider />
				{item('quit', () => leave(quit))}
			</>
		),
		dossiers: (
			<>
				{item('newDossier', () => go({ screen: 'dossiers', create: true }), 'Ctrl N')}
				{screenItem('dossiers', 'dossierList')}
			</>
		),
		lookup: (
			<>
				{screenItem('oe4002')}
				{screenItem('certificates')}
				{screenItem('verification')}
				{item('errorCodes', () => errorHelp({}))}
			</>
		),
		view: (
			<>
				{themes.map((theme) => (
					<MenuItemRadio key={theme} name="theme" value={theme}>
						{t(`theme.${theme}`)}
					</MenuItemRadio>
				))}
				<MenuDivider />
				{languages.map((language) => (
					<MenuItemRadio key={language} name="language" value={language}>
						{t(`language.${language}`)}
					</MenuItemRadio>
				))}
				<MenuDivider />
				{item('refresh', onRefresh, 'F5')}
			</>
		),
		help: item('help', onHelp, 'F1'),
	};
	/** Arrow keys go from an open menu to its neighbour, as in every menu bar. */
	const sideways = (event: KeyboardEvent, name: Name) => {
		const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
		if (step === 0) return;
		event.preventDefault();
		setOpen(names[(names.indexOf(name) + step + names.length) % names.length]);
	};

	return (
		<div className={`menu-bar ${platform === 'linux' ? '' : 'room-for-window-buttons'}`}>
			<div role="menubar" aria-label={t('menu.label')}>
				{names.map((name) => (
					<Menu
						key={name}
						inline
						open={open === name}
						onOpenChange={(_event, data) => setOpen(data.open ? name : (now) => (now === name ? undefined : now))}
						checkedValues={{ theme: [preferences.theme], language: [preferences.language] }}
						onCheckedValueChange={(_event, data) => change({ [data.name]: data.checkedItems[0] })}
					>
						<MenuTrigger disableButtonEnhancement>
							<MenuTitle text={t(`menu.${name}`)} onOpen={() => setOpen(name)} />
						</MenuTrigger>
						<MenuPopover onKeyDown={(event) => sideways(event, name)}>
							<MenuList>{content[name]}</MenuList>
						</MenuPopover>
					</Menu>
				))}
			</div>
			<span className="grow" />
			{practice && <span className="menu-note">{t('status.practice')}</span>}
			{developmentRuntime && <span className="menu-note">{t('status.developmentRuntime')}</span>}
		</div>
	);
}

function MenuTitle({ text, onOpen, ...rest }: { text: string; onOpen: () => void }) {
	useShortcut(accessKeyOf(text).keys, onOpen);
	return (
		<button type="button" role="menuitem" className="menu-title" {...rest}>
			<AccessText text={text} />
		</button>
	);
}
