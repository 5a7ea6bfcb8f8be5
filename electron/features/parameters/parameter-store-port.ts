import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { PasswordWay } from '../../../shared/domain/account-life/password-life.ts';
import type { Validity } from '../../../shared/domain/validity.ts';
import type { PasswordChange } from './account-store-port.ts';
import type { TerminalChange } from './terminal-store-port.ts';

/** A stored set: what is readable, and the sealed secrets, its terminal's included (null: none). */
export type StoredParameters = Omit<ParameterSetRow, 'hasPassword' | 'hasAccessKey' | 'passwordUsableFrom'> & {
	/** The last change of the password on the portal that its history tells (ISO). */
	lastChange: { way: PasswordWay; at: string } | null;
	sealed: { password: Uint8Array | null; accessKey: Uint8Array | null };
};

type OfTerminal = 'terminalId' | 'computer' | 'hasAccessKey';
type OfPassword = 'hasPassword' | 'passwordChangedAt' | 'passwordUsableFrom';

/** A set to be written, with its terminal, in one act. Without `password` the stored one stays, with its time. */
export type ParameterChange = Omit<ParameterSetRow, OfTerminal | OfPassword | 'terminalRef'> & {
	password: PasswordChange | undefined;
	terminal: TerminalChange | null;
	/** The id of its User code's record when there is none yet. */
	userCodeId: string;
};

/** A value that another company has, too. */
export type Clash = { field: 'userId' | 'userCode' | 'terminalId' | 'certificateSerial'; taxCode: string };

/**
 * Where parameter sets are kept. Failures leave as a Fault STORE_*: a User ID stands once in a company
 * (STORE_DUPLICATE), the company and the changed set exist (STORE_RECORD_MISSING).
 */
export interface ParameterStore {
	/** Of one company or of all, oldest first. */
	list(companyId?: string): Promise<StoredParameters[]>;
	find(id: string): Promise<StoredParameters | null>;
	add(change: ParameterChange): Promise<void>;
	change(change: ParameterChange): Promise<void>;
	/** With its password history. False when there was no such set. */
	remove(id: string): Promise<boolean>;
	userCodes(companyId: string): Promise<({ id: string; code: string } & Validity)[]>;
	/** Which of the values stand at another company; empty ones stand nowhere. */
	elsewhere(companyId: string, values: Record<Clash['field'], string>): Promise<Clash[]>;
}
