import type { SignatureEvidence } from '../../../shared/contracts/signing-contract.ts';

export type EvidenceItem = { kind: SignatureEvidence['files'][number]['kind']; bytes: Uint8Array };

export type EvidenceRecord = {
	id: string;
	dossierId: string;
	/** ISO instant. */
	signedAt: string;
	summary: Pick<
		SignatureEvidence,
		| 'stampedAt'
		| 'wantedLevel'
		| 'level'
		| 'algorithm'
		| 'signer'
		| 'serial'
		| 'issuer'
		| 'trust'
		| 'revocation'
		| 'reasons'
		| 'fileSha256'
	>;
	/** The signer's certificate first, then the chain from it upwards, then what proves their status; DER. */
	items: EvidenceItem[];
};

/** What Thông tư 15/2025/TT-BKHCN asks to be kept with every signature. Never changed. */
export interface EvidenceRepository {
	keep(record: EvidenceRecord): Promise<void>;
	/** The newest of a dossier. */
	find(dossierId: string): Promise<EvidenceRecord | undefined>;
}
