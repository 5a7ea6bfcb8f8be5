import type { CopyPlace, SecretPlace } from '../../shared/contracts/parameters-contract.ts';
import type { useCall } from './use-call.ts';
import { useCopied } from './use-copied.ts';

/** Copying and revealing stored fields, one at a time; a place that is undefined is not stored yet. */
export function useFieldCopy(run: ReturnType<typeof useCall>['run']) {
	const copied = useCopied();
	return {
		copy: (place: CopyPlace | undefined) => {
			if (place) void run(() => window.keyring.parameters.copy(place));
		},
		reveal: async (place: SecretPlace | undefined) =>
			place && (await run(() => window.keyring.parameters.reveal(place)))?.value,
		/** Seconds until that field leaves the clipboard; 0 when it is not there. */
		secondsOf: (place: CopyPlace | undefined) =>
			copied && copied.id === place?.id && copied.field === place.field ? copied.secondsLeft : 0,
		clear: () => void window.keyring.parameters.clearCopied({}),
	};
}

export type FieldCopy = ReturnType<typeof useFieldCopy>;
