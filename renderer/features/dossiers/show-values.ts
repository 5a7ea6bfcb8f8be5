import { useTranslation } from 'react-i18next';
import type { DossierStep } from '../../../shared/contracts/dossiers-contract.ts';
import { formatFileSize } from '../../../shared/domain/file-size.ts';
import type { LetterRoute } from '../../../shared/domain/letter/letter-request.ts';

/** The key of a step's name: on paper the second step is about other papers. */
export function stepName(step: DossierStep, route: LetterRoute): DossierStep | 'copies' {
	return step === 'scans' && route !== 'email' ? 'copies' : step;
}

/** The PC's clock, as in the status bar: `08:42:03`. */
export function clock(iso: string): string {
	return new Date(iso).toLocaleTimeString('vi-VN', { hour12: false });
}

/** `08:44 16/11/2026` */
export function dayAndTime(iso: string): string {
	const at = new Date(iso);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}

/** `16/11/2026` */
export function day(iso: string): string {
	return dayAndTime(iso).slice(6);
}

/** `2,4 MB` in the language of the page. */
export function useSizeText(): (bytes: number) => string {
	const { i18n } = useTranslation();
	return (bytes) => formatFileSize(bytes, i18n.language === 'en' ? 'en' : 'vi');
}
