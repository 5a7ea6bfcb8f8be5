import type { ParentPort } from '../../platform/link.ts';
import { Peer } from '../../platform/rpc.ts';
import type { DossierOrder, OnFile, Target } from '../assemble/build-dossier.ts';
import type { PagePair } from '../scan/check-pages.ts';
import type { VerifyOrder } from '../verify/verify-file.ts';

/** The document worker's side of the conversation: foreign files are parsed here and nowhere else. */
export function serveDocuments(port: ParentPort): void {
	const onFile: OnFile = (begun) => peer.emit('file', begun);
	const peer: Peer = new Peer(port, {
		inspect: async ({ path, password }: { path: string; password: string | undefined }) => {
			const { inspectPart } = await import('../assemble/build-dossier.ts');
			return inspectPart(path, password, onFile);
		},
		picture: async (order: { path: string; use: 'seal' | 'logo'; temp: string }) => {
			const { makeCompanyPicture } = await import('../assemble/company-picture.ts');
			return makeCompanyPicture(order, onFile);
		},
		verify: async ({ path, ...order }: VerifyOrder & { path: string }) => {
			const { verifyFile } = await import('../verify/verify-file.ts');
			return verifyFile(path, order, onFile);
		},
		check: async ({ path }: { path: string }) => {
			const { checkPages } = await import('../scan/check-pages.ts');
			return checkPages(path, onFile);
		},
		compare: async ({ pairs }: { pairs: readonly PagePair[] }) => {
			const { comparePages } = await import('../scan/check-pages.ts');
			return comparePages(pairs, onFile);
		},
		build: async ({ temp, output, ...order }: DossierOrder & Target) => {
			const { buildDossier } = await import('../assemble/build-dossier.ts');
			return buildDossier(order, { temp, output }, onFile);
		},
	});
}
