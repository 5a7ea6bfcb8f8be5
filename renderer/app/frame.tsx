import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import { goToPane } from '../components/next-pane.ts';
import { useShortcut } from '../components/shortcuts.ts';
import { AuditScreen } from '../features/audit/audit-screen.tsx';
import { BackupNotice } from '../features/backup/backup-notice.tsx';
import { CertificatesScreen } from '../features/certificates/certificates-screen.tsx';
import { CompaniesScreen } from '../features/companies/companies-screen.tsx';
import { DossiersScreen } from '../features/dossiers/dossiers-screen.tsx';
import { Oe4002Screen } from '../features/oe4002/oe4002-screen.tsx';
import { ParametersScreen } from '../features/parameters/parameters-screen.tsx';
import { PasswordsScreen } from '../features/passwords/passwords-screen.tsx';
import { useClock } from '../features/passwords/use-clock.ts';
import { RequestsScreen } from '../features/requests/requests-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { TodayScreen } from '../features/today/today-screen.tsx';
import { TransferScreen } from '../features/transfer/transfer-screen.tsx';
import { VerificationScreen } from '../features/verification/verification-screen.tsx';
import { useAppState } from './app-state.tsx';
import { useCompany } from './company.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { MenuBar } from './menu-bar.tsx';
import { useNavigation } from './navigation.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

/** Menu row, company row, rail, screen and status bar. */
export function Frame({ companies }: { companies: readonly Company[] }) {
	const { change } = useAppState();
	const { place, go, leave } = useNavigation();
	const queries = useQueryClient();
	const [help, setHelp] = useState(false);

	const main = useRef<HTMLElement>(null);
	// The part that had the focus may have left with its screen; the next Tab goes on in the new one.
	useEffect(() => {
		if (document.activeElement === document.body && place) main.current?.focus();
	}, [place]);

	useKeptFocus(main);

	// Every countdown goes by the time that the core trusts.
	useClock();
	const lock = () => leave(() => void window.keyring.vault.lock({}));
	const refresh = () => void queries.invalidateQueries();
	useShortcut('Ctrl+L', lock);
	useShortcut('F5', refresh);
	useShortcut('F6', () => goToPane(1));
	useShortcut('Shift+F6', () => goToPane(-1));
	useShortcut('Ctrl+N', () => go({ screen: 'dossiers', create: true }));
	useShortcut(['Ctrl+/', 'F1'], () => setHelp(true));

	return (
		<div className="frame">
			<header>
				<MenuBar onLock={lock} onRefresh={refresh} onHelp={() => setHelp(true)} />
				<TopBar companies={companies} onChoose={(companyId) => leave(() => change({ companyId }))} onLock={lock} />
			</header>
			<div className="frame-body">
				<Rail />
				<main className="screen" tabIndex={-1} ref={main}>
					<BackupNotice />
					<Screen />
				</main>
			</div>
			<StatusBar />
			<HelpDialog open={help} onClose={() => setHelp(false)} />
		</div>
	);
}

function Screen() {
	const { place } = useNavigation();
	const company = useCompany();
	// A screen belongs to one company: another company starts it anew.
	switch (place.screen) {
		case 'today':
			return <TodayScreen key={company.id} />;
		case 'parameters':
			return <ParametersScreen key={company.id} setId={place.setId} />;
		case 'passwords':
			return <PasswordsScreen key={company.id} place={place} />;
		case 'dossiers':
			return <DossiersScreen key={company.id} />;
		case 'requests':
			return <RequestsScreen key={company.id} requestId={place.requestId} />;
		case 'certificates':
			return <CertificatesScreen key={company.id} place={place} />;
		case 'verification':
			return <VerificationScreen key={place.dossierId} dossierId={place.dossierId} />;
		case 'companies':
			return <CompaniesScreen key={place.companyId ?? (place.create ? 'new' : company.id)} place={place} />;
		case 'oe4002':
			return <Oe4002Screen key={company.id} />;
		case 'transfer':
			return <TransferScreen key={company.id} />;
		case 'settings':
			return <SettingsScreen section={place.section} />;
		case 'audit':
			return <AuditScreen />;
	}
}
