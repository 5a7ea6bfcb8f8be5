import {
	ArrowDownload16Regular,
	ArrowUpload24Regular,
	FolderOpen16Regular,
	Print16Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferCounts } from '../../../shared/contracts/transfer-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { ExportDialog } from './export-dialog.tsx';
import { type Chosen, ImportPreview } from './import-preview.tsx';
import './transfer.css';

/** Accounts in from a table or a hand-over file, and out again. */
export function TransferScreen() {
	const { t } = useTranslation('transfer');
	const [chosen, setChosen] = useState<Chosen>();
	const [done, setDone] = useState<TransferCounts>();
	const [giving, setGiving] = useState<'export' | 'sheet'>();
	const { run, busy, error, dismiss } = useCall();
	const toast = useToast();
	const choose = async () => {
		setDone(undefined);
		const picked = await run(() => window.keyring.transfer.choose({}));
		if (picked) setChosen(picked);
	};
	const template = async () => {
		const saved = await run(() => window.keyring.transfer.saveTemplate({}));
		if (saved?.fileName) toast(t('savedAs', { file: saved.fileName }));
	};
	return (
		<>
			<PageHeader
				title={t('title')}
				sub={t('sub')}
				actions={
					<>
						<ActionButton
							text={t('template')}
							icon={<ArrowDownload16Regular />}
							busy={busy}
							onClick={() => void template()}
						/>
						<ActionButton text={t('sheetButton')} icon={<Print16Regular />} onClick={() => setGiving('sheet')} />
						<ActionButton text={t('export')} icon={<ArrowDownload16Regular />} onClick={() => setGiving('export')} />
						<ActionButton
							text={t('choose')}
							appearance={chosen ? 'secondary' : 'primary'}
							icon={<FolderOpen16Regular />}
							busy={busy}
							onClick={() => void choose()}
						/>
					</>
				}
			/>
			<ErrorPanel error={error} onClose={dismiss} />
			{done && <Message tone="o">{t('done', done)}</Message>}
			<section className="card transfer" aria-label={t('preview.title')}>
				{chosen ? (
					<ImportPreview
						key={chosen.id}
						chosen={chosen}
						onClose={() => setChosen(undefined)}
						onDone={(counts) => {
							setChosen(undefined);
							setDone(counts);
						}}
					/>
				) : (
					<EmptyState icon={<ArrowUpload24Regular />} title={t('empty.title')} text={t('empty.text')} />
				)}
			</section>
			{giving && <ExportDialog what={giving} onClose={() => setGiving(undefined)} />}
		</>
	);
}
