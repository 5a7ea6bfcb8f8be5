import path from 'node:path';
import type { Dossier, dossiersContract } from '../../../shared/contracts/dossiers-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type {
	AnswerFile,
	DraftKind,
	MailText,
	Sending,
	SendingEvent,
} from '../../../shared/contracts/sending-contract.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { isEmail } from '../../../shared/domain/email.ts';
import { tidyDate } from '../../../shared/domain/entry-text.ts';
import { largestMailBytes } from '../../../shared/domain/file-size.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { composeMail, type MailWording } from '../../../shared/domain/sending/compose-mail.ts';
import { Fault, ok, type Result, unwrap } from '../../../shared/result.ts';
import { temporaryBeside, writeBeside } from '../../platform/atomic-file.ts';
import { newId } from '../../platform/ids.ts';
import { copyContent, type DossierFiles } from './dossier-files.ts';
import { type DossierRecords, nfc } from './dossier-records.ts';
import type { DossierShelf } from './dossier-shelf.ts';
import { finalFile, sendingOf, stepOf } from './dossier-state.ts';
import type { DossierRecord, DossierState } from './dossiers-port.ts';
import { writeMailDraft } from './mail-draft.ts';

export type MailParts = {
	wording: MailWording;
	/** Where letters and mails go, as the user keeps it. */
	address: () => Promise<{ email: string; hotline: string; name: string; unit: string; address: string }>;
};

type Calls = 'saveMail' | 'recordSent' | 'undoRecord' | 'recordCall' | 'recordAnswer' | 'reopen' | 'recordEntered';

export type DossierSending = Handlers<Pick<typeof dossiersContract, Calls>> & {
	/** Writes the draft into the dossier's folder; `fileName` is the name to offer for a copy. */
	writeDraft: (id: string, what: DraftKind) => Promise<Result<{ path: string; fileName: string }>>;
	saveDraft: (id: string, what: DraftKind, target: string) => Promise<Result<null>>;
	/** Copies a file customs sent into the dossier's folder; it belongs to the answer once that is recorded. */
	keepAnswerFile: (id: string, source: string) => Promise<Result<AnswerFile>>;
	answerFile: (id: string, fileId: string) => Promise<Result<{ shown: string }>>;
};

const recordedAs = { email: 'sent', post: 'posted', hand: 'handed' } as const;

/** The clock of customs and of this PC may differ a little. */
const clockToleranceMs = 60_000;

