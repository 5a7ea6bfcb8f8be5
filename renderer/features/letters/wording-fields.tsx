import { Button, Textarea } from '@fluentui/react-components';
import { Add16Regular, Dismiss16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import {
	conditionOf,
	type EditableWording,
	textOf,
	type WordingProblem,
	wordingLimits,
} from '../../../shared/domain/letter/wording.ts';
import { focusField } from '../../components/focus-field.ts';
import { FormField } from '../../components/form-field.tsx';
import { usePlaceLabel, useProblemText } from './problem-label.ts';

/** About what a line of the form holds. */
const charactersPerLine = 85;
const lists = ['body', 'attachments', 'reasons'] as const;
type List = (typeof lists)[number];

type Props = {
	wording: EditableWording;
	problems: readonly WordingProblem[];
	onChange: (wording: EditableWording) => void;
	/** The field that has the focus now. */
	onFocus: (place: string) => void;
};

/** Subject, paragraphs with the conditions of the original in words, papers and reasons. */
export function WordingFields({ wording, problems, onChange, onFocus }: Props) {
	const { t } = useTranslation('letters');
	const labelOf = usePlaceLabel();
	const problemText = useProblemText();
	const problemOf = (place: string) => {
		const found = problems.find((one) => one.place === place && one.severity === 'error');
		return found && { tone: 'error' as const, text: problemText(found) };
	};
	const field = (place: string, text: string, hint?: string) => (
		<FormField label={labelOf(place)} required problem={problemOf(place)} hint={hint}>
			<Textarea
				name={place}
				value={text}
				rows={rowsOf(text)}
				resize="vertical"
				lang="vi"
				spellCheck={false}
				onFocus={() => onFocus(place)}
				onChange={(_event, data) => onChange(withText(wording, place, data.value))}
			/>
		</FormField>
	);
	const remove = (list: List, at: number) => {
		const left = (wording[list] as readonly unknown[]).filter((_, place) => place !== at);
		onChange({ ...wording, [list]: left });
		const next = Math.min(at, left.length - 1);
		setTimeout(() => (next < 0 ? document.getElementById(`add-${list}`)?.focus() : focusField(`${list}.${next}`)), 0);
	};
	const add = (list: List) => {
		const place = `${list}.${wording[list].length}`;
		onChange({ ...wording, [list]: [...wording[list], ''] });
		setTimeout(() => focusField(place), 0);
	};
	return (
		<>
			{field('subject', wording.subject)}
			{lists.map((list) => (
				<section key={list} className="wording-list" aria-label={t(list)}>
					<h3 className="section-title">{t(list)}</h3>
					{wording[list].length === 0 && (
						<p className={list === 'reasons' ? 'mut' : 'er'}>{problemOf(list)?.text ?? t('noReasons')}</p>
					)}
					{wording[list].map((item, at) => {
						const place = `${list}.${at}`;
						const when = conditionOf(item);
						return (
							<div key={place} className="wording-line">
								{field(place, textOf(item), when && t(`condition.${when}`))}
								<Button
									appearance="subtle"
									size="small"
									icon={<Dismiss16Regular />}
									aria-label={t('remove', { name: labelOf(place) })}
									onClick={() => remove(list, at)}
								/>
							</div>
						);
					})}
					<div>
						<Button
							id={`add-${list}`}
							size="small"
							icon={<Add16Regular />}
							disabled={wording[list].length >= wordingLimits.items}
							onClick={() => add(list)}
						>
							{t(`add.${list}`)}
						</Button>
					</div>
				</section>
			))}
		</>
	);
}

/** The wording with another text at a place such as `subject` or `body.2`. */
export function withText(wording: EditableWording, place: string, text: string): EditableWording {
	const [list = '', at] = place.split('.');
	if (at === undefined) return { ...wording, subject: text };
	const items = wording[list as List].map((item, index) => {
		if (index !== Number(at)) return item;
		return typeof item === 'string' ? text : { ...item, text };
	});
	return { ...wording, [list]: items };
}

export function textAt(wording: EditableWording, place: string): string | undefined {
	const [list = '', at] = place.split('.');
	if (at === undefined) return wording.subject;
	const item = wording[list as List][Number(at)];
	return item === undefined ? undefined : textOf(item);
}

/** Tall enough for what it says, without taking the form for itself. */
function rowsOf(text: string): number {
	const lines = text
		.split('\n')
		.reduce((count, line) => count + Math.max(1, Math.ceil(line.length / charactersPerLine)), 0);
	return Math.min(8, lines);
}
