import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import portals from '../../../resources/portals/portals.json' with { type: 'json' };
import { guideFields, guideNames, guides, nextStep, portalNames } from './guides.ts';

type Texts = {
	source: Record<string, string>;
	field: Record<string, string>;
	portal: Record<string, string>;
	guide: Record<string, { title: string; steps: Record<string, { title: string }> }>;
};
const texts = (language: string) =>
	JSON.parse(
		readFileSync(new URL(`../../../resources/locales/${language}/guides.json`, import.meta.url), 'utf8'),
	) as Texts;

test.each(['vi', 'en'])('every guide, step, field and source has its text (%s)', (language) => {
	const { guide, field, source, portal } = texts(language);
	for (const name of guideNames) {
		expect(guide[name]?.title).toBeTruthy();
		expect(source[guides[name].source]).toBeTruthy();
		expect(Object.keys(guide[name]?.steps ?? {})).toEqual(guides[name].steps.map(({ id }) => id));
	}
	expect(Object.keys(field)).toEqual([...guideFields]);
	expect(Object.keys(portal)).toEqual([...portalNames]);
});

test('the names of the page fields are those of the portal, whatever the language', () => {
	expect(texts('en').field).toEqual(texts('vi').field);
});

test('the page of every guide has an https address of a customs or government host', () => {
	expect(Object.keys(portals)).toEqual([...portalNames]);
	for (const { url } of Object.values(portals)) expect(new URL(url)).toMatchObject({ protocol: 'https:', port: '' });
	expect(Object.values(portals).map(({ url }) => new URL(url).hostname)).toEqual([
		'dknsd.customs.gov.vn',
		'vnsw.gov.vn',
	]);
});

test('no step stands twice in a guide, and every guide ends with recording what came out', () => {
	for (const { steps } of Object.values(guides)) {
		expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
		expect(steps.at(-1)?.id).toBe('record');
	}
});

test('the next step is the first one without a tick, also when a later one was ticked', () => {
	expect(nextStep('forgotten-admin-password', {})?.id).toBe('token');
	expect(nextStep('forgotten-admin-password', { token: 't', menu: 't' })?.id).toBe('open');
	const all = Object.fromEntries(guides['check-password'].steps.map(({ id }) => [id, 't']));
	expect(nextStep('check-password', all)).toBeUndefined();
});
