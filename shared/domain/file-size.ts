const kilobyte = 1024;

/** "2,4 MB", "310 KB" as Windows counts (1024); `,` is the Vietnamese decimal sign. Below 1 KB counts as 1 KB. */
export function formatFileSize(bytes: number, language: 'vi' | 'en'): string {
	const kilobytes = Math.ceil(bytes / kilobyte);
	if (kilobytes < 1000) return `${kilobytes} KB`;
	const megabytes = String(Math.round((bytes / kilobyte ** 2) * 10) / 10);
	return `${language === 'vi' ? megabytes.replace('.', ',') : megabytes} MB`;
}

/** Size of an attachment in a mail: Base64 in lines of 76 characters, RFC 2045 section 6.8. */
export function mailBytes(bytes: number): number {
	const characters = Math.ceil(bytes / 3) * 4;
	return characters + Math.ceil(characters / 76) * 2;
}

/** Safe with every mailbox, and the most that common mailboxes take before base64 (customs' own limit is not known). */
export const safeMailBytes = 10 * 1024 * 1024;
export const largestMailBytes = 18 * 1024 * 1024;
