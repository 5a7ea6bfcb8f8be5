import { Dialog, DialogBody, DialogSurface, Input } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../../shared/contracts/search-contract.ts';
import { searchFold } from '../../../shared/domain/search-fold.ts';
import { useAppState } from '../../app/app-state.tsx';
import { type Place, useNavigation } from '../../app/navigation.tsx';
import { railGroups } from '../../app/screen-keys.ts';
import { useShortcut } from '../../components/shortcuts.ts';
import { useAnswer } from '../../components/use-call.ts';
import { useErrorHelp } from '../error-help/error-help.tsx';
import './search.css';

type Group = { kind: SearchHit['kind']; hits: SearchHit[]; more: boolean };

const screens = [...railGroups.flatMap((group) => [...group.screens]), 'companies', 'transfer'] as const;

/** The box in the top bar and the palette behind it: Ctrl+K from anywhere. */
export function QuickSearch() {
	const { t } = useTranslation('search');
	const [open, setOpen] = useState(false);
	useShortcut('Ctrl+K', () => setOpen(true));
	return (
		<>
			<button type="button" className="search-button" aria-keyshortcuts="Control+K" onClick={() => setOpen(true)}>
				<Search16Regular />
				<span className="grow one mut">{t('box')}</span>
				<kbd>Ctrl K</kbd>
			</button>
			{open && <Palette onClose={() => setOpen(false)} />}
		</>
	);
}

function Palette({ onClose }: { onClose: () => void }) {
	const { t } = useTranslation('search');
	const [query, setQuery] = useState('');
	const [active, setActive] = useState(0);
	// Enter typed ahead of the answer: what was typed is meant, not what an older list shows.
	const [ahead, setAhead] = useState(false);
	const list = useId();
	const { groups, settled } = useFound(query);
	const hits = groups.flatMap((group) => group.hits);
	const open = useOpen();
	const choose = (hit: SearchHit | undefined) => {
		if (!hit) return;
		onClose();
		open(hit);
	};
	useEffect(() => {
		if (!ahead || !settled) return;
		setAhead(false);
		choose(hits[0]);
	});
	const move = (event: KeyboardEvent) => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step !== undefined && hits.length > 0) {
			event.preventDefault();
			const next = (active + step + hits.length) % hits.length;
			setActive(next);
			document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' });
		} else if (event.key === 'Enter') {
			event.preventDefault();
			if (settled) choose(hits[active]);
			else setAhead(true);
		}
	};
	let place = -1;
	return (
		<Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
			<DialogSurface className="palette" aria-label={t('title')}>
				<DialogBody className="palette-body">
					<Input
						className="palette-input"
						contentBefore={<Search16Regular />}
						role="combobox"
						aria-expanded={hits.length > 0}
						aria-controls={list}
						aria-activedescendant={hits[active] ? `${list}-${active}` : undefined}
						aria-label={t('title')}
						placeholder={t('placeholder')}
						value={query}
						autoFocus
						spellCheck={false}
						onChange={(_event, data) => {
							setQuery(data.value);
							setActive(0);
							setAhead(false);
						}}
						onKeyDown={move}
					/>
					<div className="palette-list" id={list} role="listbox" aria-label={t('title')}>
						{groups.map((group) => (
							// biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
							<div key={group.kind} role="group" aria-label={t(`kind.${group.kind}`)}>
								<div className="palette-kind" aria-hidden>
									{t(`kind.${group.kind}`)}
								</div>
								{group.hits.map((hit) => {
									place += 1;
									const mine = place;
									return (
										// biome-ignore lint/a11y/useKeyWithClickEvents: the keys act in the box above, which keeps the focus
										<div
											key={`${hit.kind}/${hit.id}`}
											id={`${list}-${mine}`}
											role="option"
											tabIndex={-1}
											className="palette-hit"
											aria-selected={mine === active}
											onMouseMove={() => setActive(mine)}
											onClick={() => choose(hit)}
										>
											<b className={hit.kind === 'command' || hit.kind === 'company' ? '' : 'mono'}>{hit.title}</b>
											<span className="grow one mut">{hit.sub}</span>
										</div>
									);
								})}
								{group.more && <div className="palette-more mut">{t('more')}</div>}
							</div>
						))}
					</div>
					{settled && hits.length === 0 && <div className="palette-none mut">{t('none')}</div>}
					<div className="palette-foot mut">
						<kbd>↑</kbd>
						<kbd>↓</kbd> {t('keys.move')} <kbd>Enter</kbd> {t('keys.open')} <kbd>Esc</kbd> {t('keys.close')}
					</div>
				</DialogBody>
			</DialogSurface>
		</Dialog>
	);
}

/** Screens by their name, records from the core; with nothing typed, the screens. */
function useFound(query: string): { groups: Group[]; settled: boolean } {
	const { t } = useTranslation(['search', 'common']);
	const { preferences } = useAppState();
	const [asked, setAsked] = useState('');
	useEffect(() => {
		const timer = setTimeout(() => setAsked(query.trim()), 60);
		return () => clearTimeout(timer);
	}, [query]);
	const { language } = preferences;
	const found = useAnswer(['search', language, asked], () => window.keyring.search.find({ query: asked, language }), {
		enabled: asked !== '',
	});
	const words = searchFold(query).split(/\s+/).filter(Boolean);
	const commands = [...screens, 'errorCodes' as const].flatMap((name): SearchHit[] => {
		const title = t([`screen.${name}`, `common:nav.${name}`]);
		const fits = words.every((word) => searchFold(title).includes(word));
		return fits ? [{ kind: 'command', id: name, companyId: null, title, sub: '' }] : [];
	});
	const groups: Group[] = commands.length > 0 ? [{ kind: 'command', hits: commands, more: false }] : [];
	if (asked !== '') groups.push(...(found.data ?? []));
	return { groups, settled: query.trim() === asked && (asked === '' || !found.isLoading) };
}

function useOpen() {
	const { preferences, change } = useAppState();
	const { go, leave } = useNavigation();
	const help = useErrorHelp();
	return (hit: SearchHit) => {
		if (hit.kind === 'errorCode') return help({ id: hit.id });
		if (hit.kind === 'command') {
			return hit.id === 'errorCodes' ? help({}) : go({ screen: hit.id as (typeof screens)[number] });
		}
		leave(() => {
			if (hit.companyId && hit.companyId !== preferences.companyId) change({ companyId: hit.companyId });
			go(placeOf(hit));
		});
	};
}

function placeOf({ kind, id }: SearchHit): Place {
	if (kind === 'dossier') return { screen: 'dossiers', dossierId: id };
	return kind === 'account' || kind === 'certificate' ? { screen: 'parameters', setId: id } : { screen: 'parameters' };
}
