import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import type { CertificateView } from '../../../shared/contracts/tokens-contract.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import type { ErrorParams } from '../../../shared/errors/codes.ts';
import { useCompany } from '../../app/company.tsx';
import { useNavigation, useUnsavedGuard } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { enterNext } from '../../components/enter-next.ts';
import { ErrorPanel, ErrorSummary, type SummaryEntry } from '../../components/error-panel.tsx';
import { focusField } from '../../components/focus-field.ts';
import { useProblemText } from '../../components/problem-text.ts';
import { SaveButton } from '../../components/save-button.tsx';
import { writeSerial } from '../../components/serial-text.ts';
import { useCall } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import { useToday } from '../../components/use-today.ts';
import { TokenDialog } from '../certificates/token-dialog.tsx';
import { CancelDialog } from '../requests/cancel-dialog.tsx';
import { cancellable, userIdSubject } from '../requests/new-cancellation.tsx';
import { ExportDialog } from '../transfer/export-dialog.tsx';
import { draftOf, formOf, newForm, type ParameterForm as Values, wrongFormDates } from './parameter-draft.ts';
import { ParameterFields } from './parameter-fields.tsx';

type Found = { field: string; code: string; severity: 'error' | 'warning'; params: ErrorParams };

/** One User ID of the company: its values, `Ghi`, `Kiểm tra`, `Thoát`. `set` is absent for a new one. */
export function ParameterForm({
	set,
	others,
	terminals,
	onHistory,
	onSaved,
	onRemoved,
}: {
	set: ParameterSetRow | undefined;
	others: readonly ParameterSetRow[];
	terminals: readonly TerminalRow[];
	/** Shows the history of the password. */
	onHistory: () => void;
	onSaved: (set: ParameterSetRow) => void;
	onRemoved: (set: ParameterSetRow) => void;
}) {
	const { t } = useTranslation(['parameters', 'common']);
	const company = useCompany();
	const today = useToday();
	const { go } = useNavigation();
	const queries = useQueryClient();
	const problemText = useProblemText();
	const now = useNow();
	const saving = useCall();
	const other = useCall();
	const [found, setFound] = useState<readonly Found[]>();
	const [token, setToken] = useState(false);
	const [removing, setRemoving] = useState(false);
	const [printing, setPrinting] = useState(false);
	const [cancelling, setCancelling] = useState(false);
	const form = useForm<Values>({
		defaultValues: set ? formOf(set) : newForm(others.filter((one) => validityState(one, now) !== 'cancelled')),
	});
	const { isDirty } = form.formState;
	const draft = () => draftOf(form.getValues(), company.id, set);

	/** Dates that are none can be neither stored nor checked further. */
	const dateProblems = (): Found[] =>
		wrongFormDates(form.getValues()).map((field) => ({ field, code: 'date', severity: 'error', params: {} }));

	const save = async (): Promise<boolean> => {
		// An untouched new form holds nothing worth keeping.
		if (!set && !isDirty) {
			focusField('declarantName');
			return false;
		}
		const wrong = dateProblems();
		setFound(wrong.length > 0 ? wrong : undefined);
		if (wrong.length > 0 || saving.busy) return false;
		const saved = await saving.run(() => window.keyring.parameters.save(draft()));
		if (!saved) return false;
		form.reset(formOf(saved));
		queries.setQueryData<ParameterSetRow[]>(['parameters', company.id], (list = []) =>
			list.some((one) => one.id === saved.id)
				? list.map((one) => (one.id === saved.id ? saved : one))
				: [...list, saved],
		);
		onSaved(saved);
		return true;
	};
	useUnsavedGuard(isDirty, save);

	const check = async () => {
		const problems = await other.run(() => window.keyring.parameters.check(draft()));
		if (problems) setFound([...dateProblems(), ...problems]);
	};
	const remove = async () => {
		if (!set) return;
		const done = await other.run(() => window.keyring.parameters.remove({ id: set.id }));
		setRemoving(false);
		if (done === undefined) return;
		queries.setQueryData<ParameterSetRow[]>(['parameters', company.id], (list = []) =>
			list.filter((one) => one.id !== set.id),
		);
		onRemoved(set);
	};
	const useCertificate = (certificate: CertificateView) => {
		const fill = (name: keyof Values, value: string) => form.setValue(name, value, { shouldDirty: true });
		fill('certificateProvider', certificate.issuer);
		fill('certificateSerial', writeSerial(certificate.serial));
		fill('certificateNotBefore', dateInVietnam(certificate.notBefore));
		fill('certificateNotAfter', dateInVietnam(certificate.notAfter));
		fill('certificateSubject', certificate.name);
		fill('certificateTaxCode', certificate.taxCode);
		setToken(false);
	};

	const entries: SummaryEntry[] = (found ?? []).map((one) => ({
		id: `${one.field}-${one.code}`,
		tone: one.severity,
		text: named(t(`field.${one.field}`), one.code === 'date' ? t('common:date.unreadable') : problemText.text(one)),
		// The tax code is the company's: it is corrected there.
		onGo: () => (one.field === 'taxCode' ? go({ screen: 'companies', companyId: company.id }) : focusField(one.field)),
	}));
	const errors = entries.filter((one) => one.tone === 'error').length;

	return (
		<>
			<div className="form-wrap" onKeyDownCapture={enterNext}>
				<div className="form-body form-sections" data-hints="enter save">
					<ErrorPanel error={saving.error} onClose={saving.dismiss} />
					<ErrorPanel error={other.error} onClose={other.dismiss} />
					<ErrorSummary
						title={errors > 0 ? t('check.errors', { count: errors }) : t('check.warnings', { count: entries.length })}
						entries={entries}
						answerTo={found}
						onClose={() => setFound(undefined)}
					/>
					<ParameterFields
						form={form}
						set={set}
						others={others}
						terminals={terminals}
						onHistory={onHistory}
						today={today}
						run={other.run}
						onReadToken={() => setToken(true)}
					/>
				</div>
				<div className="card-foot">
					<SaveButton text={t('save')} busy={saving.busy} onSave={() => void save()} />
					<ActionButton text={t('check.act')} busy={other.busy} onClick={() => void check()} />
					{set && <ActionButton text={t('print')} onClick={() => setPrinting(true)} />}
					<span className="grow form-state" role="status">
						<FormState set={set} dirty={isDirty} clean={found?.length === 0} today={today} />
					</span>
					{set?.userId && cancellable(set, now) && (
						<ActionButton text={t('cancel.act')} danger onClick={() => setCancelling(true)} />
					)}
					{set && <ActionButton text={t('remove.act')} danger onClick={() => setRemoving(true)} />}
					<ActionButton text={t('leave')} onClick={() => go({ screen: 'today' })} />
				</div>
			</div>
			{printing && <ExportDialog what="sheet" onClose={() => setPrinting(false)} />}
			<TokenDialog open={token} onClose={() => setToken(false)} onChoose={useCertificate} />
			{set && cancelling && (
				<CancelDialog
					companyId={company.id}
					subject={userIdSubject(set)}
					sets={others}
					terminals={terminals}
					onCreated={({ id }) => {
						setCancelling(false);
						go({ screen: 'requests', requestId: id });
					}}
					onClose={() => setCancelling(false)}
				/>
			)}
			<ConfirmDialog
				open={removing}
				title={t('remove.title', { userId: set?.userId || t('noUserId') })}
				confirmText={t('remove.confirm')}
				danger
				busy={other.busy}
				{...(set?.userId ? { typeToConfirm: set.userId } : {})}
				onConfirm={() => void remove()}
				onCancel={() => setRemoving(false)}
			>
				{t('remove.text')}
			</ConfirmDialog>
		</>
	);
}

/** The sentence behind its field's name, unless it begins with that. */
function named(field: string, sentence: string): string {
	return sentence.startsWith(field) ? sentence : `${field}: ${sentence}`;
}

/** "Đã ghi 08:41 · chưa có thay đổi", or what the check just said. */
function FormState({
	set,
	dirty,
	clean,
	today,
}: {
	set: ParameterSetRow | undefined;
	dirty: boolean;
	clean: boolean;
	today: string;
}) {
	const { t } = useTranslation('parameters');
	if (clean) return t('check.clean');
	if (!set) return t('saveState.new');
	if (dirty) return t('saveState.dirty');
	const at = new Date(set.updatedAt);
	const two = (part: number) => String(part).padStart(2, '0');
	const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
	const date = `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
	return t('saveState.saved', { at: dateInVietnam(set.updatedAt) === today ? time : `${time} ${date}` });
}
