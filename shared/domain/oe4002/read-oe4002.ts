import { normalizeSerial } from '../certificate-serial.ts';
import { normalizeTaxCode } from '../tax-code.ts';
import { columnsOf, fieldOfLabel, type PasteField, sectionOf } from './labels.ts';
import { cellsOf, dateOf, isAccessKey, isSerial, isTaxCode, isTerminalId, isUserId, wordsOf } from './shapes.ts';

export type PastedUser = {
	userId: string;
	declarantName: string;
	email: string;
	certificateProvider: string;
	/** Upper-case hexadecimal, as `normalizeSerial` leaves it. */
	certificateSerial: string;
	/** YYYY-MM-DD or empty. */
	certificateNotBefore: string;
	certificateNotAfter: string;
};

export type PastedTerminal = { terminalId: string; accessKey: string };

export type Oe4002 = {
	/** Tax codes named in the paste, normalised. */
	taxCodes: string[];
	/** Codes of 5 characters under a label "User code". */
	userCodes: string[];
	users: PastedUser[];
	terminals: PastedTerminal[];
	/** Serials that stand with no User ID. */
	certificates: string[];
	/** Lines that hold something no rule took, as pasted; `line` counts from 1. */
	unknown: { line: number; text: string }[];
};

type Section = 'none' | 'company' | 'users' | 'terminals' | 'certificates';
type Field = Exclude<PasteField, 'ignored'>;

/**
 * Reads what was copied from "OE4002 Tra cứu kết quả đăng ký khi được Hải quan phê duyệt": User IDs under "Thông tin
 * người khai hải quan", terminals under "Máy tính" (guide to OE4002, steps 3). The exact columns are known from no
 * source, so it takes tables, label-and-value lines and one value per line, and lists every line it did not understand
 * wholly. Never throws.
 */
export function readOe4002(text: string): Oe4002 {
	const reader = new Reader();
	const lines = text.normalize('NFC').split(/\r\n|[\n\r\u2028\u2029]/u);
	for (const [place, line] of lines.entries()) {
		if (line.trim() !== '' && !reader.take(line)) reader.found.unknown.push({ line: place + 1, text: line.trim() });
	}
	return reader.finish();
}

class Reader {
	readonly found: Oe4002 = { taxCodes: [], userCodes: [], users: [], terminals: [], certificates: [], unknown: [] };
	#section: Section = 'none';
	/** Field by column while a table with a heading row runs. */
	#columns: PasteField[] | undefined;
	/** A label that stood alone on its line waits for its value. */
	#label: PasteField | undefined;
	#user: PastedUser | undefined;
	#terminal: PastedTerminal | undefined;

	/** Whether everything on the line was understood. */
	take(line: string): boolean {
		const cells = cellsOf(line);
		const section = sectionOf(cells);
		if (section) {
			this.#section = section;
			this.#columns = undefined;
			this.#label = undefined;
			this.#user = undefined;
			this.#terminal = undefined;
			return true;
		}
		const columns = columnsOf(cells);
		if (columns) {
			this.#columns = columns;
			this.#label = undefined;
			return true;
		}
		const filled = cells.filter((cell) => cell !== '');
		const alone = filled.length === 1 ? fieldOfLabel(filled[0]!) : undefined;
		if (alone) {
			this.#label = alone;
			return true;
		}
		if (this.#label && filled.length === 1) {
			const label = this.#label;
			this.#label = undefined;
			if (this.#put(label, filled[0]!)) return true;
		}
		this.#label = undefined;
		const pairs = labelledValues(filled);
		if (pairs) return pairs.map(([field, value]) => this.#put(field, value)).every(Boolean);
		if (this.#columns && cells.length > 1 && this.#fitsColumns(cells, this.#columns)) {
			return this.#row(cells, this.#columns);
		}
		return this.#loose(filled);
	}

	finish(): Oe4002 {
		const { found } = this;
		const held = new Set(found.users.map((one) => one.certificateSerial));
		return {
			...found,
			taxCodes: [...new Set(found.taxCodes)],
			userCodes: [...new Set(found.userCodes)],
			users: found.users,
			terminals: found.terminals,
			certificates: [...new Set(found.certificates)].filter((one) => !held.has(one)),
		};
	}

	/** The columns that name a User ID or a terminal hold one, so the cells have not slipped. */
	#fitsColumns(cells: string[], columns: PasteField[]): boolean {
		const keys = columns.flatMap((field, place) =>
			field === 'userId' || field === 'terminalId' ? [[field, cells[place] ?? ''] as const] : [],
		);
		return keys.length > 0 && keys.every(([field, cell]) => (field === 'userId' ? isUserId : isTerminalId)(cell));
	}

	#row(cells: string[], columns: PasteField[]): boolean {
		// The key first: whatever the row says belongs to it.
		const order = [...columns.keys()].sort((one, other) => rank(columns[one]) - rank(columns[other]));
		const taken = order.map((place) => {
			const cell = cells[place] ?? '';
			return cell === '' || this.#put(columns[place]!, cell);
		});
		return taken.every(Boolean) && cells.slice(columns.length).every((cell) => cell === '');
	}

