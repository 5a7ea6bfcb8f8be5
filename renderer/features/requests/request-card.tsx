import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { guides, requestGuides } from '../../../shared/domain/account-life/guides.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { momentText } from '../../components/moment-text.ts';
import type { Tone } from '../../components/tag.tsx';
import { useCall } from '../../components/use-call.ts';
import { GuideRunner } from '../guides/guide-runner.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { RequestTag } from './request-tag.tsx';
import type { RequestView } from './request-view.ts';
import { useRequestPlaces } from './use-places.tsx';
import { type Recordable, useRequestRuns } from './use-record.ts';

/** One request: where it stands, what is to be done now, its guide step by step, and everything recorded of it. */
export function RequestCard({ view }: { view: RequestView }) {
	const { t } = useTranslation('requests');
	const { row, state, status, unsent } = view;
	const { run, busy, error, dismiss } = useCall();
	const [recording, setRecording] = useState<Recordable>();
	const runs = useRequestRuns(row.id);
	// A form that is being deleted is not carried on meanwhile.
	const guideRun = runs.find((one) => one.guide === 'delete-draft') ?? runs[0];
	const { places, slots } = useRequestPlaces(view, guideRun);
	const start = (guide: 'delete-draft' | (typeof requestGuides)[typeof row.kind]) =>
		void run(() => window.keyring.guides.start({ companyId: row.companyId, guide, subject: row.id }));
	const recordSlots = Object.fromEntries(
		(guideRun ? guides[guideRun.guide].steps : []).flatMap((step): [string, ReactNode][] =>
			step.records ? [[step.id, <RecordButton key={step.id} what={step.records} onRecord={setRecording} />]] : [],
		),
	);
	return (
		<section className="card form-card" aria-label={t('card', { label: row.label })}>
			<div className="form-head">
				<b className={row.kind.startsWith('cancel-') ? 'mono' : 'one'}>{row.label}</b>
				<span className="mut one grow">{t(`kind.${row.kind}`)}</span>
				<RequestTag state={state} />
			</div>
			<div className="request-standing" role="status">
				<Standing view={view} onRecord={setRecording} deleting={guideRun?.guide === 'delete-draft'} />
			</div>
			<div className="form-body form-sections">
				<ErrorPanel error={error} onClose={dismiss} />
				<Track view={view} />
				<dl className="request-facts">
					{row.endsOn && <Fact name={t('field.endsOn')}>{formatDate(row.endsOn)}</Fact>}
					{row.signatureKind && <Fact name={t('field.signatureKind')}>{t(`signature.${row.signatureKind}`)}</Fact>}
					{row.note && <Fact name={t('field.note')}>{row.note}</Fact>}
					<Fact name={t('field.created')}>{`${momentText(row.createdAt)} · ${row.who}`}</Fact>
				</dl>
				{guideRun && (
					<>
						<h2 className="section-title">{t(`guides:guide.${guideRun.guide}.title`)}</h2>
						<GuideRunner
							key={guideRun.id}
							guideRun={guideRun}
							places={places}
							slots={{ ...slots, ...recordSlots }}
							onRecord={setRecording}
						/>
					</>
				)}
				<div className="request-acts">
					{!guideRun && status !== 'approved' && status !== 'deleted' && status !== 'rejected' && (
						<ActionButton text={t('act.guide')} busy={busy} onClick={() => start(requestGuides[row.kind])} />
					)}
					{unsent && guideRun?.guide !== 'delete-draft' && (
						<ActionButton text={t('act.deleteDraft')} busy={busy} onClick={() => start('delete-draft')} />
					)}
				</div>
				<Events view={view} onUndo={() => setRecording('undone')} />
			</div>
			{recording && <RecordDialog view={view} what={recording} onClose={() => setRecording(undefined)} />}
		</section>
	);
}

