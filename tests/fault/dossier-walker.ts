/**
 * Started by dossier-kill.test.ts and killed: opens the data folder of its first argument, prints the dossier as it is
 * stored, does the one act of its second argument, prints the dossier it was answered, and waits for its end.
 */
import { writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Dossier } from '../../shared/contracts/dossiers-contract.ts';
import { type Result, unwrap } from '../../shared/result.ts';
import { companyId, openDossierCore } from '../fixtures/dossier-core.ts';

const [, , folder = '', place = '0'] = process.argv;
const { feature } = openDossierCore(folder, Date.now);
unwrap(await feature.tidyUp((_id, work) => work()));
const id = unwrap(await feature.list({})).at(-1)?.id ?? '';
const say = (value: unknown) => writeSync(1, `${JSON.stringify(value)}\n`);
say(id ? unwrap(await feature.get({ id })) : null);

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const file = async (name: string) => {
	const source = path.join(path.dirname(folder), name);
	await writeFile(source, `content of ${name}`);
	return source;
};
const sign = { id, moduleId: 'm', slot: 0, certificateSha256: 'a', stamp: false };
const mail = { from: 'a@b.vn', to: 'c@d.vn', subject: 'Tiêu đề', body: 'Nội dung' };

/** Every act from a new dossier to the answer of its second version. */
const acts: (() => Promise<Result<unknown>>)[] = [
	() => feature.create({ companyId, kind: 'vnaccs-admin-password' }),
	async () => {
		const { letter } = unwrap(await feature.get({ id }));
		return feature.saveLetter({ id, letter: { ...letter, number: '12', reason: 'quên mật khẩu' } });
	},
	async () => feature.addPaths({ id, paths: [await file('ĐKKD.pdf'), await file('CCCD.pdf')] }),
	async () => feature.setPages({ id, pages: unwrap(await feature.get({ id })).pages.toReversed() }),
	() => feature.merge({ id }),
	() => feature.sign(sign),
	() => feature.saveMail({ id, mail }),
	() => feature.writeDraft(id, 'request'),
	() => feature.recordSent({ id, at: new Date().toISOString() }),
	() => feature.writeDraft(id, 'reminder'),
	() => feature.recordCall({ id, note: 'gặp chị Hoa' }),
	async () => {
		const kept = unwrap(await feature.keepAnswerFile(id, await file('trả lời.pdf')));
		return feature.recordAnswer({ id, answer: { outcome: 'supplement', on: today(), note: '', files: [kept] } });
	},
	() => feature.reopen({ id }),
	() => feature.merge({ id }),
	() => feature.sign(sign),
	() => feature.recordSent({ id, at: new Date().toISOString() }),
	() => feature.recordAnswer({ id, answer: { outcome: 'issued', on: today(), note: '', files: [] } }),
	() => feature.recordEntered({ id }),
];
const act = acts[Number(place)];
if (act) {
	unwrap(await act());
	const done = unwrap(await feature.list({})).at(-1)?.id ?? '';
	say(unwrap(await feature.get({ id: done })) satisfies Dossier);
} else {
	say('finished');
}
setInterval(() => undefined, 1000);
