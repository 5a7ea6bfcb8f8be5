import { Checkbox } from '@fluentui/react-components';
import { ArrowImport16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferCounts, TransferItem, TransferPreview } from '../../../shared/contracts/transfer-contract.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useProblemText } from '../../components/problem-text.ts';
import { Tag, type Tone } from '../../components/tag.tsx';
import { useCall } from '../../components/use-call.ts';
import { PasswordField } from '../vault/password-field.tsx';

export type Chosen = { id: string; fileName: string; kind: 'table' | 'handover' };

const tones: Record<TransferItem['action'], Tone> = { add: 'i', change: 'w', same: 'n', refused: 'e' };
const order = ['refused', 'add', 'change', 'same'] as const;
/** Rows drawn at once; the chips narrow a longer table down. */
const mostShown = 300;

/** What the chosen file would do, row by row, before anything is written. */
export function ImportPreview({
	chosen,
	onClose,
	onDone,
}: {
	chosen: Chosen;
	onClose: () => void;
	onDone: (counts: TransferCounts) => void;
}) {
	const { t } = useTranslation('transfer');
	const [overwrite, setOverwrite] = useState(true);
	const [password, setPassword] = useState('');
	const [found, setFound] = useState<TransferPreview>();
	const [only, setOnly] = useState<TransferItem['action']>();
	const { run, busy, error, dismiss } = useCall();

	const look = async () => {
		const request = { id: chosen.id, filePassword: password, overwrite };
		const answer = await run(() => window.keyring.transfer.preview(request));
		if (!answer) return;
		setFound(answer);
		setPassword('');
	};
	// biome-ignore lint/correctness/useExhaustiveDependencies: a table is looked at once, when it was chosen
	useEffect(() => {
		if (chosen.kind === 'table') void look();
	}, []);
	const apply = async () => {
		const counts = await run(() => window.keyring.transfer.apply({ id: chosen.id, overwrite }));
		if (counts) onDone(counts);
	};

	if (!found) {
		return (
			<div className="transfer-open">
				<h2>{chosen.fileName}</h2>
				<ErrorPanel error={error} onClose={dismiss} keepFocus={chosen.kind === 'handover'} />
				{chosen.kind === 'handover' && (
					<form
						onSubmit={(event) => {
							event.preventDefault();
							void look();
						}}
					>
						<PasswordField
							label={t('filePassword')}
							hint={t('filePasswordHint')}
							value={password}
							onChange={setPassword}
							autoFocus
						/>
						<ActionButton submit text={t('open')} appearance="primary" busy={busy} onClick={() => void look()} />
					</form>
				)}
				<ActionButton text={t('cancel')} onClick={onClose} />
			</div>
		);
	}
	const rows = found.items.filter((one) => only === undefined || one.action === only);
	const writes = found.counts.add + (overwrite ? found.counts.change : 0);
	return (
		<>
			<div className="card-head">
				<h2 className="one">{chosen.fileName}</h2>
				<span className="grow" />
				{order.map((action) => (
					<button
						key={action}
						type="button"
						className="transfer-chip"
						aria-pressed={only === action}
						disabled={found.counts[action] === 0}
						onClick={() => setOnly(only === action ? undefined : action)}
					>
						{t(`action.${action}`)} <b>{found.counts[action]}</b>
					</button>
				))}
			</div>
			<ErrorPanel error={error} onClose={dismiss} />
			{found.unknownColumns.length > 0 && (
				<Message tone="w">{t('preview.unknownColumns', { columns: found.unknownColumns.join(', ') })}</Message>
			)}
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
			<section className="transfer-rows" tabIndex={0} aria-label={chosen.fileName}>
				<table className="table">
					<thead>
						<tr>
							<th>{t(chosen.kind === 'table' ? 'preview.line' : 'preview.kind')}</th>
							<th>{t('column.taxCode')}</th>
							<th>{t('preview.code')}</th>
							<th>{t('preview.name')}</th>
							<th>{t('preview.act')}</th>
							<th>{t('preview.reason')}</th>
						</tr>
					</thead>
					<tbody>
						{rows.slice(0, mostShown).map((one) => (
							<tr key={`${one.line ?? ''}/${one.kind}/${one.taxCode}/${one.code}`}>
								<td className="mut">{one.line ?? t(`kind.${one.kind}`)}</td>
								<td>{displayTaxCode(one.taxCode)}</td>
								<td className="mono">{one.code}</td>
								<td>{one.name}</td>
								<td>
									<Tag tone={tones[one.action]}>{t(`action.${one.action}`)}</Tag>
								</td>
								<td>
									<Reason item={one} />
								</td>
							</tr>
						))}
					</tbody>
				</table>
				{rows.length > mostShown && (
					<p className="mut transfer-more">{t('preview.more', { count: rows.length - mostShown })}</p>
				)}
			</section>
			<div className="card-foot">
				<ActionButton
					text={t('import', { count: writes })}
					appearance="primary"
					icon={<ArrowImport16Regular />}
					shortcut="Ctrl+S"
					busy={busy}
					disabled={writes === 0}
					onClick={() => void apply()}
				/>
				<ActionButton text={t('cancel')} onClick={onClose} />
				<span className="grow" />
				<Checkbox
					label={t('overwrite', { count: found.counts.change })}
					disabled={found.counts.change === 0}
					checked={overwrite}
					onChange={(_event, data) => setOverwrite(data.checked === true)}
				/>
			</div>
		</>
	);
}

/** Why a row is refused, what it would change, and what to look at again. */
function Reason({ item }: { item: TransferItem }) {
	const { t } = useTranslation('transfer');
	const { text } = useProblemText();
	/** Many sentences name their field themselves. */
	const sentence = (problem: TransferItem['problems'][number]) => {
		const field = t(`column.${problem.field}`);
		const found = problem.code.startsWith('ROW_') ? t(`problem.${problem.code}`) : text(problem);
		return found.startsWith(field) ? found : `${field}: ${found}`;
	};
	return (
		<>
			{item.fields.length > 0 && (
				<div>{t('preview.changes', { fields: item.fields.map((name) => t(`fieldName.${name}`)).join(', ') })}</div>
			)}
			{item.problems.map((problem) => (
				<div
					key={`${problem.field}/${problem.code}`}
					className={problem.severity === 'error' ? 'transfer-error' : 'mut'}
				>
					{sentence(problem)}
				</div>
			))}
		</>
	);
}