function RecordButton({ what, onRecord }: { what: Recordable; onRecord: (what: Recordable) => void }) {
	const { t } = useTranslation('requests');
	return <ActionButton size="small" text={t(`record.${what}.act`)} onClick={() => onRecord(what)} />;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

const next: Partial<Record<RequestView['state'], { tone: Tone; what?: Recordable }>> = {
	draft: { tone: 'w' },
	saved: { tone: 'e', what: 'sent' },
	sent: { tone: 'i', what: 'answer' },
	rejected: { tone: 'e', what: 'reopened' },
	'awaiting-effect': { tone: 'w' },
	effective: { tone: 'o' },
	deleted: { tone: 'n' },
};

/** The one sentence about now. "Ghi chưa phải là gửi" is the mistake this screen exists to prevent. */
function Standing({
	view,
	deleting,
	onRecord,
}: {
	view: RequestView;
	deleting: boolean;
	onRecord: (what: Recordable) => void;
}) {
	const { t } = useTranslation('requests');
	const { row, state, from, events, idleDays } = view;
	const { tone, what } = next[state] ?? { tone: 'n' };
	const last = events.at(-1);
	const kind = row.kind.startsWith('cancel-') ? 'cancel' : row.kind === 'correction' ? 'correction' : 'registration';
	if (deleting) {
		return (
			<Message tone="i">
				<b>{t('standing.deleting.title')}</b>
				<div>{t('standing.deleting.text')}</div>
			</Message>
		);
	}
	const told = {
		at: momentText(last?.at ?? row.createdAt),
		from: from ? momentText(from) : '',
		count: idleDays,
		note: last?.note || t('standing.noReason'),
	};
	return (
		<Message tone={tone} action={what && <RecordButton what={what} onRecord={onRecord} />}>
			<b className={state === 'saved' ? 'standing-loud' : ''}>{t(`standing.${state}.title`, told)}</b>
			<div>
				{state === 'saved' || state === 'awaiting-effect' || state === 'effective'
					? t(`standing.${state}.${kind}`, told)
					: t(`standing.${state}.text`, told)}
			</div>
		</Message>
	);
}

/** Nháp → đã ghi → đã gửi → được duyệt or từ chối → có hiệu lực, each with its time. */
function Track({ view }: { view: RequestView }) {
	const { t } = useTranslation('requests');
	const { events, state, from, row } = view;
	const at = (type: string) => events.findLast((event) => event.type === type)?.at;
	const refused = state === 'rejected';
	const steps: { name: string; at: string | undefined; expected?: string | null; bad?: boolean }[] = [
		{ name: 'draft', at: row.createdAt },
		{ name: 'saved', at: at('saved') },
		{ name: 'sent', at: at('sent') },
		refused ? { name: 'rejected', at: at('rejected'), bad: true } : { name: 'approved', at: at('approved') },
		{ name: 'effective', at: state === 'effective' ? (from ?? undefined) : undefined, expected: from },
	];
	if (state === 'deleted') steps.splice(2, 3, { name: 'deleted', at: at('deleted') });
	return (
		<ol className="request-track" aria-label={t('track')}>
			{steps.map((step) => (
				<li key={step.name} className={step.bad ? 'bad' : step.at ? 'done' : ''}>
					<b>{t(`state.${step.name}-step`)}</b>
					<span>
						{step.at ? momentText(step.at) : step.expected ? t('expected', { at: momentText(step.expected) }) : '–'}
					</span>
				</li>
			))}
		</ol>
	);
}

/** Everything recorded, the newest first; the last one that holds can be taken back. */
function Events({ view, onUndo }: { view: RequestView; onUndo: () => void }) {
	const { t } = useTranslation('requests');
	const last = view.events.at(-1);
	if (view.row.events.length === 0) return null;
	return (
		<>
			<h2 className="section-title">{t('events.title')}</h2>
			<table className="table">
				<thead>
					<tr>
						<th>{t('events.at')}</th>
						<th>{t('events.what')}</th>
						<th>{t('events.who')}</th>
						<th>{t('field.note')}</th>
						<th>
							<span className="sr-only">{t('events.undo')}</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{view.row.events.toReversed().map((event) => (
						<tr key={`${event.type}-${event.recordedAt}`}>
							<td className="nowrap">{momentText(event.at)}</td>
							<td>{t(`event.${event.type}`)}</td>
							<td>{event.who}</td>
							<td>{event.note}</td>
							<td>
								{event === last && (
									<button type="button" className="link" onClick={onUndo}>
										{t('events.undo')}
									</button>
								)}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}
