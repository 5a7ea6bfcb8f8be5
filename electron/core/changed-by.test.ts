import { expect, test } from 'vitest';
import { contracts } from '../../shared/contracts/contracts.ts';
import { coreContract } from '../ipc/core-contract.ts';
import { changedBy, looking } from './changed-by.ts';

const methods = new Set([
	...Object.values(contracts).flatMap((contract) => Object.keys(contract)),
	...Object.keys(coreContract).map((name) => name.split('.')[1]),
]);

test('every name that is said only to look is a call', () => {
	expect([...looking].filter((name) => !methods.has(name))).toEqual([]);
});

test('looking changes nothing, writing its own feature and those that show its records', () => {
	expect(changedBy('parameters.list')).toEqual([]);
	expect(changedBy('audit.export')).toEqual(['audit']);
	expect(changedBy('parameters.save')).toEqual(['parameters', 'terminals', 'accounts']);
	expect(changedBy('companies.remove')).toContain('requests');
});

test('what an approval, a password or an import changes is read again where it is shown', () => {
	for (const call of ['requests.record', 'passwords.record', 'transfer.apply', 'certificateChanges.tick']) {
		expect(changedBy(call), call).toContain('parameters');
	}
});
