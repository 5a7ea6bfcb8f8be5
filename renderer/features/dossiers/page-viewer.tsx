import { useTranslation } from 'react-i18next';
import type { Dossier, DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Modal } from '../../components/modal.tsx';
import { fileIdOf } from './pdf-files.ts';
import { PdfPage } from './pdf-page.tsx';

/** One page as large as the window allows. Esc or Space closes it. */
export function PageViewer({
	dossier,
	page,
	place,
	onClose,
}: {
	dossier: Dossier;
	page: DossierPage | undefined;
	place: number;
	onClose: () => void;
}) {
	const { t } = useTranslation(['dossiers', 'common']);
	if (!page) return null;
	const { name = '' } = dossier.attachments.find((one) => one.id === page.attachmentId) ?? {};
	const title = t('scans.viewTitle', { place });
	return (
		<Modal
			open
			wide
			title={title}
			sub={t('scans.viewSub', { file: name })}
			onClose={onClose}
			actions={<ActionButton text={t('common:action.close')} onClick={onClose} inDialog autoFocus />}
		>
			<div className="page-viewer">
				<PdfPage
					fileId={fileIdOf.attachment(dossier.id, page.attachmentId)}
					pageIndex={page.pageIndex}
					rotation={page.rotation}
					box={{ width: 780, height: Math.max(300, window.innerHeight - 240) }}
					label={title}
				/>
			</div>
		</Modal>
	);
}
