import { useTranslation } from 'react-i18next';
import { conditionOf, type EditableWording, textOf } from '../../../shared/domain/letter/wording.ts';
import { Tag } from '../../components/tag.tsx';
import { usePlaceLabel } from './problem-label.ts';

type Line = { place: string; text: string; when: string | undefined };

/** What stands only in the user's wording, and what only in the original. */
export function ComparePanel({
	wording,
	original,
	open,
}: {
	wording: EditableWording;
	original: EditableWording;
	open: boolean;
}) {
	const { t } = useTranslation('letters');
	const labelOf = usePlaceLabel();
	const [own, shipped] = [linesOf(wording), linesOf(original)];
	const rows = (lines: Line[], others: Line[], tone: 'i' | 'n', name: 'compareOwn' | 'compareOriginal') =>
		lines
			.filter((line) => !others.some((other) => sameLine(line, other)))
			.map(({ place, text }) => (
				<li key={`${name} ${place}`}>
					<Tag tone={tone}>{t(name)}</Tag>
					<span>
						<b>{labelOf(place)}:</b> <span lang="vi">{text}</span>
					</span>
				</li>
			));
	const found = [...rows(own, shipped, 'i', 'compareOwn'), ...rows(shipped, own, 'n', 'compareOriginal')];
	return (
		<details className="wording-compare" open={open}>
			<summary>{t('compare')}</summary>
			{found.length === 0 ? <p className="mut">{t('compareSame')}</p> : <ul>{found}</ul>}
		</details>
	);
}

function linesOf(wording: EditableWording): Line[] {
	return [
		{ place: 'subject', text: wording.subject, when: undefined },
		...(['body', 'attachments', 'reasons'] as const).flatMap((list) =>
			wording[list].map((item, at) => ({ place: `${list}.${at}`, text: textOf(item), when: conditionOf(item) })),
		),
	];
}

function sameLine(one: Line, other: Line): boolean {
	const listOf = ({ place }: Line) => place.split('.')[0];
	return one.text === other.text && one.when === other.when && listOf(one) === listOf(other);
}
