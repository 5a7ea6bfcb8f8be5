import { inflateRawSync } from 'node:zlib';
import Papa from 'papaparse';
import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/node';
import { Fault } from '../../../shared/result.ts';
import { decodeText } from '../../platform/decode-text.ts';

/** Rows of one file; more is a mistake or an attack. */
const mostRows = 20_000;
/** What a workbook may unpack to. */
const mostUnpacked = 64 * 1024 * 1024;

/**
 * The first table of an XLSX workbook, a CSV file (comma, semicolon, tab or bar; UTF-8 or UTF-16 with its mark) or a JSON
 * list of objects, told apart by content. The first row holds the headings. Faults TABLE_UNREADABLE {file},
 * TABLE_TOO_LONG {file, limit}.
 */
export async function readTable(bytes: Buffer, file: string): Promise<string[][]> {
	const table = isZip(bytes) ? await readWorkbook(bytes, file) : readText(bytes, file);
	if (table.length > mostRows + 1) throw new Fault('TABLE_TOO_LONG', { file, limit: mostRows });
	return table;
}

function isZip(bytes: Buffer): boolean {
	return bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));
}

async function readWorkbook(bytes: Buffer, file: string): Promise<string[][]> {
	if (!unpacksWithin(bytes, mostUnpacked)) throw new Fault('TABLE_UNREADABLE', { file });
	try {
		const rows = await readSheet(bytes);
		return rows.map((row) => row.map(cellText));
	} catch (thrown) {
		const theirs = thrown instanceof InvalidInputError || thrown instanceof InvalidSpreadsheetError;
		// What a damaged workbook makes the parser do is no defect of ours: it got as far as a ZIP with parts in it.
		if (theirs || thrown instanceof Error) throw new Fault('TABLE_UNREADABLE', { file }, thrown);
		throw thrown;
	}
}

function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	// Workbooks keep days as numbers; the parser gives them back as midnight UTC.
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
	return String(value);
}

function readText(bytes: Buffer, file: string): string[][] {
	const text = decodeText(bytes);
	if (text === undefined || text.includes('\0')) throw new Fault('TABLE_UNREADABLE', { file });
	return /^\s*[[{]/.test(text) ? readJson(text, file) : readCsv(text);
}

function readCsv(text: string): string[][] {
	return Papa.parse<string[]>(text, {
		delimitersToGuess: [',', ';', '\t', '|'],
		skipEmptyLines: false,
	}).data;
}

/** One object or a list of them; the headings are all names that occur. */
function readJson(text: string, file: string): string[][] {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (thrown) {
		throw new Fault('TABLE_UNREADABLE', { file }, thrown);
	}
	const records = Array.isArray(json) ? json : [json];
	const plain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
	const fit = (one: unknown): one is Record<string, unknown> =>
		typeof one === 'object' && one !== null && !Array.isArray(one) && Object.values(one).every(plain);
	if (!records.every(fit)) throw new Fault('TABLE_UNREADABLE', { file });
	const names = [...new Set(records.flatMap((one) => Object.keys(one)))];
	return [names, ...records.map((one) => names.map((name) => cellText(one[name])))];
}

/**
 * Whether all entries of a ZIP together unpack to at most `limit` bytes: tried, because a stated size may lie (ZIP
 * application note, sections 4.3.7 and 4.3.12). False for a ZIP that is damaged.
 */
function unpacksWithin(bytes: Buffer, limit: number): boolean {
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0 || end + 20 > bytes.length) return false;
	let left = limit;
	let at = bytes.readUInt32LE(end + 16);
	try {
		for (let entries = bytes.readUInt16LE(end + 10); entries > 0; entries--) {
			if (bytes.readUInt32LE(at) !== 0x02014b50) return false;
			const method = bytes.readUInt16LE(at + 10);
			const packed = bytes.readUInt32LE(at + 20);
			const local = bytes.readUInt32LE(at + 42);
			const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
			const data = bytes.subarray(start, start + packed);
			left -= method === 0 ? data.length : inflateRawSync(data, { maxOutputLength: Math.max(1, left) }).length;
			if (left < 0) return false;
			at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
		}
		return true;
	} catch {
		// Past the end of the file, over the limit, or no deflated data: a ZIP nobody should unpack.
		return false;
	}
}
