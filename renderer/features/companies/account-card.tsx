import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminAccount, NswAccount } from '../../../shared/contracts/accounts-contract.ts';
import { useNavigation, useUnsavedGuard } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { enterNext } from '../../components/enter-next.ts';
import { ErrorPanel, ErrorSummary, type SummaryEntry } from '../../components/error-panel.tsx';
import { SaveButton } from '../../components/save-button.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { HistoryPanel } from '../parameters/history-panel.tsx';

type Run = ReturnType<typeof useCall>['run'];

/** The frame of an account's form: what is wrong, the fields, its password history below, and `Ghi`. */
export function AccountCard({
	dirty,
	entries,
	account,
	save,
	children,
}: {
	dirty: boolean;
	entries: readonly SummaryEntry[];
	account: AdminAccount | NswAccount | null;
	/** Answers whether it was saved. */
	save: (run: Run) => Promise<boolean>;
	children: (run: Run) => ReactNode;
}) {
	const { t } = useTranslation(['companies', 'parameters']);
	const { go } = useNavigation();
	const queries = useQueryClient();
	const toast = useToast();
	const saving = useCall();
	const other = useCall();
	const [history, setHistory] = useState(false);
	const act = async () => {
		if (saving.busy || !(await save(saving.run))) return false;
		void queries.invalidateQueries({ queryKey: ['accounts'] });
		toast(t('account.saved'));
		return true;
	};
	useUnsavedGuard(dirty, act);
	return (
		<>
			<div className="form-body form-sections" onKeyDownCapture={enterNext} data-hints="enter save">
				<ErrorPanel error={saving.error} onClose={saving.dismiss} />
				<ErrorPanel error={other.error} onClose={other.dismiss} />
				<ErrorSummary title={t('wrong.title', { count: entries.length })} entries={entries} />
				{children(other.run)}
				{account && (
					<>
						<h2 className="section-title">
							{t('parameters:tab.history')}
							<button type="button" className="link" onClick={() => setHistory(!history)} aria-expanded={history}>
								{t(history ? 'account.hideHistory' : 'account.showHistory')}
							</button>
						</h2>
						{history && <HistoryPanel kind={'login' in account ? 'nsw' : 'admin'} id={account.id} />}
					</>
				)}
			</div>
			<div className="card-foot">
				<SaveButton text={t('save')} busy={saving.busy} onSave={() => void act()} />
				<span className="grow" />
				<span className="mut">{t(dirty ? 'state.dirty' : account ? 'state.clean' : 'state.new')}</span>
				<ActionButton text={t('leave')} onClick={() => go({ screen: 'today' })} />
			</div>
		</>
	);
}
