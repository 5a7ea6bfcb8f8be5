import { leasePdf } from './pdf-files.ts';

/** A page has to fit through the border in base64; see the call `flattenPage`. */
const mostCharacters = 1_000_000;
const qualities = [0.72, 0.6, 0.45, 0.3];

/** A page as a picture: JPEG in base64, as sharp as asked and as light as the border wants. Undefined where it cannot be drawn. */
export async function drawPage(
	{ fileId, version }: { fileId: string; version: string },
	pageIndex: number,
	dpi: number,
): Promise<string | undefined> {
	const lease = leasePdf(fileId, version);
	try {
		const page = await (await lease.document).getPage(pageIndex + 1);
		const viewport = page.getViewport({ scale: dpi / 72 });
		const canvas = document.createElement('canvas');
		canvas.width = Math.ceil(viewport.width);
		canvas.height = Math.ceil(viewport.height);
		await page.render({ canvas, viewport, background: '#ffffff' }).promise;
		for (const quality of qualities) {
			const base64 = canvas.toDataURL('image/jpeg', quality).split(',')[1] ?? '';
			if (base64 !== '' && base64.length <= mostCharacters) return base64;
		}
		return undefined;
	} finally {
		lease.release();
	}
}
