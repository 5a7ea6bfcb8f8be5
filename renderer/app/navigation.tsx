import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { LeaveDialog } from '../components/leave-dialog.tsx';
import type { DoorName } from '../features/passwords/doors.ts';
import { mayLeavePage, quit } from './leave-page.ts';

export type Place =
	| { screen: 'today' }
	| { screen: 'parameters'; setId?: string }
	| { screen: 'passwords'; door?: DoorName; accountId?: string }
	/** `create`: open the choice of a new dossier at once; `act`: begin that act of the last step at once. */
	| { screen: 'dossiers'; dossierId?: string; create?: true; act?: 'call' | 'remind' }
	/** `dossierId`: check the signed file of that dossier at once. */
	| { screen: 'verification'; dossierId?: string }
	| { screen: 'requests'; requestId?: string }
	/** `changeId`: a certificate being replaced; `replace`: the serial of one to be replaced now. */
	| { screen: 'certificates'; changeId?: string; replace?: string }
	| { screen: 'companies'; companyId?: string; create?: true }
	| { screen: 'oe4002' }
	| { screen: 'transfer' }
	| { screen: 'audit' }
	| { screen: 'settings'; section?: 'backup' };

export type ScreenName = Place['screen'];

/** What a screen with typed, unsaved content tells the frame. */
type Guard = { save: () => Promise<boolean> };

type Navigation = {
	place: Place;
	/** Goes there; asks first when the present screen has unsaved content. */
	go: (place: Place) => void;
	/** Runs `act` after the same question: for switching a company or a row within the screen. */
	leave: (act: () => void) => void;
	setGuard: (guard: Guard | undefined) => void;
};

const NavigationContext = createContext<Navigation | undefined>(undefined);

export function NavigationProvider({ children }: { children: ReactNode }) {
	const [place, setPlace] = useState<Place>({ screen: 'today' });
	const guard = useRef<Guard | undefined>(undefined);
	const [waiting, setWaiting] = useState<() => void>();

	const setGuard = useCallback((next: Guard | undefined) => {
		guard.current = next;
	}, []);
	const leave = useCallback((act: () => void) => {
		if (guard.current) setWaiting(() => act);
		else act();
	}, []);
	// The window's own close button reaches the page only here; to keep the page is to keep the window.
	useEffect(() => {
		const ask = (event: BeforeUnloadEvent) => {
			if (mayLeavePage() || !guard.current) return;
			event.preventDefault();
			setWaiting(() => quit);
		};
		window.addEventListener('beforeunload', ask);
		return () => window.removeEventListener('beforeunload', ask);
	}, []);
	const go = useCallback((next: Place) => leave(() => setPlace(next)), [leave]);

	const finish = (act: (() => void) | undefined) => {
		setWaiting(undefined);
		act?.();
	};
	const value = useMemo(() => ({ place, go, leave, setGuard }), [place, go, leave, setGuard]);
	return (
		<NavigationContext value={value}>
			{children}
			<LeaveDialog
				open={waiting !== undefined}
				onStay={() => setWaiting(undefined)}
				onDiscard={() => {
					guard.current = undefined;
					finish(waiting);
				}}
				onSave={async () => finish((await guard.current?.save()) ? waiting : undefined)}
			/>
		</NavigationContext>
	);
}

export function useNavigation(): Navigation {
	const navigation = useContext(NavigationContext);
	if (!navigation) throw new Error('useNavigation outside its provider');
	return navigation;
}

/** While `dirty`, leaving asks `Ghi` / `Không ghi` / `Ở lại`; `save` answers whether it was saved. */
export function useUnsavedGuard(dirty: boolean, save: () => Promise<boolean>) {
	const { setGuard } = useNavigation();
	const latest = useRef(save);
	latest.current = save;
	useEffect(() => {
		if (!dirty) return;
		setGuard({ save: () => latest.current() });
		return () => setGuard(undefined);
	}, [dirty, setGuard]);
}
