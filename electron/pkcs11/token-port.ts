import type { AppError } from '../../shared/errors/codes.ts';
import type { Result } from '../../shared/result.ts';

/** Tries left as the token's own flags tell it (CKF_USER_PIN_*); never learned by trying. */
export type PinState = 'ok' | 'low' | 'final' | 'locked';

export type TokenCertificate = {
	/** SHA-256 over the DER bytes, lower-case hex: the identity used everywhere else. */
	sha256: string;
	/** DER as read from the token. */
	der: Uint8Array;
	/** The token holds a private key that belongs to this certificate (or may only show it after login). */
	privateKey: 'present' | 'absent' | 'unknown-before-login';
};

export type TokenListing = {
	slot: number;
	label: string;
	serial: string;
	manufacturer: string;
	model: string;
	pinState: PinState;
	pinLength: { min: number; max: number };
	/** The PIN is typed on the reader or in the vendor's own window. */
	protectedAuthenticationPath: boolean;
	/** It signs with RSASSA-PSS (CKM_RSA_PKCS_PSS). */
	pss: boolean;
	certificates: TokenCertificate[];
};

/**
 * `error` beside tokens: some slots of the module could not be read. `missing`: the driver works, but has nothing to
 * show because no token is plugged in, or because it has no reader at all (or Windows' smart card service is stopped).
 * `state`: see `peek`.
 */
export type ModuleListing = {
	path: string;
	error?: AppError;
	missing?: 'token' | 'reader';
	tokens: TokenListing[];
	state?: string;
};

/** What a driver and its readers tell about themselves; nothing of the certificates or their owner. */
export type ModuleDescription = {
	path: string;
	error?: AppError;
	/** Maker, name and version of the library, version of PKCS#11. */
	library?: { manufacturer: string; description: string; version: string; cryptoki: string };
	slots?: {
		slot: number;
		description: string;
		/** CKF_* of the slot. */
		flags: number;
		token?: { manufacturer: string; model: string; flags: number } | { error: AppError };
	}[];
};

export type TokenSignRequest = {
	module: string;
	slot: number;
	/** Compared with the token again right before the PIN is used. */
	certificateSha256: string;
	/** From the listing. Needed for tokens that show their certificates only after login. */
	tokenSerial?: string;
	hash: 'sha256' | 'sha384' | 'sha512';
	/** Has to fit the certificate's key. */
	scheme: 'pkcs1' | 'pss' | 'ecdsa';
	/** The digest to sign, `hash` long. */
	digest: Uint8Array;
	/** What `digest` is of. Needed for key files, which are hashed and signed in one go. */
	message?: Uint8Array;
};

/** A PKCS#12 file stands where a driver does: its password is the PIN, the token host opens it. */
export function isKeyFile(module: string): boolean {
	return /\.(p12|pfx)$/i.test(module);
}

/** The only way from the rest of the application to a token. PINs pass through `sign` and nowhere else. */
export interface TokenPort {
	/** Every given module with its tokens; a module that fails carries its error. */
	list(modules: readonly string[]): Promise<ModuleListing[]>;
	/**
	 * A cheap look at the modules that are loaded and idle: text that differs from the one of the listing when a token
	 * came, went or was exchanged. Modules that cannot be asked right now are left out; `state` is missing for one that
	 * failed.
	 */
	peek(modules: readonly string[]): Promise<{ path: string; state?: string }[]>;
	/** For a report to the maker of the driver. */
	describe(modules: readonly string[]): Promise<ModuleDescription[]>;
	/**
	 * Logs in, signs once, logs out. `pin` is overwritten before this returns. Exactly one login per call,
	 * nothing is retried. `allowFinalTry` is the user's second consent when the state is `final`.
	 */
	sign(request: TokenSignRequest, pin: Uint8Array, allowFinalTry: boolean): Promise<Result<Uint8Array>>;
	/** The certificates of a key file, those without a key too. `password` is overwritten before this returns. */
	openKeyFile(file: string, password: Uint8Array): Promise<Result<TokenCertificate[]>>;
}
