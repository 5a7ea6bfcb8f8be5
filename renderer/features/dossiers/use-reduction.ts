import { useState } from 'react';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { type ReductionLevel, reductionDpi } from '../../../shared/contracts/scans-contract.ts';
import { heavyPageBytes } from '../../../shared/domain/scans/page-notes.ts';
import { useCall } from '../../components/use-call.ts';
import { drawPage } from './draw-page.ts';
import { pageKey } from './page-acts.ts';
import { smallFile } from './page-file.ts';
import { fileIdOf } from './pdf-files.ts';

/** Makes smaller copies, turns pages that stay heavy into pictures when the user wants that, and changes between both. */
export function useReduction(dossier: Dossier, take: (dossier: Dossier) => void) {
	const { run, busy, error, dismiss } = useCall();
	const [drawing, setDrawing] = useState<{ place: number; of: number }>();
	const { id } = dossier;
	const used = dossier.attachments.filter((one) => dossier.pages.some((page) => page.attachmentId === one.id));
	const reduced = used.filter((one) => one.reduced);
	return {
		...{ busy: busy || drawing !== undefined, error, dismiss, drawing, reduced },
		inUse: reduced.some((one) => one.reduced?.inUse),
		flattened: reduced.reduce((sum, one) => sum + (one.reduced?.flattened.length ?? 0), 0),
		heavy: heavyPages(dossier),
		reduce: async (level: ReductionLevel) => {
			const changed = await run(() => window.keyring.dossiers.reduce({ id, level }));
			if (changed) take(changed);
		},
		use: async (use: boolean) => {
			const changed = await run(() => window.keyring.dossiers.chooseReduced({ id, use }));
			if (changed) take(changed);
			return changed !== undefined;
		},
		flatten: async (level: ReductionLevel) => {
			const pages = heavyPages(dossier);
			let latest = dossier;
			for (const [index, { attachmentId, pageIndex }] of pages.entries()) {
				setDrawing({ place: index + 1, of: pages.length });
				const hasSmall = latest.attachments.find((one) => one.id === attachmentId)?.reduced;
				const file = hasSmall
					? smallFile(latest, attachmentId)
					: { fileId: fileIdOf.attachment(id, attachmentId), version: '' };
				const jpeg = await drawPage(file, pageIndex, reductionDpi[level]);
				if (jpeg === undefined) continue;
				const changed = await run(() => window.keyring.dossiers.flattenPage({ id, attachmentId, pageIndex, jpeg }));
				if (!changed) break;
				latest = changed;
				take(changed);
			}
			setDrawing(undefined);
		},
	};
}

/** Pages that are still heavy in the smaller copy: their share of the file, by what they weighed before. */
function heavyPages({ attachments, pages }: Dossier): Dossier['pages'] {
	return pages.filter((page, index) => {
		const {
			checks,
			reduced,
			bytes,
			pageBytes = bytes,
		} = attachments.find(({ id }) => id === page.attachmentId) ?? {
			bytes: 0,
		};
		const own = checks?.[page.pageIndex]?.bytes ?? 0;
		const all = (checks ?? []).reduce((sum, check) => sum + (check.bytes ?? 0), 0);
		const share = all === 0 ? 0 : ((reduced?.bytes ?? pageBytes) * own) / all;
		const again = pages.findIndex((other) => pageKey(other) === pageKey(page)) < index;
		return share > heavyPageBytes / 2 && !again && !reduced?.flattened.includes(page.pageIndex);
	});
}
