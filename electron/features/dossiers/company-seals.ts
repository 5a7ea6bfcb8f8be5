import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { Seal, sealCalls } from '../../../shared/contracts/stamp-contract.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import { asWriteFault } from '../../platform/atomic-file.ts';
import type { CompanyLookup, DocumentPort } from './dossiers-port.ts';

const fileIdPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.seal$/;

export type CompanySeals = Handlers<Omit<typeof sealCalls, 'chooseSeal'>> & {
	/** Takes the user's picture in; the old one stays until the new one is complete. */
	setSeal: (companyId: string, source: string) => Promise<Result<Seal | null>>;
	/** The path behind a file id of the page. */
	resolve: (fileId: string) => string | undefined;
	/** The picture for a stamp, if the company has one. */
	pictureOf: (companyId: string) => Promise<string | undefined>;
};

/** One picture a company, `<root>/<company>/seal.png`. */
export function createCompanySeals({
	root,
	companies,
	documents,
}: {
	root: string;
	companies: CompanyLookup;
	documents: Pick<DocumentPort, 'sealPicture'>;
}): CompanySeals {
	const fileOf = (companyId: string) => path.join(root, companyId, 'seal.png');
	const seal = (companyId: string) => capture(() => readSeal(companyId, fileOf(companyId)));
	return {
		seal: ({ companyId }) => seal(companyId),
		setSeal: (companyId, source) =>
			capture(async () => {
				if (!(await companies.get(companyId))) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
				const output = fileOf(companyId);
				await mkdir(path.dirname(output), { recursive: true, mode: 0o700 }).catch((thrown) => {
					throw asWriteFault(thrown, output, path.dirname(output));
				});
				unwrap(await documents.sealPicture({ path: source, output }));
				return unwrap(await seal(companyId));
			}),
		removeSeal: ({ companyId }) =>
			capture(async () => {
				const file = fileOf(companyId);
				await rm(file, { force: true }).catch((thrown) => {
					throw asWriteFault(thrown, file, file);
				});
				return null;
			}),
		resolve: (fileId) => {
			const companyId = fileIdPattern.exec(fileId)?.[1];
			return companyId && fileOf(companyId);
		},
		pictureOf: async (companyId) => (unwrap(await seal(companyId)) ? fileOf(companyId) : undefined),
	};
}

/** Size in pixels as the file's IHDR says (PNG specification, 11.2.2): the file is our own. Null where there is none. */
async function readSeal(companyId: string, file: string): Promise<Seal | null> {
	const handle = await open(file).catch((thrown: NodeJS.ErrnoException) => {
		if (thrown.code === 'ENOENT') return undefined;
		throw new Fault('FILE_UNREADABLE', { file: path.basename(file) }, thrown);
	});
	if (!handle) return null;
	try {
		const head = Buffer.alloc(24);
		await handle.read(head, 0, 24, 0);
		const { mtime } = await handle.stat();
		return {
			fileId: `${companyId}.seal`,
			width: head.readUInt32BE(16),
			height: head.readUInt32BE(20),
			at: mtime.toISOString(),
		};
	} finally {
		await handle.close();
	}
}
