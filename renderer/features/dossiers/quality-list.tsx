import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier, DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { type FoundNote, notesOf, type PageNote } from '../../../shared/domain/scans/page-notes.ts';
import { signedOriginals } from '../../../shared/domain/signed-attachments.ts';
import { Message } from '../../components/message.tsx';
import { pageKey } from './page-acts.ts';
import { useSizeText } from './show-values.ts';

/** What helps, for each note. */
export type Remedies = {
	onRemove: (page: DossierPage) => void;
	onTurn: (page: DossierPage) => void;
	onReplace: (page: DossierPage) => void;
	onReduce: () => void;
	onAccept: (page: DossierPage, note: PageNote) => void;
	onView: (page: DossierPage) => void;
};

/** What there is to look at: page by page with its remedy, then what happened to whole files. */
export function QualityList({
	dossier,
	letterPages,
	...remedies
}: { dossier: Dossier; letterPages: number } & Remedies) {
	const { t } = useTranslation(['dossiers', 'documents']);
	const used = dossier.attachments.filter(({ id }) => dossier.pages.some((page) => page.attachmentId === id));
	const ofPages = notesOf(dossier);
	const attachable = new Set(signedOriginals(dossier).map(({ id }) => id));
	const ofFiles = used.flatMap(({ id, name, warnings, checks }) =>
		warnings
			// Said at each page.
			.filter(({ code }) => !(code === 'low-resolution' && checks))
			.map(({ code, params }) => ({
				key: `${id} ${code}`,
				name,
				signed: code === 'signature-flattened' && attachable.has(id),
				text: t(`documents:warnings.${code}`, { ...params }),
			})),
	);
	const unseen = used.filter(({ checks }) => !checks);
	return (
		<section aria-labelledby="quality-title">
			<h3 id="quality-title">{t('scans.quality')}</h3>
			<div className="quality">
				{ofPages.map((found) => (
					<PageMessage
						key={`${pageKey(found.page)} ${found.note}`}
						found={found}
						place={dossier.pages.indexOf(found.page) + letterPages + 1}
						letterPages={letterPages}
						{...remedies}
					/>
				))}
				{ofFiles.map(({ key, name, text, signed }) => (
					<Message key={key} tone="w">
						<b>{name}</b>: {text}
						{signed && `. ${t('notes.file.remedy')}`}
					</Message>
				))}
				{unseen.length > 0 && (
					<Message tone="n">{t('notes.unseen', { names: unseen.map(({ name }) => name).join(', ') })}</Message>
				)}
				{ofPages.length === 0 && ofFiles.length === 0 && unseen.length === 0 && (
					<Message tone={used.length === 0 ? 'n' : 'o'}>
						{t(used.length === 0 ? 'scans.qualityNone' : 'scans.qualityFine')}
					</Message>
				)}
			</div>
		</section>
	);
}

function PageMessage({
	found: { page, note, dpi, bytes, other },
	place,
	letterPages,
	onRemove,
	onTurn,
	onReplace,
	onReduce,
	onAccept,
	onView,
}: { found: FoundNote<DossierPage>; place: number; letterPages: number } & Remedies) {
	const { t } = useTranslation('dossiers');
	const size = useSizeText();
	const values = { dpi, place, other: (other ?? 0) + letterPages + 1, size: bytes === undefined ? '' : size(bytes) };
	const link = (key: string, act: () => void): ReactNode => (
		<button
			type="button"
			className="link"
			aria-label={t('notes.actOn', { act: t(`notes.${key}`), place })}
			onClick={act}
		>
			{t(`notes.${key}`)}
		</button>
	);
	const remedy = {
		blank: () => link('remove', () => onRemove(page)),
		duplicate: () => link('remove', () => onRemove(page)),
		sideways: () => link('turn', () => onTurn(page)),
		'low-resolution': () => link('replace', () => onReplace(page)),
		heavy: () => link('reduce', onReduce),
	} satisfies Record<PageNote, () => ReactNode>;
	return (
		<Message tone="w">
			{/* The dot stays with the word before it. */}
			{t(`notes.long.${note}`, values)} {remedy[note]()}
			{'\u00a0· '}
			{link('view', () => onView(page))}
			{'\u00a0· '}
			{link('accept', () => onAccept(page, note))}
		</Message>
	);
}
