import { expect, test } from 'vitest';
import type { Call } from '../../shared/contracts/contract.ts';
import { contracts } from '../../shared/contracts/contracts.ts';
import { coreContract } from '../ipc/core-contract.ts';
import { changedBy } from './changed-by.ts';

const ofThePage = Object.entries(contracts).flatMap(([feature, contract]) =>
	Object.entries(contract as Record<string, Call>)
		.filter(([, call]) => call.answeredBy === 'core')
		.map(([name, call]): [string, Call] => [`${feature}.${name}`, call]),
);
const calls = [...ofThePage, ...Object.entries<Call>(coreContract)];
const names = (fits: (call: Call) => boolean) =>
	calls
		.filter(([, call]) => fits(call))
		.map(([name]) => name)
		.sort();

test('what changes something without a row in the log is known: work on a dossier and notes of the application', () => {
	expect(names(({ audited, changes }) => changes && !audited)).toEqual([
		'backup.acknowledge',
		'backup.startEmpty',
		'dossiers.addOffered',
		'dossiers.addPaths',
		'dossiers.addPicture',
		'dossiers.addProtected',
		'dossiers.chooseReduced',
		'dossiers.flattenPage',
		'dossiers.keepAnswerFile',
		'dossiers.reduce',
		'dossiers.saveLetter',
		'dossiers.saveMail',
		'dossiers.setCopies',
		'dossiers.setPages',
		'dossiers.setStamp',
		'guides.attach',
		'scans.dismiss',
		'scans.forgetFolder',
		'scans.setFolder',
	]);
});

test('what leaves a row and changes nothing shows a secret or writes a file of the user', () => {
	expect(names(({ audited, changes }) => audited && !changes)).toEqual([
		'audit.exportTo',
		'dossiers.exportTo',
		'parameters.copy',
		'parameters.reveal',
		'signing.exportEvidence',
		'transfer.export',
		'transfer.saveSheet',
	]);
});

test('looking changes nothing, writing its own feature and those that show its records', () => {
	expect(changedBy('parameters.list')).toEqual([]);
	expect(changedBy('parameters.copy')).toEqual([]);
	expect(changedBy('parameters.save')).toEqual(['parameters', 'terminals', 'accounts']);
	expect(changedBy('companies.remove')).toContain('requests');
	for (const [name, call] of calls) {
		const [feature = ''] = name.split('.');
		if (call.changes && feature !== 'transfer') expect(changedBy(name), name).toContain(feature);
	}
});

test('what an approval, a password or an import changes is read again where it is shown', () => {
	for (const call of ['requests.record', 'passwords.record', 'transfer.apply', 'certificateChanges.tick']) {
		expect(changedBy(call), call).toContain('parameters');
	}
});
