import en from '../../resources/locales/en/pin.json';
import vi from '../../resources/locales/vi/pin.json';
import type { PinRequest } from './pin-request.ts';

/** This window is too small for the whole i18n machinery: its texts and `{name}` places are enough. */
export function pinText(language: PinRequest['language']): typeof vi {
	return language === 'en' ? en : vi;
}
