import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { CompanyPicture } from '../../../shared/contracts/stamp-contract.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import { asWriteFault } from '../../platform/atomic-file.ts';
import type { CompanyLookup, DocumentPort, PictureUse } from './dossiers-port.ts';

export type CompanyPictures = {
	find: (request: { companyId: string }) => Promise<Result<CompanyPicture | null>>;
	/** Takes the user's picture in; the old one stays until the new one is complete. */
	take: (companyId: string, source: string) => Promise<Result<CompanyPicture | null>>;
	remove: (request: { companyId: string }) => Promise<Result<null>>;
	/** The path behind a file id of the page. */
	resolve: (fileId: string) => string | undefined;
	/** The picture's file, if the company has one. */
	pathOf: (companyId: string) => Promise<string | undefined>;
	bytesOf: (companyId: string) => Promise<Uint8Array | undefined>;
};

/** One picture a company for each use, `<root>/<company>/<use>.png`. */
export function createCompanyPictures({
	root,
	use,
	companies,
	documents,
}: {
	root: string;
	use: PictureUse;
	companies: CompanyLookup;
	documents: Pick<DocumentPort, 'companyPicture'>;
}): CompanyPictures {
	const fileOf = (companyId: string) => path.join(root, companyId, `${use}.png`);
	const find = (companyId: string) => capture(() => readPicture(`${companyId}.${use}`, fileOf(companyId)));
	const pathOf = async (companyId: string) => (unwrap(await find(companyId)) ? fileOf(companyId) : undefined);
	const fileIdPattern = new RegExp(`^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.${use}$`);
	return {
		find: ({ companyId }) => find(companyId),
		take: (companyId, source) =>
			capture(async () => {
				if (!(await companies.get(companyId))) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
				const output = fileOf(companyId);
				await mkdir(path.dirname(output), { recursive: true, mode: 0o700 }).catch((thrown) => {
					throw asWriteFault(thrown, output, path.dirname(output));
				});
				unwrap(await documents.companyPicture({ path: source, use, output }));
				return unwrap(await find(companyId));
			}),
		remove: ({ companyId }) =>
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
		pathOf,
		bytesOf: async (companyId) => {
			const file = await pathOf(companyId);
			return file === undefined ? undefined : readFile(file);
		},
	};
}

/** Size in pixels as the file's IHDR says (PNG specification, 11.2.2): the file is our own. Null where there is none. */
async function readPicture(fileId: string, file: string): Promise<CompanyPicture | null> {
	const handle = await open(file).catch((thrown: NodeJS.ErrnoException) => {
		if (thrown.code === 'ENOENT') return undefined;
		throw new Fault('FILE_UNREADABLE', { file: path.basename(file) }, thrown);
	});
	if (!handle) return null;
	try {
		const head = Buffer.alloc(24);
		await handle.read(head, 0, 24, 0);
		const { mtime } = await handle.stat();
		return { fileId, width: head.readUInt32BE(16), height: head.readUInt32BE(20), at: mtime.toISOString() };
	} finally {
		await handle.close();
	}
}
