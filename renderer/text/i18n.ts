import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Preferences } from '../../shared/contracts/app-contract.ts';

type Language = Preferences['language'];

/** Every file `resources/locales/<language>/<namespace>.json`; a new file needs no entry anywhere. */
const files = import.meta.glob<Record<string, unknown>>('../../resources/locales/*/*.json', {
	eager: true,
	import: 'default',
});

const resources: Record<string, Record<string, Record<string, unknown>>> = {};
for (const [path, texts] of Object.entries(files)) {
	const [language = '', namespace = ''] = path
		.replace(/\.json$/, '')
		.split('/')
		.slice(-2);
	resources[language] = { ...resources[language], [namespace]: texts };
}

export async function startTexts(language: Language): Promise<void> {
	await i18next.use(initReactI18next).init({
		lng: language,
		fallbackLng: 'vi',
		ns: Object.keys(resources.vi ?? {}),
		defaultNS: 'common',
		resources,
		interpolation: { prefix: '{', suffix: '}', escapeValue: false },
	});
	i18next.on('languageChanged', showLanguage);
	showLanguage(language);
}

function showLanguage(language: string) {
	document.documentElement.lang = language;
	document.title = i18next.t('common:appName');
}
