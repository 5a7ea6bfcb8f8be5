import { formatSerial, normalizeSerial } from '../../shared/domain/certificate-serial.ts';

/** In groups of four when it is a serial; other text stays, so that the field can name what is wrong. */
export function writeSerial(text: string): string {
	return /^[0-9A-F]+$/.test(normalizeSerial(text)) ? formatSerial(text) : text;
}
