import { createDOMRenderer, FluentProvider, RendererProvider, Spinner } from '@fluentui/react-components';
import { notifyManager, QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../shared/contracts/app-contract.ts';
import type { Envelope } from '../../shared/contracts/contracts.ts';
import { ActionButton } from '../components/action-button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { ToastHost } from '../components/toast.tsx';
import { type CallError, useAnswer } from '../components/use-call.ts';
import { DamagedStore } from '../features/backup/damaged-store.tsx';
import { LettersContext } from '../features/dossiers/letter-wording.ts';
import { ErrorHelpProvider } from '../features/error-help/error-help.tsx';
import { FirstCompany, FirstRun } from '../features/vault/first-run.tsx';
import { LockingSoon } from '../features/vault/locking-soon.tsx';
import { UnlockScreen } from '../features/vault/unlock-screen.tsx';
import { AppStateProvider, useAppState } from './app-state.tsx';
import { CompanyProvider } from './company.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame.tsx';
import { reloadPage } from './leave-page.ts';
import { NavigationProvider } from './navigation.tsx';
import { darkTheme, lightTheme } from './theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
// What one key has changed is on screen before the next key acts: a page moved and turned at once is moved and turned.
notifyManager.setScheduler(queueMicrotask);
const queries = new QueryClient({
	// The answers come from this PC: a second try or a stale answer helps nobody.
	defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always' } },
});

export function App({ state }: { state: Envelope<AppState> }) {
	return (
		<RendererProvider renderer={renderer} targetDocument={document}>
			<QueryClientProvider client={queries}>
				{state.ok ? (
					<AppStateProvider state={state.value}>
						<Themed>
							<ErrorBoundary>
								<Gate />
							</ErrorBoundary>
						</Themed>
					</AppStateProvider>
				) : (
					<FluentProvider theme={lightTheme} className="provider">
						<Stopped error={state.error} />
					</FluentProvider>
				)}
			</QueryClientProvider>
		</RendererProvider>
	);
}

function Themed({ children }: { children: ReactNode }) {
	const { dark } = useAppState();
	return (
		<FluentProvider theme={dark ? darkTheme : lightTheme} className="provider">
			{children}
			<ToastHost />
		</FluentProvider>
	);
}

/** The data file cannot be used, but a backup can take its place. */
const hasWayBack = new Set(['STORE_CORRUPT', 'STORE_NEWER_SCHEMA']);

/** First run, locked, or the frame with its screens. */
function Gate() {
	const queryClient = useQueryClient();
	const status = useAnswer(['vault'], () => window.keyring.vault.status({}));
	useEffect(
		() =>
			window.keyring.onEvent((event) => {
				if (event.kind === 'changed') void queryClient.invalidateQueries({ queryKey: [event.feature] });
				// Nothing of what was readable stays in a page that starts anew.
				if (event.kind === 'locked') reloadPage();
			}),
		[queryClient],
	);
	const refresh = () => void queryClient.invalidateQueries();
	// The vault is open as soon as its password is set, but the recovery code is shown only now.
	const [settingUp, setSettingUp] = useState(false);
	const setUp = () => {
		setSettingUp(false);
		refresh();
	};

	if (status.error && hasWayBack.has(status.error.error.code)) return <DamagedStore error={status.error.error} />;
	if (status.error) return <Stopped error={status.error.error} />;
	if (!status.data) return <Waiting />;
	if (settingUp || status.data.state === 'new') {
		return <FirstRun onStart={() => setSettingUp(true)} onDone={setUp} />;
	}
	if (status.data.state === 'locked') return <UnlockScreen waitSeconds={status.data.waitSeconds} onOpen={refresh} />;
	return <Opened />;
}

function Opened() {
	const { preferences, change } = useAppState();
	const companies = useAnswer(['companies'], () => window.keyring.companies.list({}));
	const letters = useAnswer(['letters'], () => window.keyring.letters.get({}));
	const failed = companies.error ?? letters.error;
	if (failed) return <Stopped error={failed.error} />;
	if (!companies.data || !letters.data) return <Waiting />;
	const company = companies.data.find((one) => one.id === preferences.companyId) ?? companies.data[0];
	if (!company) return <FirstCompany onSaved={(saved) => change({ companyId: saved.id })} />;
	return (
		<CompanyProvider company={company}>
			<LettersContext value={letters.data}>
				<NavigationProvider>
					<ErrorHelpProvider>
						<Frame companies={companies.data} />
					</ErrorHelpProvider>
					<LockingSoon />
				</NavigationProvider>
			</LettersContext>
		</CompanyProvider>
	);
}

function Waiting() {
	return (
		<div className="center-page">
			<Spinner size="small" delay={300} />
		</div>
	);
}

/** The application cannot go on; the error says why and what to do. */
function Stopped({ error }: { error: CallError }) {
	const { t } = useTranslation('common');
	return (
		<main className="center-page">
			<div className="stopped">
				<ErrorPanel error={error} />
				<ActionButton text={t('action.retry')} appearance="primary" onClick={() => window.location.reload()} />
			</div>
		</main>
	);
}
