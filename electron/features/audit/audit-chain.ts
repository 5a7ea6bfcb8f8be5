import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AuditAddition, AuditEnd, AuditHead, AuditRecord } from './audit-store-port.ts';

/** What stands before the first row. */
const origin = Buffer.alloc(32);

/** The next row behind `end`, and with a key the MACs of the rows that were waiting for one. */
export function nextRow(
	end: AuditEnd,
	entry: Omit<AuditRecord, 'counter' | 'previous' | 'mac'>,
	key: Uint8Array | null,
): AuditAddition {
	const counter = (end.last?.counter ?? 0) + 1;
	const bare: AuditRecord = { ...entry, counter, previous: end.last ? hashOf(end.last) : origin, mac: null };
	if (!key) return { record: bare, macs: [], head: null };
	const record = { ...bare, mac: macOf(key, bare) };
	// Behind a head that was changed or taken away nothing is vouched for: the check shall name those rows.
	const trusted = end.head ? headFits(key, end.head, end.headRecord) : end.waiting.every(({ mac }) => mac === null);
	const macs = trusted
		? end.waiting.filter(({ mac }) => mac === null).map((row) => ({ counter: row.counter, mac: macOf(key, row) }))
		: [];
	return { record, macs, head: headOf(key, record) };
}

/**
 * Goes through the log row by row. Without a key only the chain of hashes is judged. Feed every row to `badCounter`
 * in order, then ask `end`.
 */
export function createChainCheck(key: Uint8Array | null) {
	let last: AuditRecord | null = null;
	return {
		/** The counter that is wrong at this row, or null. */
		badCounter(row: AuditRecord): number | null {
			const expected: number = (last?.counter ?? 0) + 1;
			const fits =
				row.counter === expected &&
				equal(row.previous, last ? hashOf(last) : origin) &&
				(!key || (row.mac !== null && equal(row.mac, macOf(key, row))));
			last = row;
			return fits ? null : Math.min(expected, row.counter);
		},
		/** After the last row: the counter of the first row that was cut off, or null. */
		end(head: AuditHead | null): number | null {
			if (!key) return head && head.counter > (last?.counter ?? 0) ? (last?.counter ?? 0) + 1 : null;
			if (!head) return last?.mac ? last.counter : null;
			if (head.counter > (last?.counter ?? 0)) return (last?.counter ?? 0) + 1;
			return headFits(key, head, last) ? null : head.counter;
		},
	};
}

function headOf(key: Uint8Array, record: AuditRecord): AuditHead {
	const hash = hashOf(record);
	return { counter: record.counter, hash, mac: headMac(key, record.counter, hash) };
}

function headFits(key: Uint8Array, head: AuditHead, record: AuditRecord | null): boolean {
	return (
		record !== null &&
		record.counter === head.counter &&
		equal(hashOf(record), head.hash) &&
		equal(headMac(key, head.counter, head.hash), head.mac)
	);
}

/** The row without its MAC, as JSON of a list in fixed order. */
function canonical(row: AuditRecord): string {
	const { counter, at, elapsedMs, user, action, subject, outcome, previous } = row;
	return JSON.stringify([counter, at, elapsedMs, user, action, subject, outcome, hex(previous)]);
}

export function hashOf(row: AuditRecord): Buffer {
	return createHash('sha256').update(canonical(row)).digest();
}

function macOf(key: Uint8Array, row: AuditRecord): Buffer {
	return createHmac('sha256', key).update(canonical(row)).digest();
}

function headMac(key: Uint8Array, counter: number, hash: Uint8Array): Buffer {
	return createHmac('sha256', key)
		.update(JSON.stringify(['head', counter, hex(hash)]))
		.digest();
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
	return one.length === other.length && timingSafeEqual(one, other);
}

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}
