/** Reads a text string (ISO 32000-2, 7.9.2.2): UTF-16BE or UTF-8 with a mark, else PDFDocEncoding, here its ASCII part. */
export function readText(bytes: Uint8Array): string {
	if (bytes[0] === 0xfe && bytes[1] === 0xff)
		return new TextDecoder('utf-16be').decode(bytes.subarray(2)).normalize('NFC');
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
		return new TextDecoder().decode(bytes.subarray(3)).normalize('NFC');
	}
	return Buffer.from(bytes).toString('latin1');
}

/** A text string: plain where it is ASCII, UTF-16BE otherwise. */
export function writeText(text: string): Uint8Array {
	const composed = text.normalize('NFC');
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
	if (/^[\x00-\x7f]*$/.test(composed)) return Buffer.from(composed, 'latin1');
	return Buffer.from(`\ufeff${composed}`, 'utf16le').swap16();
}

/** `D:20261122084405+07'00'` as a time (ISO 32000-1, 7.9.4); a missing zone is read as Viet Nam's. */
export function readDate(text: string): Date | undefined {
	const match = text.match(/^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?/);
	if (!match) return undefined;
	const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', z, sign, zoneHour, zoneMinute] =
		match;
	const zone = z ? 'Z' : sign ? `${sign}${zoneHour}:${zoneMinute ?? '00'}` : '+07:00';
	const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
	return Number.isNaN(time.getTime()) ? undefined : time;
}

const vietnamOffsetMs = 7 * 3600 * 1000;

/** The time in Viet Nam's zone, which has no summer time, as a PDF date with seconds. */
export function writeDate(time: Date): string {
	const local = new Date(time.getTime() + vietnamOffsetMs).toISOString();
	return `D:${local.slice(0, 19).replace(/[-:T]/g, '')}+07'00'`;
}
