import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailText } from '../../../shared/contracts/sending-contract.ts';
import { unwrap } from '../../../shared/result.ts';
import { writeBeside } from '../../platform/atomic-file.ts';
import { asReadFault } from '../../platform/read-fault.ts';

export type MailDraft = MailText & {
	attachment: { path: string; name: string };
	date: Date;
	/** The part of the Message-ID before the `@`; behind it stands the sender's domain. */
	messageId: string;
};

/**
 * Writes a mail that Outlook and Thunderbird open for sending (`X-Unsent: 1`), its attachment streamed; complete or not at
 * all. Names are UTF-8 as RFC 2047 and RFC 2231 have them, texts composed (NFC). Fault FILE_NOT_FOUND, FILE_UNREADABLE,
 * FILE_FOLDER_MISSING, FILE_WRITE_DENIED, FILE_DISK_FULL.
 */
export async function writeMailDraft(target: string, draft: MailDraft): Promise<void> {
	const { from, to, subject, body, attachment, date, messageId } = draft;
	const file = await open(attachment.path).catch((thrown: unknown) => {
		throw asReadFault(thrown, attachment.name);
	});
	try {
		const mail = new MailComposer({
			...{ from, to, date, newline: 'windows', disableUrlAccess: true, disableFileAccess: true },
			subject: subject.normalize('NFC'),
			text: body.normalize('NFC'),
			messageId: `<${messageId}@${from.split('@').at(-1)}>`,
			headers: { 'X-Unsent': '1' },
			attachments: [
				{
					filename: attachment.name.normalize('NFC'),
					content: file.createReadStream({ autoClose: false }),
					contentType: 'application/pdf',
				},
			],
		});
		unwrap(await writeBeside(target, (temp) => pipeline(mail.compile().createReadStream(), createWriteStream(temp))));
	} finally {
		await file.close();
	}
}
