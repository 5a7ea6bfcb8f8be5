import { Input } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ErrorHelp, errorHelpFor } from '../../../shared/domain/error-codes/error-help.ts';
import { searchFold } from '../../../shared/domain/search-fold.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { Tag } from '../../components/tag.tsx';
import { useAnswer } from '../../components/use-call.ts';
import './error-help.css';

/** What the dialog opens with: one code (`service/code`), the codes of some parameters, or all. */
type Wanted = { id: string } | { fields: readonly string[] } | Record<never, never>;

const ErrorHelpContext = createContext<(wanted: Wanted) => void>(() => {});

/** Opens "Mã lỗi VNACCS". */
export function useErrorHelp(): (wanted: Wanted) => void {
	return useContext(ErrorHelpContext);
}

export function ErrorHelpProvider({ children }: { children: ReactNode }) {
	const [wanted, setWanted] = useState<Wanted>();
	return (
		<ErrorHelpContext value={setWanted}>
			{children}
			{wanted && <ErrorHelpDialog wanted={wanted} onClose={() => setWanted(undefined)} />}
		</ErrorHelpContext>
	);
}

/** In the heading of a group of fields: leads to the codes that customs answers about them. */
export function RelatedCodes({ fields }: { fields: readonly string[] }) {
	const { t } = useTranslation('error-help');
	const open = useErrorHelp();
	return (
		<button type="button" className="link" onClick={() => open({ fields })}>
			{t('related')}
		</button>
	);
}

function ErrorHelpDialog({ wanted, onClose }: { wanted: Wanted; onClose: () => void }) {
	const { t } = useTranslation(['error-help', 'common']);
	const codes = useAnswer(['help'], () => window.keyring.help.list({}));
	const [filter, setFilter] = useState('');
	const shown = useMemo(() => choose(codes.data ?? [], wanted, filter), [codes.data, wanted, filter]);
	return (
		<Modal
			open
			wide
			title={t('title')}
			sub={
				'fields' in wanted
					? t('subField', { field: wanted.fields.map((field) => t(`field.${field}`)).join(', ') })
					: t('sub')
			}
			onClose={onClose}
			actions={<ActionButton text={t('common:action.close')} onClick={onClose} inDialog />}
		>
			<div className="error-help">
				<Input
					type="search"
					contentBefore={<Search16Regular />}
					aria-label={t('filter')}
					placeholder={t('filter')}
					value={filter}
					autoFocus
					onChange={(_event, data) => setFilter(data.value)}
				/>
				<ErrorPanel error={codes.error?.error} keepFocus />
				{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
				<section className="error-help-list" tabIndex={0} aria-label={t('title')}>
					{shown.map((one) => (
						<Entry key={`${one.service}/${one.code}`} entry={one} />
					))}
					{codes.data && shown.length === 0 && <p className="mut">{t('none')}</p>}
				</section>
			</div>
		</Modal>
	);
}

/** A typed filter looks in all codes, whatever the dialog was opened with. */
function choose(codes: readonly ErrorHelp[], wanted: Wanted, filter: string): readonly ErrorHelp[] {
	const words = searchFold(filter).split(/\s+/).filter(Boolean);
	if (words.length > 0) {
		return codes.filter((one) => {
			const text = searchFold(`${one.code} ${one.service} ${Object.values(one.vi).join(' ')} ${one.en.title}`);
			return words.every((word) => text.includes(word));
		});
	}
	if ('id' in wanted) return codes.filter((one) => `${one.service}/${one.code}` === wanted.id);
	if (!('fields' in wanted)) return codes;
	const found = new Set(wanted.fields.flatMap((field) => errorHelpFor(codes, field)));
	return codes.filter((one) => found.has(one));
}

function Entry({ entry }: { entry: ErrorHelp }) {
	const { t, i18n } = useTranslation('error-help');
	const { title, meaning, action } = entry[i18n.language === 'en' ? 'en' : 'vi'];
	return (
		<article className="error-help-entry">
			<h3>
				<span className="mono">{entry.code}</span> {title}
				{entry.service !== '' && <Tag>{t('service', { service: entry.service })}</Tag>}
			</h3>
			<p>{meaning}</p>
			<p>
				<b>{t('action')}</b> {action}
			</p>
			<p className="mut">{t('source', { source: entry.source })}</p>
		</article>
	);
}
