import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildDss } from './dss.ts';

const bytes = (text: string) => Buffer.from(text);

describe('the document security store', () => {
	it('holds everything once and names each signature by the SHA-1 of its contents', () => {
		const first = {
			contents: bytes('a'),
			certificates: [bytes('root'), bytes('one'), bytes('root')],
			ocsps: [],
			crls: [],
		};
		const second = { contents: bytes('b'), certificates: [bytes('two'), bytes('root')], ocsps: [bytes('o')], crls: [] };
		const dss = buildDss([first, second]);
		expect(dss.certificates.map(String)).toEqual(['root', 'one', 'two']);
		expect(dss.ocsps.map(String)).toEqual(['o']);
		const key = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();
		expect([...dss.vri.keys()]).toEqual([key('a'), key('b')]);
		expect(dss.vri.get(key('a'))?.certificates.map(String)).toEqual(['root', 'one']);
		const [root] = dss.certificates;
		expect(dss.vri.get(key('b'))?.certificates[1]).toBe(root);
	});
});
