import { Checkbox, Textarea } from '@fluentui/react-components';
import { ArrowUndo16Regular, ClipboardTextLtr24Regular, Save16Regular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Oe4002Change, Oe4002Comparison } from '../../../shared/contracts/oe4002-contract.ts';
import { formatSerial } from '../../../shared/domain/certificate-serial.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { useCompany } from '../../app/company.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import './oe4002.css';

const tones: Record<Oe4002Change['action'], Tone> = { same: 'n', add: 'i', change: 'w', missing: 'e' };

/** "Kết quả OE4002": what customs has approved, pasted at the left, against what is stored, at the right. */
export function Oe4002Screen() {
	const { t } = useTranslation('oe4002');
	const company = useCompany();
	const queries = useQueryClient();
	const toast = useToast();
	const [text, setText] = useState('');
	const [found, setFound] = useState<Oe4002Comparison>();
	const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
	const [undoable, setUndoable] = useState(false);
	const compared = useAnswer(['oe4002', company.id], () => window.keyring.oe4002.get({ companyId: company.id }));
	const { run, busy, error, dismiss } = useCall();

	const compare = async (pasted: string) => {
		const answer = await run(() => window.keyring.oe4002.compare({ companyId: company.id, text: pasted }));
		if (!answer) return;
		setFound(answer);
		setTicked(new Set(answer.changes.filter((one) => one.ticked).map((one) => one.key)));
	};
	// biome-ignore lint/correctness/useExhaustiveDependencies: looks anew only when the text rests
	useEffect(() => {
		if (text.trim() === '') {
			setFound(undefined);
			return;
		}
		const timer = setTimeout(() => void compare(text), 300);
		return () => clearTimeout(timer);
	}, [text]);

	const save = async () => {
		const answer = await run(() => window.keyring.oe4002.apply({ id: company.id, text, keys: [...ticked] }));
		if (!answer) return;
		toast(t('saved', { count: answer.written }));
		setUndoable(true);
		await queries.invalidateQueries({ queryKey: ['oe4002'] });
		await compare(text);
	};
	const undo = async () => {
		const answer = await run(() => window.keyring.oe4002.undo({ id: company.id }));
		setUndoable(false);
		if (answer === undefined) return;
		toast(t('undone'));
		await compare(text);
	};
	const clear = () => {
		setText('');
		setUndoable(false);
		dismiss();
	};
	const at = compared.data?.comparedAt;
	const recognised = found !== undefined && found.users + found.terminals > 0;

	return (
		<>
			<PageHeader title={t('title')} sub={t('sub')} />
			<ErrorPanel error={error ?? compared.error?.error} onClose={dismiss} />
			<div className="oe4002">
				<section className="card oe4002-paste" aria-label={t('paste.title')}>
					<div className="card-head">
						<h2>{t('paste.title')}</h2>
					</div>
					<div className="oe4002-paste-body">
						<p className="mut">{t('paste.how')}</p>
						<Textarea
							className="oe4002-text"
							aria-label={t('paste.title')}
							value={text}
							placeholder={t('paste.sample')}
							resize="none"
							spellCheck={false}
							autoFocus
							onChange={(_event, data) => setText(data.value)}
						/>
						{found && (
							<Message tone={recognised ? 'o' : 'w'}>
								{recognised ? t('paste.recognised', found) : t('paste.nothing')}
							</Message>
						)}
						{found && found.unknown.length > 0 && (
							<details className="oe4002-unknown" open={!recognised}>
								<summary>{t('paste.unknown', { count: found.unknown.length })}</summary>
								<ul>
									{found.unknown.slice(0, 50).map((one) => (
										<li key={one.line}>
											<span className="mut">{t('paste.line', { line: one.line })}</span> {one.text}
										</li>
									))}
								</ul>
							</details>
						)}
						<p className="mut">{t('paste.passwords')}</p>
					</div>
				</section>
				<section className="card oe4002-compare" aria-label={t('compare.title')}>
					<div className="card-head">
						<h2 className="grow">{t('compare.title')}</h2>
						{recognised && <Differences count={found.changes.filter((one) => one.action !== 'same').length} />}
					</div>
					{recognised ? (
						<Comparison found={found} ticked={ticked} onTick={setTicked} taxCode={company.taxCode} />
					) : (
						<EmptyState
							icon={<ClipboardTextLtr24Regular />}
							title={t('compare.empty.title')}
							text={t('compare.empty.text')}
						/>
					)}
					<div className="card-foot">
						<ActionButton
							text={t('save', { count: ticked.size })}
							appearance="primary"
							icon={<Save16Regular />}
							shortcut="Ctrl+S"
							busy={busy}
							disabled={!recognised || ticked.size === 0}
							onClick={() => void save()}
						/>
						{undoable && (
							<ActionButton text={t('undo')} icon={<ArrowUndo16Regular />} busy={busy} onClick={() => void undo()} />
						)}
						<ActionButton text={t('skip')} disabled={text === ''} onClick={clear} />
						<span className="grow" />
						{at && <span className="mut">{t('last', { date: formatDate(dateInVietnam(at)) })}</span>}
					</div>
				</section>
			</div>
		</>
	);
}

