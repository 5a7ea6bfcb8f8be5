import { expect, test } from 'vitest';
import en from '../../resources/locales/en/errors.json';
import vi from '../../resources/locales/vi/errors.json';
import { dossierSteps, papers } from '../../shared/contracts/dossiers-contract.ts';
import { secretFields } from '../../shared/contracts/parameters-contract.ts';
import { tokensContract } from '../../shared/contracts/tokens-contract.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { messageOf } from '../../shared/text.ts';

const tokens = tokensContract.list.answer.shape.modules.element.shape.tokens.element;

/** Parameters whose value is a word of the program. */
const words: [ErrorCode, string, readonly string[]][] = [
	['PIN_INCORRECT', 'state', tokens.shape.pinState.options],
	['DOSSIER_STEP', 'step', dossierSteps],
	['DOSSIER_PAPER_MISSING', 'papers', papers],
	['VAULT_INTEGRITY', 'field', secretFields],
	[
		'STORE_RECORD_MISSING',
		'what',
		[...['company', 'dossier', 'page', 'parameterSet', 'terminal', 'account', 'login', 'mailbox', ...secretFields]],
	],
	['STORE_DUPLICATE', 'what', ['taxCode', 'userId']],
];

test.each(words)('%s tells its {%s} in words', (code, name, values) => {
	for (const texts of [vi, en]) {
		for (const value of values) {
			const { title, meaning, advice } = messageOf(texts, { code, params: { [name]: value, value: '' } });
			const said = ` ${title} ${meaning} ${advice} `;
			// A short word such as "page" may be the English one, too: the table must have it in any case.
			expect(Object.keys((texts[code] as { values: Record<string, object> }).values[name] ?? {})).toContain(value);
			expect(said).not.toContain(`{${name}}`);
			if (texts === vi) expect(said).not.toMatch(new RegExp(`[ :(]${value}[ .,;:)]`));
		}
	}
});

test('nothing in the pages reads error texts past the one place that puts words in', () => {
	const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts'], {
		eager: true,
		query: '?raw',
		import: 'default',
	});
	const readers = Object.entries(sources).filter(([, source]) => /['"`]errors['":.]|\/errors\.json/.test(source));
	expect(readers.map(([file]) => file)).toEqual(['./error-panel.tsx']);
});
