import { BadDer, children, type Element, expectTag, oidText, readElement, readWhole, tags } from './der.ts';
import { oids } from './oids.ts';
import { plainIdentifier } from './signature-algorithm.ts';

/** A detached SignedData with its one signer (RFC 5652, 5). */
export type SignedData = {
	/** DER of every certificate inside, as given. */
	certificates: Uint8Array[];
	/** Which certificate the signer names: by issuer and serial number, or by subject key identifier. */
	signer: { issuer: Uint8Array; serialElement: Uint8Array } | { keyIdentifier: Uint8Array };
	digestAlgorithm: string;
	/** The AlgorithmIdentifier, parameters included. */
	signatureAlgorithm: Element;
	/** The signed attributes as the DER SET that was signed; undefined when the content was signed directly. */
	signedAttributes: Uint8Array | undefined;
	/** Attribute values by type. */
	attributes: Map<string, Element[]>;
	signature: Uint8Array;
	/** Tokens that stamp the signature (EN 319 122-1, 5.3), unchecked. */
	timeStamps: Uint8Array[];
	/** Something outside the signature departs from RFC 5652; nothing depends on it, but nobody can say why it is so. */
	irregular: boolean;
};

/** Far above a real chain with its time stamp and status services; every pair of them may cost a check. */
const mostCertificates = 50;

/** Reads the content of /Contents: one ContentInfo, then nothing but padding zeros. Throws BadDer. */
export function parseSignedData(contents: Uint8Array): SignedData {
	const info = expectTag(readElement(contents), tags.sequence);
	if (contents.subarray(info.raw.length).some((byte) => byte !== 0)) throw new BadDer('padding');
	const [type, wrapper, more] = children(info);
	if (oidText(type) !== oids.signedData || more) throw new BadDer('content type');
	const fields = children(readWhole(expectTag(wrapper, 0xa0).content, tags.sequence));
	const [version, digests, encapsulated] = fields.splice(0, 3);
	const signers = fields.pop();
	const certificates = fields[0]?.tag === 0xa0 ? children(fields.shift()!) : [];
	if (fields[0]?.tag === 0xa1) fields.shift(); // revocation lists
	if (fields.length > 0 || certificates.length > mostCertificates) throw new BadDer('SignedData');

	const [contentType, content] = children(expectTag(encapsulated, tags.sequence));
	if (content) throw new BadDer('content inside');
	const [signer, second] = children(expectTag(signers, tags.set));
	if (!signer || second) throw new BadDer('one signer expected');
	const parsed = parseSigner(expectTag(signer, tags.sequence));

	const listed = children(expectTag(digests, tags.set)).map(plainIdentifier);
	const byKey = 'keyIdentifier' in parsed.signer;
	const regular =
		isSmall(version, byKey ? 3 : 1) &&
		isSmall(parsed.version, byKey ? 3 : 1) &&
		oidText(contentType) === oids.data &&
		listed.length === 1 &&
		listed[0] === parsed.digestAlgorithm &&
		certificates.every(({ tag }) => tag === tags.sequence);
	return {
		...parsed,
		certificates: certificates.filter(({ tag }) => tag === tags.sequence).map(({ raw }) => raw),
		irregular: !regular,
	};
}

function parseSigner(element: Element) {
	const fields = children(element);
	const [version, id, digest] = fields.splice(0, 3);
	const attributes = fields[0]?.tag === 0xa0 ? fields.shift() : undefined;
	const [signatureAlgorithm, signature, unsigned, ...more] = fields;
	if (more.length > 0 || (unsigned && unsigned.tag !== 0xa1)) throw new BadDer('SignerInfo');
	return {
		version,
		signer: signerId(id),
		digestAlgorithm: plainIdentifier(digest),
		signatureAlgorithm: expectTag(signatureAlgorithm, tags.sequence),
		signedAttributes: attributes && asSet(attributes),
		attributes: attributes ? readAttributes(attributes) : new Map<string, Element[]>(),
		signature: expectTag(signature, tags.octetString).content,
		timeStamps: unsigned ? stampTokens(unsigned) : [],
	};
}

/** The attribute may occur more than once. */
function stampTokens(unsigned: Element): Uint8Array[] {
	return children(unsigned).flatMap((attribute) => {
		const [type, values] = children(expectTag(attribute, tags.sequence));
		return oidText(type) === oids.timeStampToken ? children(expectTag(values, tags.set)).map(({ raw }) => raw) : [];
	});
}

function signerId(id: Element | undefined): SignedData['signer'] {
	if (id?.tag === 0x80) return { keyIdentifier: id.content };
	const [issuer, serial] = children(expectTag(id, tags.sequence));
	return { issuer: expectTag(issuer, tags.sequence).raw, serialElement: expectTag(serial, tags.integer).raw };
}

/** What was signed is the SET itself, not its [0] in the message (RFC 5652, 5.4). */
function asSet(attributes: Element): Uint8Array {
	const set = Uint8Array.from(attributes.raw);
	set[0] = tags.set;
	return set;
}

function readAttributes(attributes: Element): Map<string, Element[]> {
	const found = new Map<string, Element[]>();
	for (const attribute of children(attributes)) {
		const [type, values] = children(expectTag(attribute, tags.sequence));
		const name = oidText(type);
		if (found.has(name)) throw new BadDer('attribute twice');
		found.set(name, children(expectTag(values, tags.set)));
	}
	return found;
}

function isSmall(element: Element | undefined, value: number): boolean {
	return element?.tag === tags.integer && element.content.length === 1 && element.content[0] === value;
}