function Differences({ count }: { count: number }) {
	const { t } = useTranslation('oe4002');
	return <Tag tone={count > 0 ? 'w' : 'o'}>{t('compare.differences', { count })}</Tag>;
}

function Comparison({
	found,
	ticked,
	onTick,
	taxCode,
}: {
	found: Oe4002Comparison;
	ticked: ReadonlySet<string>;
	onTick: (keys: ReadonlySet<string>) => void;
	taxCode: string;
}) {
	const { t } = useTranslation('oe4002');
	const missing = found.changes.filter((one) => one.action === 'missing');
	const toggle = (key: string, on: boolean) => {
		const next = new Set(ticked);
		if (on) next.add(key);
		else next.delete(key);
		onTick(next);
	};
	return (
		<>
			<div className="oe4002-rows">
				<table className="table">
					<thead>
						<tr>
							<th>
								<span className="sr-only">{t('compare.choose')}</span>
							</th>
							<th>{t('compare.code')}</th>
							<th>{t('compare.stored')}</th>
							<th>{t('compare.pasted')}</th>
							<th>{t('compare.act')}</th>
						</tr>
					</thead>
					<tbody>
						{found.changes.map((one) => (
							<tr key={one.key} className={`oe4002-${one.action}`}>
								<td className="oe4002-tick">
									{one.action !== 'same' && (
										<Checkbox
											aria-label={t('compare.take', { code: one.code })}
											checked={ticked.has(one.key)}
											onChange={(_event, data) => toggle(one.key, data.checked === true)}
										/>
									)}
								</td>
								<td className="mono">
									<b>{one.code}</b>
								</td>
								<Side change={one} side="stored" />
								<Side change={one} side="pasted" />
								<td>
									<Act change={one} />
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<div className="oe4002-notes">
				{found.otherTaxCode && (
					<Message tone="e">
						{t('note.otherCompany', { found: displayTaxCode(found.otherTaxCode), own: displayTaxCode(taxCode) })}
					</Message>
				)}
				{missing.length > 0 && (
					<Message tone="w">
						<b>{t('note.missing', { codes: missing.map((one) => one.code).join(', ') })}</b> {t('note.missingWhy')}
					</Message>
				)}
				{found.certificates.length > 0 && (
					<Message tone="i">
						{t('note.certificates', { serials: found.certificates.map(formatSerial).join(', ') })}
					</Message>
				)}
			</div>
		</>
	);
}

/** The name of a User ID, or that it is a terminal; below it the values that differ. */
function Side({ change, side }: { change: Oe4002Change; side: 'stored' | 'pasted' }) {
	const { t } = useTranslation('oe4002');
	const there = side === 'stored' ? change.action !== 'add' : change.action !== 'missing';
	if (!there) return <td className="mut">{t(side === 'stored' ? 'compare.notYet' : 'compare.none')}</td>;
	const name =
		change.kind === 'terminal' ? t('compare.terminal') : change[side] || change.stored || t('compare.noName');
	const value = (one: Oe4002Change['fields'][number]) => {
		const text = side === 'stored' ? one.before : one.after;
		if (one.field === 'state') return t(`state.${text}`);
		if (one.field === 'certificateSerial') return formatSerial(text);
		return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text) : text;
	};
	return (
		<td>
			<div>{name}</div>
			{change.action === 'change' &&
				change.fields
					.filter((one) => one.field !== 'declarantName')
					.map((one) => (
						<div key={one.field} className="mut oe4002-value">
							{t(`field.${one.field}`)}: {value(one) || t('compare.none')}
						</div>
					))}
		</td>
	);
}

function Act({ change }: { change: Oe4002Change }) {
	const { t } = useTranslation('oe4002');
	if (change.action === 'same') return <span className="mut">{t('act.same')}</span>;
	const text =
		change.action === 'change'
			? t('act.change', { fields: change.fields.map((one) => t(`field.${one.field}`)).join(', ') })
			: t(`act.${change.action}.${change.kind}`);
	return <Tag tone={tones[change.action]}>{text}</Tag>;
}
