import { randomBytes } from 'node:crypto';

/** A UUIDv7 (RFC 9562 section 5.7): sorts by the time it was made. `now` in milliseconds since 1970. */
export function newId(now: number): string {
	const bytes = randomBytes(16);
	bytes.writeUIntBE(now, 0, 6);
	bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
	bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What the user reads out to support; it leads to one report of ours and tells nothing by itself. */
export function newSupportId(): string {
	return randomBytes(4).toString('hex').toUpperCase();
}
