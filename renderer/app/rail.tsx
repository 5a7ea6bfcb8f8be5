import {
	CalendarToday16Regular,
	ClipboardTextLtr16Regular,
	DocumentText16Regular,
	Key16Regular,
	Password16Regular,
	Prohibited16Regular,
	Ribbon16Regular,
	Search16Regular,
	Settings16Regular,
	ShieldCheckmark16Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../components/shortcuts.ts';
import { type Task, useTasks } from '../features/today/tasks.ts';
import { useNavigation } from './navigation.tsx';
import { type RailScreen, railGroups, screenKeys } from './screen-keys.ts';

const icons: Record<RailScreen, ReactElement> = {
	today: <CalendarToday16Regular />,
	parameters: <Key16Regular />,
	passwords: <Password16Regular />,
	dossiers: <DocumentText16Regular />,
	requests: <Prohibited16Regular />,
	oe4002: <Search16Regular />,
	certificates: <Ribbon16Regular />,
	verification: <ShieldCheckmark16Regular />,
	audit: <ClipboardTextLtr16Regular />,
	settings: <Settings16Regular />,
};

/** The tasks that a screen is for. */
const kinds: Partial<Record<RailScreen, Task['kind'][]>> = {
	passwords: ['wait', 'run'],
	dossiers: ['dossier'],
	requests: ['request'],
	certificates: ['change'],
};

export function Rail() {
	const { t } = useTranslation('common');
	const { tasks } = useTasks();
	return (
		<nav className="rail" aria-label={t('nav.label')}>
			{railGroups.map((group) => (
				<div key={group.screens[0]} className="rail-group">
					{group.title !== '' && <h2>{t(`nav.group.${group.title}`)}</h2>}
					{group.screens.map((screen) => (
						<RailEntry key={screen} screen={screen} tasks={tasks} />
					))}
				</div>
			))}
		</nav>
	);
}

function RailEntry({ screen, tasks }: { screen: RailScreen; tasks: readonly Task[] }) {
	const { t } = useTranslation('common');
	const { place, go } = useNavigation();
	const keys = screenKeys(screen);
	useShortcut(keys ?? [], () => go({ screen }));
	const mine = screen === 'today' ? tasks : tasks.filter(({ kind }) => kinds[screen]?.includes(kind));
	const overdue = (screen === 'today' || screen === 'requests') && mine.some((task) => task.tone === 'e');
	return (
		<button
			type="button"
			className="rail-entry"
			aria-current={place.screen === screen ? 'page' : undefined}
			aria-keyshortcuts={keys?.replace('Ctrl', 'Control')}
			title={keys?.replace('+', ' ')}
			onClick={() => go({ screen })}
		>
			{icons[screen]}
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
