/** Names under which public certificate authorities of Viet Nam are commonly known; the field takes any other. */
const known = [
	'VNPT-CA',
	'Viettel-CA',
	'FPT-CA',
	'BKAV-CA',
	'CA2',
	'NewTel-CA',
	'EFY-CA',
	'EasyCA',
	'MISA-CA',
	'SmartSign',
];

/** Names to pick from, those already used first; narrowed by what is typed unless that is one of them. */
export function providerNames(used: readonly string[], typed: string): string[] {
	const names = [...new Set([...used.filter(Boolean), ...known])];
	if (typed === '' || names.includes(typed)) return names;
	return names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()));
}
