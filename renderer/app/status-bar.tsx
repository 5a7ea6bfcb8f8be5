import { Clock16Regular, UsbPlug20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackupState } from '../features/backup/backup-notice.tsx';
import { useTokenSentence, useTokens } from '../features/certificates/token-state.ts';
import { useNavigation } from './navigation.tsx';

/** Token state, clock, and the keys that act where the focus stands. */
export function StatusBar() {
	const { t } = useTranslation('common');
	const { go } = useNavigation();
	const { text, days, tone } = useTokenSentence(useTokens());
	return (
		<footer className="status-bar">
			<button
				type="button"
				className={`status-token ${tone}`}
				title={text}
				onClick={() => go({ screen: 'certificates' })}
			>
				<UsbPlug20Regular />
				<span className="one">{text}</span>
				{days && <span>· {days}</span>}
			</button>
			<Clock />
			<BackupState />
			<span className="grow" />
			{useKeyHints().map(({ keys, name }) => (
				<span key={name} className="status-part">
					<kbd>{keys}</kbd>
					{t(`hint.${name}`)}
				</span>
			))}
		</footer>
	);
}

function Clock() {
	const { t } = useTranslation('common');
	const [now, setNow] = useState(() => new Date());
	useEffect(() => {
		const timer = setInterval(() => setNow(new Date()), 1000);
		return () => clearInterval(timer);
	}, []);
	const two = (part: number) => String(part).padStart(2, '0');
	return (
		<span className="status-part">
			<Clock16Regular />
			{t('status.clock', {
				time: `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`,
				weekday: t(`date.weekday.${now.getDay() || 7}`),
				date: `${two(now.getDate())}/${two(now.getMonth() + 1)}/${now.getFullYear()}`,
			})}
		</span>
	);
}

type Hint = { keys: string; name: string };

/** What acts everywhere; parts of the page name their own in `data-hints`, the inner ones first. */
const always: Hint[] = [{ keys: 'F1', name: 'help' }];
const named: Record<string, Hint> = {
	enter: { keys: 'Enter', name: 'nextField' },
	save: { keys: 'Ctrl S', name: 'save' },
	calendar: { keys: 'F8', name: 'calendar' },
	add: { keys: 'F2', name: 'add' },
	filter: { keys: 'Ctrl F', name: 'filter' },
	copyNext: { keys: 'F9', name: 'copyNext' },
	open: { keys: 'Enter', name: 'open' },
};

function useKeyHints(): Hint[] {
	const [hints, setHints] = useState<Hint[]>(always);
	useEffect(() => {
		const read = (event: FocusEvent) => {
			const found: Hint[] = [];
			let part = (event.target as Element | null)?.closest<HTMLElement>('[data-hints]');
			while (part) {
				for (const name of part.dataset.hints?.split(' ') ?? []) {
					const hint = named[name];
					if (hint && !found.includes(hint)) found.push(hint);
				}
				part = part.parentElement?.closest<HTMLElement>('[data-hints]');
			}
			setHints([...found, ...always]);
		};
		document.addEventListener('focusin', read);
		return () => document.removeEventListener('focusin', read);
	}, []);
	return hints;
}
