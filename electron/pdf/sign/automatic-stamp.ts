import type { StampPlace } from '../../../shared/domain/stamp-layout.ts';
import { capture, type Result } from '../../../shared/result.ts';
import { fileSource, withFile } from '../read/byte-source.ts';
import { readPdf } from '../read/document.ts';
import { automaticPlace } from './stamp-place.ts';

/** Where the stamp of a file goes when nobody places it. Errors FILE_NOT_FOUND, FILE_UNREADABLE, PDF_*. */
export function findAutomaticStamp(file: string): Promise<Result<StampPlace>> {
	return capture(() =>
		withFile(file, (handle, size) =>
			readPdf(fileSource(handle, size), file, async (document) => {
				const { number, at } = await automaticPlace(document);
				return { page: number, ...at };
			}),
		),
	);
}