	/** A value with its label; false when it has not the shape of that label. */
	#put(field: PasteField, value: string): boolean {
		switch (field) {
			case 'ignored':
				// A column without a rule may still hold a code that must not get lost.
				return !codesIn(value);
			case 'userId':
				return isUserId(value) && this.#startUser(value);
			case 'userCode':
				// ECUS calls the User ID "User code": the length decides.
				if (isUserId(value)) return this.#startUser(value);
				if (!/^[A-Z\d]{5}$/i.test(value)) return false;
				this.found.userCodes.push(value.toUpperCase());
				return true;
			case 'terminalId':
				return isTerminalId(value) && this.#startTerminal(value);
			case 'accessKey':
				if (!this.#terminal || !isAccessKey(value)) return false;
				if (this.#terminal.accessKey !== '') return this.#terminal.accessKey === value.toUpperCase();
				this.#terminal.accessKey = value.toUpperCase();
				return true;
			case 'taxCode':
				if (!isTaxCode(value)) return false;
				this.found.taxCodes.push(normalizeTaxCode(value));
				return true;
			case 'certificateSerial':
				return isSerial(value) && this.#serial(value);
			case 'certificateNotBefore':
			case 'certificateNotAfter':
				return this.#detail(field, dateOf(value));
			default:
				return this.#detail(field, value);
		}
	}

	#startUser(code: string): boolean {
		const userId = code.toUpperCase();
		const known = this.found.users.find((one) => one.userId === userId);
		this.#user = known ?? {
			userId,
			declarantName: '',
			email: '',
			certificateProvider: '',
			certificateSerial: '',
			certificateNotBefore: '',
			certificateNotAfter: '',
		};
		if (!known) this.found.users.push(this.#user);
		return true;
	}

	#startTerminal(code: string): boolean {
		const terminalId = code.toUpperCase();
		const known = this.found.terminals.find((one) => one.terminalId === terminalId);
		this.#terminal = known ?? { terminalId, accessKey: '' };
		if (!known) this.found.terminals.push(this.#terminal);
		return true;
	}

	#serial(value: string): boolean {
		const serial = normalizeSerial(value);
		if (this.#user && this.#user.certificateSerial === '') this.#user.certificateSerial = serial;
		else this.found.certificates.push(serial);
		return true;
	}

	/** A detail of the present User ID; outside the users it is the company's own and of no use here. */
	#detail(field: Exclude<Field, 'userId'> & keyof PastedUser, value: string): boolean {
		if (value === '' || !this.#user) return !codesIn(value) && value !== '';
		if (this.#user[field] === '') this.#user[field] = value;
		return this.#user[field] === value && !codesIn(value);
	}

	/** A line without labels: codes by their shape, what is left is a name. */
	#loose(cells: string[]): boolean {
		const words = cells.flatMap(wordsOf);
		const rest: string[] = [];
		const here = { terminals: 0 };
		let left = false;
		for (const [place, word] of words.entries()) {
			if (!this.#code(word, here)) {
				if (place === 0 && /^\d{1,4}[.)]?$/.test(word)) continue;
				if (codesIn(word)) left = true;
				rest.push(word);
			}
		}
		if (left) return false;
		const name = rest.join(' ');
		if (name === '') return true;
		if (/^\S+@\S+$/.test(name)) return this.#detail('email', name);
		const isName = /^[\p{L}\p{M}][\p{L}\p{M} .'-]*$/u.test(name);
		if (!isName || !this.#user || this.#user.declarantName !== '' || this.#section === 'terminals') return false;
		this.#user.declarantName = name;
		return true;
	}

	#code(word: string, here: { terminals: number }): boolean {
		if (this.#section === 'terminals') {
			if (isTerminalId(word)) {
				here.terminals += 1;
				return this.#startTerminal(word);
			}
			const free = this.#terminal?.accessKey === '';
			return free && /\d/.test(word) && isAccessKey(word) && this.#put('accessKey', word);
		}
		if (isUserId(word) && !/^\d+$/.test(word)) return this.#startUser(word);
		if (word.length >= 16 && isSerial(word)) return this.#serial(word);
		if (this.#section !== 'users' && isTaxCode(word)) return this.#put('taxCode', word);
		return false;
	}
}

/** `User ID: V2060001`, or cells that go label, value, label, value. */
function labelledValues(cells: string[]): [PasteField, string][] | undefined {
	const split = cells.flatMap((cell) => {
		const [, label = '', value = ''] = /^([^:]{2,60}):\s*(.*)$/u.exec(cell) ?? [];
		return fieldOfLabel(label) ? [label, ...(value === '' ? [] : [value])] : [cell];
	});
	if (split.length < 2 || split.length % 2 === 1) return undefined;
	const pairs: [PasteField, string][] = [];
	for (let place = 0; place < split.length; place += 2) {
		const field = fieldOfLabel(split[place]!);
		if (!field || fieldOfLabel(split[place + 1]!)) return undefined;
		pairs.push([field, split[place + 1]!]);
	}
	return pairs;
}

function rank(field: PasteField | undefined): number {
	return field === 'userId' || field === 'terminalId' ? 0 : field === 'userCode' ? 1 : 2;
}

function codesIn(text: string): boolean {
	return text.split(/[^A-Z\d]+/i).some(looksLikeCode);
}

/** Has the shape of something that must not get lost: a User ID, a terminal, a key or a serial. */
export function looksLikeCode(word: string): boolean {
	return /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{5,40}$/i.test(word) || /^\d{8,40}$/.test(word);
}
