/** RFC 2268, section 2: the permutation taken from the digits of pi. */
const pi = Buffer.from(
	'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
		'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
		'6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
		'961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
		'2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
		'c5f3db47e5a59c770aa62068fe7fc1ad',
	'hex',
);

/**
 * RC2-CBC decryption with PKCS#7 padding, effective key length = key length. Only for reading the certificates of old
 * PKCS#12 files, which nobody needs to keep secret; OpenSSL 3 no longer has it. Undefined when the padding is wrong.
 */
export function decryptRc2(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer | undefined {
	if (data.length === 0 || data.length % 8 !== 0) return undefined;
	const words = expandKey(key);
	const plain = Buffer.alloc(data.length);
	for (let at = 0; at < data.length; at += 8) {
		const block = decryptBlock(words, data.subarray(at, at + 8));
		const previous = at === 0 ? iv : data.subarray(at - 8, at);
		for (let i = 0; i < 8; i++) plain[at + i] = block[i]! ^ previous[i]!;
	}
	const padding = plain[plain.length - 1]!;
	const padded = padding >= 1 && padding <= 8 && plain.subarray(-padding).every((byte) => byte === padding);
	return padded ? plain.subarray(0, plain.length - padding) : undefined;
}

/** Section 2: 64 words of 16 bits out of the key. */
function expandKey(key: Uint8Array): Uint16Array {
	const bytes = Buffer.alloc(128);
	bytes.set(key);
	for (let i = key.length; i < 128; i++) bytes[i] = pi[(bytes[i - 1]! + bytes[i - key.length]!) & 255]!;
	bytes[128 - key.length] = pi[bytes[128 - key.length]!]!;
	for (let i = 127 - key.length; i >= 0; i--) bytes[i] = pi[bytes[i + 1]! ^ bytes[i + key.length]!]!;
	return Uint16Array.from({ length: 64 }, (_, i) => bytes.readUInt16LE(2 * i));
}

/** Section 4: five mixing rounds, mashing, six, mashing, five, all backwards. */
function decryptBlock(words: Uint16Array, block: Uint8Array): Buffer {
	const input = Buffer.from(block);
	const r = Uint16Array.from({ length: 4 }, (_, i) => input.readUInt16LE(2 * i));
	let j = 63;
	for (let round = 15; round >= 0; round--) {
		for (let i = 3; i >= 0; i--) {
			const shift = [1, 2, 3, 5][i]!;
			const rotated = (r[i]! >>> shift) | (r[i]! << (16 - shift));
			const [a, b, c] = [r[(i + 3) & 3]!, r[(i + 2) & 3]!, r[(i + 1) & 3]!];
			r[i] = rotated - words[j--]! - (a & b) - (~a & c);
		}
		if (round === 11 || round === 5) {
			for (let i = 3; i >= 0; i--) r[i] = r[i]! - words[r[(i + 3) & 3]! & 63]!;
		}
	}
	const output = Buffer.alloc(8);
	for (const [i, word] of r.entries()) output.writeUInt16LE(word, 2 * i);
	return output;
}
