import { Spinner } from '@fluentui/react-components';
import {
	DocumentAdd20Regular,
	FolderOpen16Regular,
	Save16Regular,
	ShieldCheckmark24Regular,
} from '@fluentui/react-icons';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Envelope } from '../../../shared/contracts/contracts.ts';
import type { VerificationReport } from '../../../shared/contracts/verification-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { ReportPreview } from './report-preview.tsx';
import { ReportView } from './report-view.tsx';
import './verification.css';

/** Any PDF in, what its signatures are worth out. `dossierId`: its signed file is checked at once. */
export function VerificationScreen({ dossierId }: { dossierId: string | undefined }) {
	const { t } = useTranslation('verification');
	const checking = useCall();
	const saving = useCall();
	const toast = useToast();
	const [report, setReport] = useState<VerificationReport>();
	const [over, setOver] = useState(false);
	const result = useRef<HTMLDivElement>(null);

	const { run } = checking;
	const check = async (call: () => Promise<Envelope<VerificationReport | null>>) => {
		const checked = await run(call);
		// Cancelled: the last report stays. Failed: what is shown must not be taken for the new file's.
		if (checked === null) return;
		saving.dismiss();
		setReport(checked);
	};
	const latest = useRef(check);
	latest.current = check;
	useEffect(() => {
		if (dossierId) void latest.current(() => window.keyring.verification.checkDossier({ dossierId }));
	}, [dossierId]);
	useEffect(() => {
		if (report) result.current?.focus({ preventScroll: true });
	}, [report]);

	const choose = () => void check(() => window.keyring.verification.choose({}));
	const save = async (id: string) => {
		const saved = await saving.run(() => window.keyring.verification.saveSheet({ id }));
		if (saved?.fileName) toast(t('sheetSaved', { file: saved.fileName }));
	};
	const dropped = (event: DragEvent) => {
		setOver(false);
		const [file] = event.dataTransfer.files;
		if (!file) return;
		event.preventDefault();
		if (!checking.busy) void check(() => window.keyring.checkDroppedFile(file));
	};
	const fromOutside = (event: DragEvent) => event.dataTransfer.types.includes('Files');

	return (
		<>
			<PageHeader
				title={t('title')}
				sub={t('sub')}
				actions={
					<>
						{report && (
							<ActionButton
								text={t('saveSheet')}
								shortcut="Ctrl+S"
								icon={<Save16Regular />}
								busy={saving.busy}
								onClick={() => void save(report.id)}
							/>
						)}
						<ActionButton
							text={t('choose')}
							shortcut="Ctrl+O"
							appearance="primary"
							icon={<FolderOpen16Regular />}
							busy={checking.busy}
							onClick={choose}
						/>
					</>
				}
			/>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: the button above does the same by keyboard */}
			<div
				className={`verification ${over ? 'over' : ''}`}
				onDragEnter={(event) => fromOutside(event) && setOver(true)}
				onDragOver={(event) => fromOutside(event) && event.preventDefault()}
				onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
				onDrop={dropped}
			>
				<div className="verification-main">
					<div className="drop-zone">
						{checking.busy ? <Spinner size="tiny" /> : <DocumentAdd20Regular />}
						<div role="status">
							<b>{t(checking.busy ? 'checking' : over ? 'drop.now' : 'drop.title')}</b>
							{!checking.busy && !over && (
								<>
									{' '}
									{t('drop.or')}{' '}
									<button type="button" className="link" onClick={choose}>
										{t('choose')}
									</button>
								</>
							)}
							<div className="mut small">{t('drop.hint')}</div>
						</div>
					</div>
					<ErrorPanel
						error={checking.error ?? saving.error}
						onClose={checking.error ? checking.dismiss : saving.dismiss}
					/>
					{report && !checking.busy && (
						<div className="verification-result" ref={result} tabIndex={-1}>
							<ReportView report={report} />
						</div>
					)}
					{!report && !checking.busy && !checking.error && (
						<EmptyState icon={<ShieldCheckmark24Regular />} title={t('empty.title')} text={t('empty.text')} />
					)}
				</div>
				{report && !checking.busy && <ReportPreview key={report.id} report={report} />}
			</div>
		</>
	);
}
