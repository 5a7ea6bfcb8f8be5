import type { Certificate } from '../cms/certificate.ts';
import { children, type Element, expectTag, oidText, readWhole, tags } from '../cms/der.ts';
import { extensionsOf } from './extensions.ts';
import { pkiOids } from './oids.ts';

const email = 0x81;
const dns = 0x82;
const directory = 0xa4;

type Subtrees = { permitted: Element[]; excluded: Element[] };

/** True when every name of `certificate` may be issued under the name constraints of `ca` (RFC 5280, 4.2.1.10). */
export function namesAllowed(ca: Certificate, certificate: Certificate): boolean {
	const extension = extensionsOf(ca).get(pkiOids.nameConstraints);
	if (!extension) return true;
	const { permitted, excluded } = readSubtrees(extension.value);
	return namesOf(certificate).every((name) => {
		const ofKind = (bases: Element[]) => bases.filter(({ tag }) => tag === name.tag);
		const [inside, outside] = [ofKind(permitted), ofKind(excluded)];
		if (inside.length + outside.length === 0) return true;
		// A constraint that we cannot apply refuses every name of its kind.
		if (![email, dns, directory].includes(name.tag)) return false;
		if (outside.some((base) => isWithin(name, base))) return false;
		return inside.length === 0 || inside.some((base) => isWithin(name, base));
	});
}

function readSubtrees(value: Uint8Array): Subtrees {
	const fields = children(readWhole(value, tags.sequence));
	const bases = (tag: number) => {
		const field = fields.find((one) => one.tag === tag);
		return (field ? children(field) : []).map((subtree) => children(expectTag(subtree, tags.sequence))[0]!);
	};
	return { permitted: bases(0xa0), excluded: bases(0xa1) };
}

/** Subject, alternative names, and the subject's e-mail addresses, as GeneralNames. */
function namesOf(certificate: Certificate): Element[] {
	const subject = readWhole(certificate.subject, tags.sequence);
	const alternative = extensionsOf(certificate).get(pkiOids.subjectAlternativeName);
	const names = alternative ? children(readWhole(alternative.value, tags.sequence)) : [];
	if (subject.content.length > 0) names.push({ tag: directory, raw: subject.raw, content: subject.raw });
	for (const relative of children(subject)) {
		for (const pair of children(relative)) {
			const [type, value] = children(pair);
			if (value && oidText(type) === pkiOids.emailAddress) names.push({ ...value, tag: email });
		}
	}
	return names;
}

function isWithin(name: Element, base: Element): boolean {
	if (name.tag === directory) {
		const [given, limit] = [readWhole(name.content), readWhole(base.content)].map((one) => children(one).map(plain));
		return limit!.every((part, at) => given![at] === part);
	}
	const [given, limit] = [name, base].map(({ content }) => Buffer.from(content).toString('latin1').toLowerCase());
	if (name.tag === dns) return limit === '' || given === limit || given!.endsWith(`.${limit!.replace(/^\./, '')}`);
	const host = given!.slice(given!.lastIndexOf('@') + 1);
	if (limit!.includes('@')) return given === limit;
	return limit!.startsWith('.') ? host.endsWith(limit!) : host === limit;
}

/** A relative name for comparing: RFC 5280, 7.1 looks at neither case, spaces nor the kind of string. */
function plain(relative: Element): string {
	return children(relative)
		.map((pair) => {
			const [type, value] = children(pair);
			const bytes = Buffer.from(value?.content ?? []);
			const isWide = value?.tag === 0x1e && bytes.length % 2 === 0;
			const text = isWide ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString('utf8');
			return `${oidText(type)}=${text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')}`;
		})
		.toSorted()
		.join('+');
}
