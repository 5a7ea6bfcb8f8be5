import { Fault } from '../../shared/result.ts';

/** FILE_NOT_FOUND or FILE_UNREADABLE for an error of the file system; anything else as it came. `file` as shown. */
export function asReadFault(thrown: unknown, file: string): unknown {
	const code = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
	if (code === 'ENOENT' || code === 'ENOTDIR') return new Fault('FILE_NOT_FOUND', { file }, thrown);
	return code === undefined ? thrown : new Fault('FILE_UNREADABLE', { file }, thrown);
}
