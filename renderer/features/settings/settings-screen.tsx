import { Dropdown, Option, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, type Preferences, themes } from '../../../shared/contracts/app-contract.ts';
import type { LetterKind } from '../../../shared/domain/letter/letter-request.ts';
import { useAppState } from '../../app/app-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { FormField } from '../../components/form-field.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { BackupSettings } from '../backup/backup-settings.tsx';
import { DaysOffSection } from '../dossiers/days-off-section.tsx';
import { useLetters } from '../dossiers/letter-wording.ts';
import { LettersSection } from '../letters/letters-section.tsx';
import { WordingEditor } from '../letters/wording-editor.tsx';
import { SigningSettingsSection } from '../signing/signing-settings.tsx';
import { TrustSection } from '../trust/trust-section.tsx';
import { SecuritySettings } from '../vault/security-settings.tsx';
import './settings.css';

/** Every choice acts at once, so there is nothing to save. */
export function SettingsScreen({ section }: { section?: 'backup' | undefined }) {
	const { t } = useTranslation(['settings', 'common']);
	const { preferences, change, error, version } = useAppState();
	const { kinds } = useLetters();
	const [editing, setEditing] = useState<LetterKind>();
	const letter = kinds.find(({ kind }) => kind === editing);
	if (letter) return <WordingEditor key={letter.kind} letter={letter} onClose={() => setEditing(undefined)} />;
	return (
		<>
			<PageHeader title={t('title')} sub={t('sub')} />
			<ErrorPanel error={error} />
			<div className="settings-scroll">
				<section className="card settings-card">
					<h2 className="section-title">{t('group.display')}</h2>
					<FormField label={t('language')}>
						<Dropdown
							className="settings-language"
							value={t(`common:language.${preferences.language}`)}
							selectedOptions={[preferences.language]}
							onOptionSelect={(_event, data) => change({ language: data.optionValue as Preferences['language'] })}
						>
							{languages.map((language) => (
								<Option key={language} value={language}>
									{t(`common:language.${language}`)}
								</Option>
							))}
						</Dropdown>
					</FormField>
					<FormField label={t('theme')}>
						<RadioGroup
							layout="horizontal"
							value={preferences.theme}
							onChange={(_event, data) => change({ theme: data.value as Preferences['theme'] })}
						>
							{themes.map((theme) => (
								<Radio key={theme} value={theme} label={t(`common:theme.${theme}`)} />
							))}
						</RadioGroup>
					</FormField>
				</section>
				<SecuritySettings />
				<BackupSettings focus={section === 'backup'} />
				<DaysOffSection />
				<LettersSection onEdit={setEditing} />
				<SigningSettingsSection />
				<TrustSection />
				<section className="card settings-card">
					<h2 className="section-title">{t('group.about')}</h2>
					<p>{t('common:help.version', { version })}</p>
				</section>
			</div>
		</>
	);
}
