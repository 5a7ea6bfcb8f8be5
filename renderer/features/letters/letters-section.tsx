import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Letters } from '../../../shared/contracts/letters-contract.ts';
import type { LetterKind } from '../../../shared/domain/letter/letter-request.ts';
import { Tag, type Tone } from '../../components/tag.tsx';
import { useLetters } from '../dossiers/letter-wording.ts';
import { AddresseeDialog } from './addressee-dialog.tsx';
import './letters.css';

const tones: Record<Letters['addressee']['state'], Tone> = { original: 'n', own: 'i', outdated: 'w', unusable: 'e' };

/** "Mẫu công văn": the words of every kind of letter, and where letters go. */
export function LettersSection({ onEdit }: { onEdit: (kind: LetterKind) => void }) {
	const { t } = useTranslation(['letters', 'letter']);
	const { kinds, addressee } = useLetters();
	const [editing, setEditing] = useState(false);
	const row = (name: string, state: Letters['addressee']['state'], edit: () => void) => (
		<li key={name}>
			<span className="grow">{name}</span>
			<Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
			<button type="button" className="link" aria-label={t('editOf', { name })} onClick={edit}>
				{t('edit')}
			</button>
		</li>
	);
	return (
		<section className="card settings-card" aria-labelledby="letters-title">
			<div>
				<h2 id="letters-title" className="section-title">
					{t('title')}
				</h2>
				<p className="mut small">{t('text')}</p>
			</div>
			<ul className="letters-list">
				{kinds.map(({ kind, state }) => row(t(`letter:kinds.${kind}`), state, () => onEdit(kind)))}
				{row(t('addresseeRow'), addressee.state, () => setEditing(true))}
			</ul>
			{editing && <AddresseeDialog onClose={() => setEditing(false)} />}
		</section>
	);
}
