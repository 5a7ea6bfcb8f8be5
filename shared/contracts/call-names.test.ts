import { expect, test } from 'vitest';
import { callNames, preloadOnlyCalls } from './call-names.ts';
import { contracts, findCall } from './contracts.ts';

test('the list for the preload script names every call of every contract, once', () => {
	const declared = Object.entries(contracts).flatMap(([feature, contract]) =>
		Object.keys(contract).map((name) => `${feature}.${name}`),
	);
	expect([...callNames, ...preloadOnlyCalls].sort()).toEqual(declared.sort());
});

test('a call is found by its own name only', () => {
	expect(findCall('vault.status')).toBe(contracts.vault.status);
	for (const name of ['vault', 'vault.', 'vault.toString', '__proto__.x', 'constructor.name', 'nope.list', '']) {
		expect(findCall(name), name).toBeUndefined();
	}
});
