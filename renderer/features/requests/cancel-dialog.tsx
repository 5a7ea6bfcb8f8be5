import { Checkbox } from '@fluentui/react-components';
import { Warning24Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { RequestRow } from '../../../shared/contracts/requests-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { type CancellationTarget, consequences } from '../../../shared/domain/account-life/cancellation.ts';
import { earliestEnd } from '../../../shared/domain/account-life/portal-request.ts';
import { parseDate } from '../../../shared/domain/dates.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useNow } from '../../components/use-now.ts';
import { useToday } from '../../components/use-today.ts';
import { useBegin } from './use-begin.ts';
import './requests.css';

/** What is to be cancelled, and its code. */
export type Cancelled = {
	kind: 'cancel-user-code' | 'cancel-terminal' | 'cancel-user-id';
	id: string;
	code: string;
	/** Who uses it, such as the declarant's name; empty when nobody is known. */
	holder: string;
};

/** How many consequences are listed one by one. */
const listed = 5;

/** "Lập đề nghị hủy hiệu lực …?": what falls with it, from which day, and the code typed to confirm. */
export function CancelDialog({
	companyId,
	subject,
	sets,
	terminals,
	onCreated,
	onClose,
}: {
	companyId: string;
	subject: Cancelled;
	sets: readonly ParameterSetRow[];
	terminals: readonly TerminalRow[];
	onCreated: (request: RequestRow) => void;
	onClose: () => void;
}) {
	const { t } = useTranslation('requests');
	const today = useToday();
	const now = useNow();
	const { begin, busy, error, dismiss } = useBegin();
	const { kind, id, code, holder } = subject;
	const earliest = earliestEnd(Date.parse(now));
	const [endsOn, setEndsOn] = useState(earliest);
	const [note, setNote] = useState('');
	const [typed, setTyped] = useState('');
	const [consent, setConsent] = useState(false);
	const found = dependents(subject, sets, terminals, now);
	const late = parseDate(endsOn) !== null && endsOn < earliest;
	const allowed =
		typed.trim().toUpperCase() === code && parseDate(endsOn) !== null && !late && (!found.lastUser || consent);

	const create = async () => {
		const request = await begin({
			companyId,
			kind,
			subjectId: id,
			label: code,
			endsOn,
			note,
			signatureKind: '',
			lastUserConsent: consent,
		});
		if (request) onCreated(request);
	};
	return (
		<Modal
			open
			alert
			title={t('cancel.title', { code })}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('cancel.confirm')}
						danger
						busy={busy}
						disabled={!allowed}
						onClick={() => void create()}
						inDialog
					/>
					<ActionButton text={t('cancel.keep')} onClick={onClose} inDialog autoFocus />
				</>
			}
		>
			<div className="form-sections cancel-dialog">
				<ErrorPanel error={error} onClose={dismiss} />
				<p className="cancel-lead">
					<Warning24Regular />
					<span>
						<Trans
							t={t}
							i18nKey={holder ? `cancel.lead.${kind}-held` : `cancel.lead.${kind}`}
							values={{ code, holder }}
							components={{ b: <b className="mono" /> }}
						/>
					</span>
				</p>
				<ul>
					{found.lines.slice(0, listed).map(({ key, ...line }) => (
						<li key={`${key}-${line.name}`}>{t(`cancel.falls.${key}`, line)}</li>
					))}
					{found.lines.length > listed && <li>{t('cancel.falls.more', { count: found.lines.length - listed })}</li>}
					{found.lines.length === 0 && <li>{t('cancel.falls.nothing')}</li>}
				</ul>
				{kind === 'cancel-user-code' && <p className="mut">{t('cancel.expected')}</p>}
				{found.lastUser && (
					<Message tone="e">
						<b>{t('cancel.last.title')}</b>
						<Checkbox
							className="tight-checkbox"
							label={t('cancel.last.consent')}
							checked={consent}
							onChange={(_event, data) => setConsent(data.checked === true)}
						/>
					</Message>
				)}
				<div className="cancel-fields">
					<DateField
						label={t('field.endsOn')}
						required
						value={endsOn}
						onChange={setEndsOn}
						today={today}
						hint={t('cancel.fromTomorrow')}
						problem={late ? { tone: 'error', text: t('cancel.tooEarly') } : undefined}
					/>
					<TextField label={t('cancel.type', { code })} value={typed} onChange={setTyped} mono />
					<div className="cancel-note">
						<TextField label={t('field.note')} value={note} onChange={setNote} hint={t('cancel.noteHint')} />
					</div>
				</div>
			</div>
		</Modal>
	);
}

type Line = { key: 'computer' | 'terminal' | 'loses' | 'user'; name: string; holder: string };

/** What depends on the subject at an instant (ISO), line by line. */
function dependents(
	{ kind, id, code }: Cancelled,
	sets: readonly ParameterSetRow[],
	terminals: readonly TerminalRow[],
	now: string,
): { lines: Line[]; lastUser: boolean } {
	const active = (row: Parameters<typeof validityState>[0]) =>
		['active', 'awaiting-effect'].includes(validityState(row, now));
	const target: CancellationTarget = kind === 'cancel-user-code' ? { kind, userCode: code } : { kind, id };
	const found = consequences(
		target,
		sets.map((set) => ({ ...set, terminal: set.terminalRef, active: active(set) })),
		terminals.map((terminal) => ({ ...terminal, active: active(terminal) })),
	);
	const setOf = (setId: string) => sets.find((set) => set.id === setId);
	const users = found.users.flatMap((user): Line[] => {
		const set = setOf(user.id);
		const holder = set?.declarantName ? ` (${set.declarantName})` : '';
		if (kind === 'cancel-user-code') return [{ key: 'user', name: user.userId, holder }];
		if (kind === 'cancel-terminal') return [{ key: 'loses', name: user.userId, holder }];
		return set?.computer ? [{ key: 'computer', name: set.computer, holder: '' }] : [];
	});
	const orphaned = found.terminals.map((one): Line => ({ key: 'terminal', name: one.terminalId, holder: '' }));
	return { lines: [...users, ...orphaned], lastUser: found.lastUser };
}
