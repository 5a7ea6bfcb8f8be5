import { Button, Input, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { Calendar16Regular } from '@fluentui/react-icons';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, parseDate } from '../../shared/domain/dates.ts';
import { FormField, type FormFieldProps } from './form-field.tsx';
import { MonthGrid } from './month-grid.tsx';

type Props = FormFieldProps & {
	/** YYYY-MM-DD, empty, or what was typed when it is no date: the caller's check names it then. */
	value: string;
	onChange: (value: string) => void;
	onBlur?: () => void;
	name?: string;
	ref?: Ref<HTMLInputElement>;
	/** Today as YYYY-MM-DD: where an empty calendar opens. */
	today: string;
};

/** A date typed as people type it; calendar on F8, Alt+↓ or its button. Nothing is rewritten before it is left. */
export function DateField({ value, onChange, onBlur, name, ref, today, hint, problem, ...field }: Props) {
	const { t } = useTranslation('common');
	const [typed, setTyped] = useState(formatDate(value));
	const [left, setLeft] = useState(true);
	const [open, setOpen] = useState(false);
	const box = useRef<HTMLDivElement>(null);
	// Another value than the typed one comes from outside: the calendar, another record.
	useEffect(() => setTyped((text) => (readDate(text) === value ? text : formatDate(value))), [value]);

	const leave = () => {
		setLeft(true);
		setTyped(formatDate(value));
	};
	const wrong = left && value !== '' && parseDate(value) === null;
	const close = () => {
		setOpen(false);
		box.current?.querySelector('input')?.focus();
	};

	return (
		<div ref={box} className={`date-field span-${field.span ?? 1}`} data-hints="calendar">
			<FormField
				{...field}
				span={1}
				hint={hint}
				problem={problem ?? (wrong ? { tone: 'error', text: t('date.unreadable') } : undefined)}
			>
				<Input
					ref={ref as Ref<never>}
					value={typed}
					placeholder={t('date.pattern')}
					autoComplete="off"
					{...(name ? { name } : {})}
					onChange={(_event, data) => {
						setLeft(false);
						setTyped(data.value);
						onChange(readDate(data.value));
					}}
					onBlur={() => {
						leave();
						onBlur?.();
					}}
					onKeyDown={(event) => {
						if (event.key === 'F8' || (event.altKey && event.key === 'ArrowDown')) {
							event.preventDefault();
							setOpen(true);
						}
					}}
					contentAfter={
						<span className="field-inside">
							<Popover
								open={open}
								trapFocus
								positioning={{ position: 'below', align: 'end', offset: { mainAxis: 6, crossAxis: 5 } }}
								onOpenChange={(_event, data) => (data.open ? setOpen(true) : close())}
							>
								<PopoverTrigger disableButtonEnhancement>
									<Button
										appearance="transparent"
										size="small"
										tabIndex={-1}
										icon={<Calendar16Regular />}
										aria-label={t('date.open', { field: field.label })}
									/>
								</PopoverTrigger>
								<PopoverSurface className="calendar" aria-label={t('date.calendar', { field: field.label })}>
									<MonthGrid
										chosen={parseDate(value) ?? ''}
										today={today}
										onChoose={(day) => {
											onChange(day);
											close();
										}}
									/>
								</PopoverSurface>
							</Popover>
						</span>
					}
				/>
			</FormField>
		</div>
	);
}

/** The ISO date of what is typed; text that is none as it stands. */
function readDate(text: string): string {
	return parseDate(text) ?? text.trim();
}
