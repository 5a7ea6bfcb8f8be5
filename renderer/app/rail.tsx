import {
	CalendarToday16Regular,
	DocumentText16Regular,
	Key16Regular,
	Ribbon16Regular,
	Search16Regular,
	Settings16Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../components/shortcuts.ts';
import { type Task, useTasks } from '../features/today/tasks.ts';
import { type ScreenName, useNavigation } from './navigation.tsx';

type Entry = { screen: Exclude<ScreenName, 'companies' | 'transfer'>; icon: ReactElement };

const groups: { title?: string; entries: Entry[] }[] = [
	{
		entries: [
			{ screen: 'today', icon: <CalendarToday16Regular /> },
			{ screen: 'parameters', icon: <Key16Regular /> },
		],
	},
	{ title: 'dossiers', entries: [{ screen: 'dossiers', icon: <DocumentText16Regular /> }] },
	{
		title: 'lookup',
		entries: [
			{ screen: 'oe4002', icon: <Search16Regular /> },
			{ screen: 'certificates', icon: <Ribbon16Regular /> },
		],
	},
	{ entries: [{ screen: 'settings', icon: <Settings16Regular /> }] },
];

const order = groups.flatMap((group) => group.entries.map((entry) => entry.screen));

/** The screens, in the order of Ctrl+1 to Ctrl+6. */
export function Rail() {
	const { t } = useTranslation('common');
	const { tasks } = useTasks();
	return (
		<nav className="rail" aria-label={t('nav.label')}>
			{groups.map((group) => (
				<div key={group.entries[0]?.screen} className="rail-group">
					{group.title && <h2>{t(`nav.group.${group.title}`)}</h2>}
					{group.entries.map((entry) => (
						<RailEntry key={entry.screen} {...entry} tasks={tasks} />
					))}
				</div>
			))}
		</nav>
	);
}

function RailEntry({ screen, icon, tasks }: Entry & { tasks: readonly Task[] }) {
	const { t } = useTranslation('common');
	const { place, go } = useNavigation();
	const keys = `Ctrl+${order.indexOf(screen) + 1}`;
	useShortcut(keys, () => go({ screen }));
	const mine =
		screen === 'today' ? tasks : screen === 'dossiers' ? tasks.filter((task) => task.kind === 'dossier') : [];
	const overdue = screen === 'today' && mine.some((task) => task.tone === 'e');
	return (
		<button
			type="button"
			className="rail-entry"
			aria-current={place.screen === screen ? 'page' : undefined}
			aria-keyshortcuts={keys.replace('Ctrl', 'Control')}
			title={keys.replace('+', ' ')}
			onClick={() => go({ screen })}
		>
			{icon}
			<span>{t(`nav.${screen}`)}</span>
			{mine.length > 0 && (
				<span className={`rail-count ${overdue ? 'red' : ''}`}>
					{mine.length}
					<span className="sr-only"> {t(overdue ? 'nav.overdueCount' : 'nav.count')}</span>
				</span>
			)}
		</button>
	);
}
