import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedFiles } from '../../../shared/contracts/scans-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { Tag } from '../../components/tag.tsx';
import { useCall } from '../../components/use-call.ts';
import { dayAndTime, useSizeText } from './show-values.ts';

/**
 * New files of the scanner's folder: all complete ones are ticked, the user takes them or lets them lie. Their content is
 * not looked at before; one that is still being written waits.
 */
export function OfferedDialog({
	folder,
	files,
	onTake,
	onChanged,
	onChooseFolder,
	onClose,
}: {
	folder: string;
	files: OfferedFiles['files'];
	onTake: (ids: string[]) => void;
	onChanged: () => void;
	onChooseFolder: () => void;
	onClose: () => void;
}) {
	const { t } = useTranslation(['dossiers', 'common']);
	const size = useSizeText();
	const { run, busy, error, dismiss } = useCall();
	const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
	const ticked = files.filter(({ id, ready }) => ready && !left.has(id)).map(({ id }) => id);
	const tick = (id: string, on: boolean) => {
		const changed = new Set(left);
		if (on) changed.delete(id);
		else changed.add(id);
		setLeft(changed);
	};
	const forget = async () => {
		if (!(await run(() => window.keyring.scans.forgetFolder({})))) return;
		onChanged();
		onClose();
	};
	const letLie = async () => {
		if (await run(() => window.keyring.scans.dismiss({ ids: ticked }))) onChanged();
	};
	return (
		<Modal
			open
			title={t('offered.title', { files: files.length })}
			sub={t('offered.sub', { folder })}
			onClose={onClose}
			actions={
				<>
					<ActionButton text={t('offered.change')} onClick={onChooseFolder} inDialog />
					<ActionButton text={t('offered.forget')} onClick={() => void forget()} inDialog />
					<span className="grow" />
					<ActionButton
						text={t('offered.letLie')}
						busy={busy}
						disabled={ticked.length === 0}
						onClick={() => void letLie()}
						inDialog
					/>
					<ActionButton
						text={t('offered.take', { files: ticked.length })}
						appearance="primary"
						disabled={ticked.length === 0}
						onClick={() => onTake(ticked)}
						inDialog
						autoFocus
					/>
				</>
			}
		>
			<ErrorPanel error={error} onClose={dismiss} />
			{files.length === 0 && <p className="mut">{t('offered.empty')}</p>}
			<ul className="offered">
				{files.map(({ id, name, bytes, modifiedAt, ready }) => (
					<li key={id}>
						<Checkbox
							className="tight-checkbox"
							checked={ready && !left.has(id)}
							disabled={!ready}
							onChange={(_event, data) => tick(id, data.checked === true)}
							label={name}
						/>
						<span className="grow" />
						{ready ? <span className="mut">{size(bytes)}</span> : <Tag tone="w">{t('offered.growing')}</Tag>}
						<span className="mut">{dayAndTime(modifiedAt)}</span>
					</li>
				))}
			</ul>
		</Modal>
	);
}
