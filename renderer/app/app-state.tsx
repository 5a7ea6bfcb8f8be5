import i18next from 'i18next';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { AppState, Preferences } from '../../shared/contracts/app-contract.ts';
import { type CallError, useCall } from '../components/use-call.ts';

type Value = Omit<AppState, 'preferences'> & {
	preferences: Preferences;
	/** Shown at once and kept; `error` says when it could not be kept. */
	change: (part: Partial<Preferences>) => void;
	error: CallError | undefined;
	dark: boolean;
};

const AppStateContext = createContext<Value | undefined>(undefined);

/** Version, platform and the user's preferences; puts language and theme into effect. */
export function AppStateProvider({ state, children }: { state: AppState; children: ReactNode }) {
	const [preferences, setPreferences] = useState(state.preferences);
	const { run, error } = useCall();
	const systemDark = useSystemDark();
	const dark = preferences.theme === 'system' ? systemDark : preferences.theme === 'dark';

	useEffect(() => {
		document.documentElement.classList.toggle('dark', dark);
	}, [dark]);
	useEffect(() => {
		if (i18next.language !== preferences.language) void i18next.changeLanguage(preferences.language);
	}, [preferences.language]);

	const change = useCallback(
		(part: Partial<Preferences>) => {
			setPreferences((now) => ({ ...now, ...part }));
			void run(() => window.keyring.app.setPreferences(part));
		},
		[run],
	);
	const value = useMemo(
		() => ({ ...state, preferences, change, error, dark }),
		[state, preferences, change, error, dark],
	);
	return <AppStateContext value={value}>{children}</AppStateContext>;
}

export function useAppState(): Value {
	const value = useContext(AppStateContext);
	if (!value) throw new Error('useAppState outside its provider');
	return value;
}

function useSystemDark() {
	const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
	useEffect(() => {
		const query = matchMedia('(prefers-color-scheme: dark)');
		const listen = () => setDark(query.matches);
		query.addEventListener('change', listen);
		return () => query.removeEventListener('change', listen);
	}, []);
	return dark;
}
