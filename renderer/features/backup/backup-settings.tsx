import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { instantText } from '../../components/instant-text.ts';
import { Message } from '../../components/message.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { BackupList } from './backup-list.tsx';
import { useBackupStatus, useRestore } from './use-backups.tsx';

/** Settings, "Sao lưu": backup now, second folder, the list and the way back. */
export function BackupSettings({ focus }: { focus: boolean }) {
	const { t } = useTranslation('backup');
	const toast = useToast();
	const status = useBackupStatus();
	const backups = useAnswer(['backup', 'list'], () => window.keyring.backup.list({}));
	const restore = useRestore();
	const { run, busy, error, dismiss } = useCall();
	const [undoing, setUndoing] = useState(false);
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		if (focus) heading.current?.focus();
	}, [focus]);

	const create = async () => {
		if (await run(() => window.keyring.backup.create({}))) toast(t('created'));
	};
	const chooseTarget = async () => {
		const chosen = await run(() => window.keyring.backup.chooseTarget({}));
		if (chosen?.target) toast(t('targetSet', { folder: chosen.target }));
	};
	const problem = status?.problem;
	return (
		<section className="card settings-card wide" aria-labelledby="backup-title">
			<h2 className="section-title" id="backup-title" ref={heading} tabIndex={-1}>
				{t('title')}
			</h2>
			<p className="mut">{t('text')}</p>
			<ErrorPanel error={error ?? restore.error} onClose={error ? dismiss : restore.dismiss} />
			{problem && !error && (
				<ErrorPanel error={{ code: problem.code as ErrorCode, params: problem.params }} keepFocus />
			)}
			<dl className="settings-rows">
				<dt>{t('last')}</dt>
				<dd>
					<span className="grow">{status?.last ? instantText(status.last.at) : t('none')}</span>
					<ActionButton text={t('create')} appearance="primary" busy={busy} onClick={() => void create()} />
				</dd>
				<dt>{t('target')}</dt>
				<dd>
					<span className="grow">{status?.target ?? <span className="mut">{t('targetNone')}</span>}</span>
					<ActionButton
						text={t(status?.target ? 'changeTarget' : 'chooseTarget')}
						busy={busy}
						onClick={() => void chooseTarget()}
					/>
					{status?.target && (
						<ActionButton
							text={t('clearTarget')}
							busy={busy}
							onClick={() => void run(() => window.keyring.backup.clearTarget({}))}
						/>
					)}
				</dd>
			</dl>
			{status?.undo && (
				<Message
					tone="i"
					action={<ActionButton text={t('undo.act')} size="small" busy={busy} onClick={() => setUndoing(true)} />}
				>
					{t('undo.text', { at: instantText(status.undo) })}
				</Message>
			)}
			{backups.data && backups.data.length > 0 && <BackupList backups={backups.data} onRestore={restore.ask} />}
			<div>
				<ActionButton text={t('elsewhere')} busy={restore.busy} onClick={() => void restore.choose()} />
			</div>
			{restore.dialog}
			<ConfirmDialog
				open={undoing}
				title={t('undo.title')}
				confirmText={t('undo.confirm')}
				busy={busy}
				onCancel={() => setUndoing(false)}
				onConfirm={() => {
					setUndoing(false);
					void run(() => window.keyring.backup.undo({}));
				}}
			>
				{t('undo.consequence')}
			</ConfirmDialog>
		</section>
	);
}
