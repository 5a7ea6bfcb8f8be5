import { accessibilityFindings, expect, shoot, test } from './application.ts';

/** The journey trusts axe; this shows that axe, as it is set up here, can find something at all. */
test('axe reports a button without a name', async ({ application: { page } }) => {
	await page.evaluate(() => document.body.append(document.createElement('button')));
	await shoot(page, 'check', 'unnamed-button');
	const found = accessibilityFindings.splice(0);
	expect(found.some((line) => line.includes('button-name'))).toBe(true);
});
