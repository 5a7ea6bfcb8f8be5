import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { Fault } from '../../../shared/result.ts';
import { asReadFault } from '../../platform/read-fault.ts';
import { type Dict, Name, type PdfObject, type Ref } from '../read/objects.ts';
import type { Changes } from './revision.ts';

/** A picture of seal or signature, ready for a stamp. */
export type StampPicture = { width: number; height: number; embed(changes: Changes): Ref };

/**
 * Opens a picture that `writeSealPicture` has made; its transparency becomes a soft mask (ISO 32000-1, 11.6.5.3).
 * Faults FILE_NOT_FOUND, FILE_UNREADABLE, IMAGE_UNREADABLE.
 */
export async function readStampPicture(file: string): Promise<StampPicture> {
	// Loaded only when a picture is there: decoding takes longer than signing.
	const { default: sharp } = await import('sharp');
	const bytes = await readFile(file).catch((thrown) => {
		throw asReadFault(thrown, file);
	});
	const decoded = await sharp(bytes, { failOn: 'error' })
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true })
		.catch((thrown) => {
			throw new Fault('IMAGE_UNREADABLE', { file }, thrown);
		});
	const { width, height } = decoded.info;
	const colours = Buffer.alloc(width * height * 3);
	const alpha = Buffer.alloc(width * height);
	for (let i = 0; i < alpha.length; i++) {
		decoded.data.copy(colours, i * 3, i * 4, i * 4 + 3);
		alpha[i] = decoded.data[i * 4 + 3] ?? 255;
	}
	const image = (colourSpace: string, data: Buffer, more: [string, PdfObject][] = []): [Dict, Buffer] => [
		new Map<string, PdfObject>([
			['Type', new Name('XObject')],
			['Subtype', new Name('Image')],
			['Width', width],
			['Height', height],
			['ColorSpace', new Name(colourSpace)],
			['BitsPerComponent', 8],
			['Filter', new Name('FlateDecode')],
			...more,
		]),
		deflateSync(data),
	];
	return {
		width,
		height,
		embed: (changes) =>
			changes.addStream(...image('DeviceRGB', colours, [['SMask', changes.addStream(...image('DeviceGray', alpha))]])),
	};
}
