import { answerDeadline } from '../../shared/domain/answer-deadline.ts';
import { dateInVietnam, formatDate } from '../../shared/domain/dates.ts';
import { ok } from '../../shared/result.ts';
import { readCalendar } from '../features/tracking/read-calendar.ts';
import { UsageError } from './arguments.ts';
import type { CommandInput, Run } from './command.ts';

/** The longest term that makes sense; more is a slip of the finger. */
const mostWorkingDays = 366;

/** `deadline --from ISO --working-days N`: the earliest day to expect the answer of customs. */
export const deadline: Run = async ({ options }, { resources, texts }) => {
	const workingDays = readCount(options.get('working-days')![0]!);
	const sent = readSent(options.get('from')![0]!);
	const calendar = await readCalendar(resources, {
		daysOff: readDates(options, 'day-off'),
		workDays: readDates(options, 'work-day'),
	});
	const { due, counted, provisional } = answerDeadline(sent, workingDays, calendar);
	const lines = [texts.cli('deadline.due', { date: formatDate(due), counted: counted.map(formatDate).join(', ') })];
	if (provisional) lines.push(texts.cli('deadline.provisional'));
	return ok({ value: { due, counted, provisional }, lines });
};

const date = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;

/** The date in Viet Nam of a date or an instant; an instant without an offset is Vietnamese time. */
function readSent(text: string): string {
	const wrong = new UsageError('optionValue', { option: '--from', value: text });
	if (isDate(text)) return text;
	const [, , , zone] = instant.exec(text) ?? [];
	if (!instant.test(text) || !isDate(text.slice(0, 10))) throw wrong;
	const time = Date.parse(zone === undefined ? `${text}+07:00` : text);
	if (Number.isNaN(time)) throw wrong;
	return dateInVietnam(new Date(time).toISOString());
}

function readCount(text: string): number {
	const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (count < 1 || count > mostWorkingDays)
		throw new UsageError('optionValue', { option: '--working-days', value: text });
	return count;
}

function readDates(options: CommandInput['options'], name: string): string[] {
	const values = options.get(name) ?? [];
	const wrong = values.find((value) => !isDate(value));
	if (wrong !== undefined) throw new UsageError('optionValue', { option: `--${name}`, value: wrong });
	return [...values];
}

/** A date that exists: JavaScript would read 30 February as 2 March. */
function isDate(text: string): boolean {
	const time = Date.parse(text);
	return date.test(text) && !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}
