import type { ParentPort } from '../../platform/link.ts';
import { Peer } from '../../platform/rpc.ts';
import type { DossierOrder, Target } from '../assemble/build-dossier.ts';

/** The document worker's side of the conversation: foreign files are parsed here and nowhere else. */
export function serveDocuments(port: ParentPort): void {
	const onFile = (file: string, bytes: number): void => peer.emit('file', { file, bytes });
	const peer: Peer = new Peer(port, {
		inspect: async ({ path }: { path: string }) => {
			const { inspectPart } = await import('../assemble/build-dossier.ts');
			return inspectPart(path, onFile);
		},
		seal: async (order: { path: string; temp: string }) => {
			const { makeSealPicture } = await import('../assemble/seal-picture.ts');
			return makeSealPicture(order, onFile);
		},
		build: async ({ temp, output, ...order }: DossierOrder & Target) => {
			const { buildDossier } = await import('../assemble/build-dossier.ts');
			return buildDossier(order, { temp, output }, onFile);
		},
	});
}
