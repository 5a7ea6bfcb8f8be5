import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerificationReport } from '../../../shared/contracts/verification-contract.ts';
import { leasePdf } from '../dossiers/pdf-files.ts';
import { PdfPages } from '../dossiers/pdf-page.tsx';

/** The viewer has the whole file in memory. */
const largestBytes = 50e6;
const mostPages = 100;

/** The pages of the file as they look now, which need not be what was signed: the result beside them says so. */
export function ReportPreview({ report: { fileId, id, bytes } }: { report: VerificationReport }) {
	const { t } = useTranslation('verification');
	const [pages, setPages] = useState<number>();
	const isLarge = bytes > largestBytes;
	useEffect(() => {
		if (isLarge) return;
		const lease = leasePdf(fileId, id);
		let gone = false;
		lease.document.then(
			({ numPages }) => gone || setPages(Math.min(numPages, mostPages)),
			// One page that says that it could not be shown.
			() => gone || setPages(1),
		);
		return () => {
			gone = true;
			lease.release();
		};
	}, [fileId, id, isLarge]);
	return (
		<aside className="verification-preview">
			{isLarge ? (
				<p className="mut">{t('previewLarge')}</p>
			) : (
				<PdfPages
					fileId={fileId}
					version={id}
					pages={pages ?? 0}
					title={t('preview')}
					label={(page) => t('previewPage', { page })}
				/>
			)}
		</aside>
	);
}
