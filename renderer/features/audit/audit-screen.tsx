import { Input, Select } from '@fluentui/react-components';
import { ClipboardTextLtr24Regular, Search16Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditFilter, auditContract } from '../../../shared/contracts/audit-contract.ts';
import type { AnswerOf } from '../../../shared/contracts/contracts.ts';
import { type AuditKind, auditKinds } from '../../../shared/domain/audit-kinds.ts';
import { parseDate } from '../../../shared/domain/dates.ts';
import { searchFold } from '../../../shared/domain/search-fold.ts';
import { useAppState } from '../../app/app-state.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Message } from '../../components/message.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';
import { AuditTable } from './audit-table.tsx';
import { useAuditRows } from './use-audit-rows.ts';
import './audit.css';

/** The log: filtered, checked, exported. */
export function AuditScreen() {
	const { t, i18n } = useTranslation(['audit', 'common']);
	const { preferences } = useAppState();
	const today = useToday();
	const toast = useToast();
	const { run, busy, error, dismiss } = useCall();
	const box = useRef<HTMLInputElement>(null);
	useShortcut('Ctrl+F', () => box.current?.focus());
	const [text, setText] = useState('');
	const [kind, setKind] = useState<AuditKind | ''>('');
	const [from, setFrom] = useState('');
	const [to, setTo] = useState('');
	const [verdict, setVerdict] = useState<AnswerOf<(typeof auditContract)['verify']>>();

	const words = i18n.getResource(i18n.language, 'audit', 'action') as Record<string, Record<string, string>>;
	const filter = filterOf({ text, kind, from, to }, words);
	const rows = useAuditRows(filter);

	const check = async () => {
		setVerdict(undefined);
		setVerdict(await run(() => window.keyring.audit.verify({})));
	};
	const save = async (format: 'csv' | 'xlsx') => {
		const saved = await run(() => window.keyring.audit.export({ ...filter, format, language: preferences.language }));
		if (saved?.fileName) toast(t('exported', { file: saved.fileName }));
	};

	return (
		<>
			<PageHeader
				title={t('title')}
				sub={t('sub')}
				actions={
					<>
						<ActionButton text={t('exportCsv')} busy={busy} onClick={() => void save('csv')} />
						<ActionButton text={t('exportXlsx')} busy={busy} onClick={() => void save('xlsx')} />
						<ActionButton text={t('verify')} appearance="primary" busy={busy} onClick={() => void check()} />
					</>
				}
			/>
			<ErrorPanel error={error ?? rows.error} onClose={error ? dismiss : undefined} />
			{verdict && (
				<div role="status">
					<Message tone={verdict.firstBad === null ? 'o' : 'e'}>
						{verdict.firstBad === null
							? t('whole', { entries: verdict.entries, compared: verdict.compared })
							: t('bad', { counter: verdict.firstBad, entries: verdict.entries })}
					</Message>
				</div>
			)}
			<section className="card audit-card" data-hints="filter">
				<div className="audit-filter">
					<FormField label={t('filter')}>
						<Input
							type="search"
							ref={box as never}
							value={text}
							contentBefore={<Search16Regular />}
							contentAfter={<kbd>Ctrl F</kbd>}
							onChange={(_event, data) => setText(data.value)}
						/>
					</FormField>
					<FormField label={t('kindLabel')}>
						<Select value={kind} onChange={(_event, data) => setKind(data.value as AuditKind | '')}>
							<option value="">{t('kind.all')}</option>
							{auditKinds.map((one) => (
								<option key={one} value={one}>
									{t(`kind.${one}`)}
								</option>
							))}
						</Select>
					</FormField>
					<DateField label={t('from')} value={from} onChange={setFrom} today={today} />
					<DateField label={t('to')} value={to} onChange={setTo} today={today} />
				</div>
				{rows.loading ? (
					<p className="mut audit-none">{t('loading')}</p>
				) : rows.rows.length === 0 && !rows.error ? (
					<EmptyState icon={<ClipboardTextLtr24Regular />} title={t('empty')} text={t('emptyText')} />
				) : (
					<AuditTable rows={rows.rows} onEnd={rows.more} />
				)}
			</section>
		</>
	);
}

type Typed = { text: string; kind: AuditKind | ''; from: string; to: string };

/** What was typed, as the core understands it; the words of acts are known here only. A date still being typed is none. */
export function filterOf(typed: Typed, words: Record<string, Record<string, string>>): AuditFilter {
	const wanted = searchFold(typed.text.trim());
	const actions = Object.entries(words).flatMap(([feature, acts]) =>
		Object.entries(acts).flatMap(([name, word]) => (searchFold(word).includes(wanted) ? [`${feature}.${name}`] : [])),
	);
	const from = parseDate(typed.from);
	const to = parseDate(typed.to);
	return {
		...(wanted && { text: typed.text.normalize('NFC').trim(), actions }),
		...(typed.kind && { kind: typed.kind }),
		...(from && { from }),
		...(to && { to }),
	};
}
