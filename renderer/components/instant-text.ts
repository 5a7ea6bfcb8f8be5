/** `15:04 22/11/2026` of an instant such as `2026-11-22T08:04:05Z`, on the clock of Viet Nam. */
export function instantText(instant: string, seconds = false): string {
	const there = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
	const [year = '', month = '', day = ''] = there.slice(0, 10).split('-');
	return `${there.slice(11, seconds ? 19 : 16)} ${day}/${month}/${year}`;
}
