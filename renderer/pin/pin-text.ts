import en from '../../resources/locales/en/pin.json';
import vi from '../../resources/locales/vi/pin.json';
import type { PinRequest } from './pin-request.ts';

/** This window is too small for the whole i18n machinery: its texts and `{name}` places are enough. */
export function pinText(language: PinRequest['language'], kind: PinRequest['kind'] = 'token'): typeof vi {
	const text = language === 'en' ? en : vi;
	if (kind === 'token') return text;
	const { windowTitle, openTitle, signTitle, file, password, note, missing, vietnamese, open, waiting } = text.keyFile;
	const opens = kind === 'open-key-file';
	return {
		...text,
		...{ windowTitle, missing, vietnamese, waiting },
		title: opens ? openTitle : signTitle,
		token: file,
		pin: password,
		tries: { ...text.tries, ok: note },
		sign: opens ? open : text.sign,
	};
}