/** Steps 5 and 6: the mail that the user sends, and what came of it. Nothing is ever sent from here. */
export function createDossierSending({
	records,
	files,
	mail,
	now,
}: {
	records: DossierRecords;
	files: DossierFiles;
	mail: MailParts;
	now: () => number;
}): DossierSending {
	const { working, store, outside, timestamp } = records;

	/** Stores what changed of the sending, with one more line in its trace. */
	const note = (
		record: DossierRecord,
		change: Partial<Sending>,
		event?: { kind: SendingEvent['kind']; on?: string; note?: string },
		state: Partial<DossierState> = {},
	): Promise<Dossier> => {
		const before = sendingOf(record.state);
		const line = event && { kind: event.kind, at: timestamp(), on: event.on ?? '', note: nfc(event.note ?? '').trim() };
		const sending = { ...before, ...change, events: line ? [...before.events, line] : before.events };
		return store(record, { ...record.state, ...state, sending });
	};

	/** The mail to send: as typed, else from the template. */
	const textOf = async ({ kind, state }: DossierRecord, what: DraftKind): Promise<MailText> => {
		const sending = sendingOf(state);
		const fileName = state.signed?.fileName ?? '';
		const facts = { kind, letter: state.letter, papers: state.pages.map(({ paper }) => paper), fileName };
		const typed = what === 'request' ? sending.mail : null;
		return typed ?? composeMail(mail.wording, { ...facts, sending, address: await mail.address() }, what);
	};
	/** The same, fit to be a mail. Fault INPUT_FIELD. */
	const mailOf = async (record: DossierRecord, what: DraftKind): Promise<MailText> => {
		const text = await textOf(record, what);
		for (const field of ['from', 'to'] as const) {
			if (!isEmail(text[field])) throw new Fault('INPUT_FIELD', { field, detail: 'EMAIL_SHAPE' });
		}
		for (const field of ['subject', 'body'] as const) {
			if (text[field].trim() === '') throw new Fault('INPUT_FIELD', { field, detail: 'VALUE_EMPTY' });
		}
		return text;
	};

	const draftOf = async (record: DossierRecord, what: DraftKind) => {
		const { signed } = record.state;
		if (!signed) throw new Fault('DOSSIER_STEP', { step: 'sign' });
		if (what === 'reminder' && !sendingOf(record.state).sentAt) throw new Fault('DOSSIER_STEP', { step: 'mail' });
		if (signed.bytes > largestMailBytes) {
			throw new Fault('DOSSIER_MAIL_TOO_LARGE', { file: signed.fileName, limitMb: largestMailBytes / 1024 ** 2 });
		}
		const target = files.draft(record.id, what);
		await writeMailDraft(target, {
			...(await mailOf(record, what)),
			attachment: { path: files.own(record.id, 'signed'), name: signed.fileName },
			date: new Date(now()),
			messageId: newId(now()),
		});
		const fileName = signed.fileName.replace(/\.pdf$/, what === 'reminder' ? '_Nhac.eml' : '.eml');
		return { path: target, fileName };
	};

	return {
		saveMail: ({ id, mail: typed }) =>
			working(id, async (record) => {
				if (sendingOf(record.state).sentAt) throw new Fault('DOSSIER_SENT');
				return note(record, { mail: typed && tidyMail(typed) });
			}),

		writeDraft: (id, what) =>
			working(id, async (record) => {
				const written = await draftOf(record, what);
				const kind = what === 'request' ? 'draft' : 'reminder';
				const repeated = sendingOf(record.state).events.at(-1)?.kind === kind;
				await note(record, {}, repeated ? undefined : { kind });
				return written;
			}),

		saveDraft: (id, what, target) =>
			working(id, async (record) => {
				const temp = temporaryBeside(target);
				const copy = () => copyContent(files.draft(id, what), temp);
				await outside(record, temp, async () => unwrap(await writeBeside(target, copy, temp)));
				return null;
			}),

		recordSent: ({ id, at }) =>
			working(id, async (record) => {
				const { signed, merged, letter } = record.state;
				const route = routeOf(letter);
				const byMail = route === 'email';
				if (byMail && !signed) throw new Fault('DOSSIER_STEP', { step: 'sign' });
				if (sendingOf(record.state).sentAt) throw new Fault('DOSSIER_SENT');
				// The letters were not kept, or changed since they were printed.
				if (!byMail && (stepOf(record) !== 'print' || !merged)) throw new Fault('DOSSIER_STEP', { step: 'print' });
				const time = Date.parse(at);
				if (time > now() + clockToleranceMs) throw new Fault('INPUT_FIELD', { field: 'sentAt', detail: 'AT_FUTURE' });
				// The user gives minutes, the signature has seconds.
				if (byMail && signed && time < Date.parse(signed.at) - clockToleranceMs) {
					throw new Fault('INPUT_FIELD', { field: 'sentAt', detail: 'BEFORE_SIGNATURE' });
				}
				if (!byMail && dateInVietnam(at) < letter.date) {
					throw new Fault('INPUT_FIELD', { field: 'sentAt', detail: 'BEFORE_LETTER' });
				}
				const { name, address } = await mail.address();
				const sentTo = byMail ? (await textOf(record, 'request')).to : `${name}, ${address}`;
				return note(record, { sentAt: at, sentTo }, { kind: recordedAs[route], on: at });
			}),

		undoRecord: ({ id, reason }) =>
			working(id, async (record) => {
				const { enteredAt, answer, sentAt } = sendingOf(record.state);
				const event = { kind: 'undone', note: reason } as const;
				if (enteredAt !== null) return note(record, { enteredAt: null }, { ...event, on: 'entered' });
				if (answer) return note(record, { answer: null }, { ...event, on: answer.outcome });
				if (sentAt !== null) return note(record, { sentAt: null, sentTo: '' }, { ...event, on: 'sent' });
				throw new Fault('DOSSIER_STEP', { step: 'mail' });
			}),

		recordCall: ({ id, note: said }) =>
			working(id, async (record) => {
				if (!sendingOf(record.state).sentAt) throw new Fault('DOSSIER_STEP', { step: 'mail' });
				return note(record, {}, { kind: 'called', note: said });
			}),

		keepAnswerFile: (id, source) =>
			working(id, async () => {
				const fileId = newId(now());
				const name = path.basename(source).normalize('NFC');
				const bytes = await files.keepAnswer(id, fileId, source);
				return { id: fileId, name, bytes };
			}),

		recordAnswer: ({ id, answer }) =>
			working(id, async (record) => {
				const { sentAt } = sendingOf(record.state);
				if (!sentAt) throw new Fault('DOSSIER_STEP', { step: 'mail' });
				const on = tidyDate('answerOn', answer.on);
				const wrong = { field: 'answerOn' };
				if (on === '') throw new Fault('INPUT_FIELD', { ...wrong, detail: 'VALUE_EMPTY' });
				if (on > dateInVietnam(timestamp())) throw new Fault('INPUT_FIELD', { ...wrong, detail: 'AT_FUTURE' });
				if (on < dateInVietnam(sentAt)) throw new Fault('INPUT_FIELD', { ...wrong, detail: 'BEFORE_SENT' });
				for (const file of answer.files) await files.answer(id, file);
				const kept = { ...nfc(answer), on };
				return note(record, { answer: kept }, { kind: answer.outcome, on, note: answer.note });
			}),

		answerFile: async (id, fileId) => {
			const found = await working(id, async ({ state }) => {
				const { answer, earlier } = sendingOf(state);
				const known = [answer, ...earlier.map((round) => round.answer)].flatMap((one) => one?.files ?? []);
				const file = known.find((one) => one.id === fileId);
				if (!file) throw new Fault('STORE_RECORD_MISSING', { what: 'file' });
				return files.answer(id, file);
			});
			return found.ok ? ok({ shown: found.value }) : found;
		},

		reopen: ({ id }) =>
			working(id, async (record) => {
				const { signed } = record.state;
				const { version, sentAt, sentTo, answer, earlier } = sendingOf(record.state);
				const file = finalFile(record.state);
				// What lies on paper and was not sent can be changed as it is.
				if (!file || (file.own === 'merged' && sentAt === null))
					throw new Fault('DOSSIER_STEP', { step: stepOf(record) });
				if (sentAt !== null && !answer) throw new Fault('DOSSIER_SENT');
				if (answer?.outcome === 'issued') throw new Fault('DOSSIER_STEP', { step: 'track' });
				// In place before the record says so; what is signed next takes the old name.
				await files.keepVersion(id, version, file.own);
				const ended = { version, sentAt, sentTo, answer, fileName: file.fileName, signedAt: signed?.at ?? '' };
				const fresh = { version: version + 1, mail: null, sentAt: null, sentTo: '', answer: null, enteredAt: null };
				const change = { ...fresh, earlier: [...earlier, ended] };
				const content = { merged: null, signed: null, savedPath: null };
				return note(record, change, { kind: 'reopened', on: String(version + 1) }, content);
			}),

		recordEntered: ({ id }) =>
			working(id, async (record) => {
				if (sendingOf(record.state).answer?.outcome !== 'issued') throw new Fault('DOSSIER_STEP', { step: 'track' });
				return note(record, { enteredAt: timestamp() }, { kind: 'entered' });
			}),
	};

	function tidyMail(typed: MailText): MailText {
		const { from, to, subject, body } = nfc(typed);
		return { from: from.trim(), to: to.trim(), subject: subject.replace(/\s+/g, ' ').trim(), body };
	}
}

/** What main asks of it to answer the page's calls. */
export function sendingInternals(dossiers: DossierSending & Pick<DossierShelf, 'exportTo'>) {
	type Draft = { id: string; what: DraftKind };
	return {
		'dossiers.writeDraft': ({ id, what }: Draft) => dossiers.writeDraft(id, what),
		'dossiers.saveDraft': ({ id, what, path: target }: Draft & { path: string }) =>
			dossiers.saveDraft(id, what, target),
		'dossiers.keepAnswerFile': (request: { id: string; path: string }) =>
			dossiers.keepAnswerFile(request.id, request.path),
		'dossiers.answerFile': ({ id, fileId }: { id: string; fileId: string }) => dossiers.answerFile(id, fileId),
		'dossiers.exportTo': ({ id, parent }: { id: string; parent: string }) => dossiers.exportTo(id, parent),
	};
}
