import { expect, test } from 'vitest';

// The bootstrap is plain JavaScript; the tests are checked without it.
const { withUtf8Names } = await import(new URL('./shared.mjs', import.meta.url).href);

test.each([
	[{}, 'C.UTF-8'],
	[{ LANG: 'C' }, 'C.UTF-8'],
	[{ LANG: 'vi_VN.UTF-8', LC_ALL: 'C' }, 'C.UTF-8'],
	[{ LANG: 'vi_VN.UTF-8' }, undefined],
	[{ LANG: 'C', LC_CTYPE: 'en_US.utf8' }, undefined],
])('dropped files keep their Vietnamese names in %j', (env, added) => {
	expect(withUtf8Names(env)).toEqual(added ? { ...env, LC_ALL: added } : env);
});
