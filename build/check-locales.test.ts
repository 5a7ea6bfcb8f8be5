import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLiterals, checkTexts, checkUnused } from './check-locales.ts';

const both = (vi: unknown, en: unknown) =>
	checkTexts(
		new Map([
			['resources/locales/vi/common.json', JSON.stringify(vi)],
			['resources/locales/en/common.json', JSON.stringify(en)],
		]),
	);

describe('texts of two languages', () => {
	test('same keys and same places pass', () => {
		expect(both({ a: { b: 'Lưu {file}', c: 'Thoát' } }, { a: { b: 'Save {file}', c: 'Exit' } })).toEqual([]);
	});

	test('a key missing on either side is found', () => {
		expect(both({ a: { b: 'Ghi' }, c: 'Xóa' }, { a: { d: 'Save' }, c: 'Delete' })).toEqual([
			'resources/locales/en/common.json: a.b is missing',
			'resources/locales/vi/common.json: a.d is missing',
		]);
	});

	test('a whole file missing in one language is found', () => {
		expect(checkTexts(new Map([['resources/locales/en/pin.json', '{"title":"PIN"}']]))).toEqual([
			'resources/locales/vi/pin.json: the file is missing',
		]);
	});

	test('a place that one language forgot or misspelt is found', () => {
		expect(both({ a: 'Còn {count} ô' }, { a: 'Fields left: {cuont}' })).toEqual([
			'resources/locales/en/common.json: a lacks {count}',
			'resources/locales/vi/common.json: a lacks {cuont}',
		]);
	});

	test('English may count in two forms where Vietnamese has one', () => {
		expect(both({ a_other: '{count} trang' }, { a_one: 'one page', a_other: '{count} pages' })).toEqual([]);
	});

	test('an empty text, a text in NFD and a leaf that is no text are found', () => {
		expect(both({ a: ' ', b: 'Ngo\u0323c', c: 1 }, { a: 'x', b: 'x', c: 'x' })).toEqual([
			'resources/locales/vi/common.json: a is empty',
			'resources/locales/vi/common.json: b is not NFC',
			'resources/locales/vi/common.json: c is not a text',
		]);
	});
});

describe('texts that nothing shows', () => {
	const unused = (texts: unknown, source: string, file = 'renderer/app/a.tsx') =>
		checkUnused(new Map([['resources/locales/vi/today.json', JSON.stringify(texts)]]), new Map([[file, source]]));

	test('a key that no string names is found', () => {
		const found = unused({ a: { b: 'Ghi', c: 'Xóa' } }, `t('a.b');`);
		expect(found).toEqual(['resources/locales/vi/today.json: nothing shows a.c']);
	});

	test.each([
		['its key', `t('a.b');`],
		['its key with the namespace', `t('today:a.b');`],
		['a key chosen before', `const key = open ? 'a.b' : 'a.c'; t(key);`],
		['a template', `t(\`a.\${name}\`);`],
		['a template with the namespace', `t(\`today:\${name}.b\`);`],
		['an attribute', '<Trans i18nKey="a.b" />;'],
		['the form for one', `t('a.b', { count });`],
	])('a text is shown by %s', (_way, source) => {
		expect(unused({ a: { b_one: 'Một trang', b_other: '{count} trang' } }, source)).toEqual([]);
	});

	test('neither tests nor other namespaces nor templates of anything count', () => {
		const found = ['resources/locales/vi/today.json: nothing shows a.b'];
		expect(unused({ a: { b: 'Ghi' } }, `t('a.b');`, 'renderer/app/a.test.tsx')).toEqual(found);
		expect(unused({ a: { b: 'Ghi' } }, `t('common:a.b');`)).toEqual(found);
		expect(unused({ a: { b: 'Ghi' } }, `t(\`\${x}.b\`);`)).toEqual(found);
	});
});

describe('Vietnamese in code', () => {
	const literals = (source: string, file = 'renderer/app/a.tsx') => checkLiterals(new Map([[file, source]]));

	test.each([
		[`const a = 'Ghi lại';`, 'Ghi lại'],
		[`const a = \`Đã ghi \${name} xong\`;`, 'Đã ghi'],
		[`const a = <p>Mật khẩu</p>;`, 'Mật khẩu'],
		[`const a = <p title="Khóa" />;`, 'Khóa'],
		[`const a = 'M\\u1eadt';`, 'Mật'],
		[`const a = 'Ma\u0323t';`, 'Ma\u0323t'],
		[`type A = 'đ';`, 'đ'],
		[`const a = { 'Số': 1 };`, 'Số'],
	])('%s is found', (source, said) => {
		expect(literals(`\n${source}`)).toEqual([`renderer/app/a.tsx:2 says "${said}": texts belong to resources`]);
	});

	test.each([
		`// Mật khẩu\n/* Khóa */ const a = 'ok';`,
		`const a = /[đĐ]/;`,
		`const a = <p>{t('common:save')}</p>;`,
		`const a = '· – “x” … ✓';`,
	])('%j passes', (source) => expect(literals(source)).toEqual([]));

	test('tests may speak Vietnamese', () => {
		expect(literals(`const a = 'Nguyễn Văn Đức';`, 'shared/domain/a.test.ts')).toEqual([]);
	});
});

test('the command ends with 1 for a bad checkout and with 0 for a good one', () => {
	const root = mkdtempSync(path.join(tmpdir(), 'kiểm-tra-'));
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), text);
	};
	const run = () =>
		spawnSync(process.execPath, [path.join(import.meta.dirname, 'check-locales.ts'), root], { encoding: 'utf8' });
	try {
		expect(run().status).toBe(1);
		write('resources/locales/vi/common.json', '{"save":"Ghi"}');
		write('resources/locales/en/common.json', '{"save":"Save"}');
		write('renderer/app/a.tsx', "export const a = <p title={t('save')}>Ghi số</p>;");
		expect(run()).toMatchObject({
			status: 1,
			stdout: 'texts: 2 files, 0 violations\nunused texts: 1 files, 0 violations\nliterals: 1 files, 1 violations\n',
			stderr: 'renderer/app/a.tsx:1 says "Ghi số": texts belong to resources\n',
		});
		write('renderer/app/a.tsx', 'export const a = <p>{save}</p>;');
		expect(run().status).toBe(1);
		write('renderer/app/a.tsx', "export const a = <p>{t('save')}</p>;");
		expect(run().status).toBe(0);
	} finally {
		rmSync(root, { recursive: true });
	}
});
