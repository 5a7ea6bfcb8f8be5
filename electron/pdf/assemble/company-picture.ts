import { writeFile } from 'node:fs/promises';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import type { OnFile } from './build-dossier.ts';
import { shownName, withPart } from './read-part.ts';

/** Pixels: a stamp draws its picture up to 28 mm wide, a letter its logo up to 62 mm; both 320 dpi and more. */
const largestSide = { seal: 400, logo: 800 };
const maxMpx = 50;

/**
 * Makes a company's picture from a PNG or JPEG file: upright, not too large, nothing else taken over (a photo may hold the
 * place where it was taken). A seal keeps its transparency, a logo stands on white. Writes PNG to `temp`. Faults FILE_NOT_FOUND,
 * FILE_UNREADABLE, FILE_TOO_LARGE, FILE_TYPE_UNSUPPORTED, IMAGE_UNREADABLE (also when cut short), IMAGE_TOO_LARGE.
 */
export function makeCompanyPicture(
	{ path, use, temp }: { path: string; use: 'seal' | 'logo'; temp: string },
	onFile: OnFile,
): Promise<Result<null>> {
	return capture(async () => {
		const file = shownName(path);
		const png = await withPart(path, file, async (source, kind) => {
			onFile({ file, bytes: source.size, place: 1, of: 1 });
			if (kind !== 'png' && kind !== 'jpeg') throw new Fault('FILE_TYPE_UNSUPPORTED', { file });
			const { default: sharp } = await import('sharp');
			const bytes = await source.read(0, source.size);
			try {
				const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
				if (width * height > maxMpx * 1e6) throw new Fault('IMAGE_TOO_LARGE', { file, limitMpx: maxMpx });
				const upright = sharp(bytes, { failOn: 'error', limitInputPixels: maxMpx * 1e6 })
					.autoOrient()
					.resize(largestSide[use], largestSide[use], { fit: 'inside', withoutEnlargement: true })
					.toColourspace('srgb');
				const drawn = use === 'logo' ? upright.flatten({ background: 'white' }) : upright;
				return await drawn.png({ compressionLevel: 9 }).toBuffer();
			} catch (thrown) {
				throw thrown instanceof Fault ? thrown : new Fault('IMAGE_UNREADABLE', { file }, thrown);
			}
		});
		await writeFile(temp, png);
		return null;
	});
}
