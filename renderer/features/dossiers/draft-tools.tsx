import { Copy16Regular, FolderOpen16Regular, Save16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import type { DraftKind } from '../../../shared/contracts/sending-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { copyText } from '../../components/copy-text.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { useMailTexts } from './mail-facts.ts';

const parts = { copyTo: 'to', copySubject: 'subject', copyBody: 'body' } as const;

/** For mailboxes that open no drafts: every part to copy, and the files to attach. */
export function DraftTools({ dossier, what }: { dossier: Dossier; what: DraftKind }) {
	const { t } = useTranslation('sending');
	const { mailOf } = useMailTexts();
	const toast = useToast();
	const { run, busy, error, dismiss } = useCall();
	const { id } = dossier;
	const copy = (name: keyof typeof parts) => {
		if (copyText(mailOf(dossier, what)[parts[name]])) toast(t('mail.copied', { what: t(`mail.${parts[name]}`) }));
	};
	const save = async () => {
		const saved = await run(() => window.keyring.dossiers.saveDraftAs({ id, what }));
		if (saved?.fileName) toast(t('mail.savedDraft', { file: saved.fileName }));
	};
	return (
		<div className="draft-tools">
			<ErrorPanel error={error} onClose={dismiss} />
			<div className="draft-buttons">
				{(Object.keys(parts) as (keyof typeof parts)[]).map((name) => (
					<ActionButton
						key={name}
						text={t(`mail.${name}`)}
						size="small"
						icon={<Copy16Regular />}
						onClick={() => copy(name)}
					/>
				))}
				<ActionButton
					text={t('mail.saveDraft')}
					size="small"
					icon={<Save16Regular />}
					busy={busy}
					onClick={() => void save()}
				/>
				<ActionButton
					text={t('mail.showDraft')}
					size="small"
					icon={<FolderOpen16Regular />}
					busy={busy}
					onClick={() => void run(() => window.keyring.dossiers.showDraft({ id, what }))}
				/>
				<ActionButton
					text={t('mail.showFile')}
					size="small"
					icon={<FolderOpen16Regular />}
					busy={busy}
					onClick={() => void run(() => window.keyring.dossiers.showInFolder({ id }))}
				/>
			</div>
		</div>
	);
}
