import { useCallback, useEffect, useRef, useState } from 'react';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import type { StampChoice } from '../../../shared/contracts/stamp-contract.ts';
import type { StampPlace } from '../../../shared/domain/stamp-layout.ts';
import { useAnswer, useCall } from '../../components/use-call.ts';

/**
 * The dossier's stamp while it is being placed. Changes show at once and are stored when they come to rest; `flush`
 * stores what is not stored yet, before a signature for example, and answers whether all is stored.
 */
export function useStamp(dossier: Dossier, put: (dossier: Dossier) => void) {
	const { id, merged } = dossier;
	const [choice, setChoice] = useState(dossier.stamp);
	const unsaved = useRef<StampChoice>(undefined);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const saving = useCall();
	const automatic = useAnswer(
		['dossiers', 'automaticStamp', id, merged?.at],
		() => window.keyring.dossiers.automaticStamp({ id }),
		{ enabled: merged !== null },
	);
	const { run } = saving;

	const flush = useCallback(async (): Promise<boolean> => {
		clearTimeout(timer.current);
		const stamp = unsaved.current;
		if (!stamp) return true;
		unsaved.current = undefined;
		const changed = await run(() => window.keyring.dossiers.setStamp({ id, stamp }));
		if (changed) put(changed);
		return changed !== undefined;
	}, [id, put, run]);
	const change = (part: Partial<StampChoice>) => {
		const stamp = { ...choice, ...part };
		setChoice(stamp);
		unsaved.current = stamp;
		clearTimeout(timer.current);
		timer.current = setTimeout(() => void flush(), 400);
	};
	const latest = useRef(flush);
	latest.current = flush;
	useEffect(() => () => void latest.current(), []);

	return {
		/** Where it stands; undefined until the automatic place is known. */
		place: choice.place ?? automatic.data,
		isAutomatic: choice.place === null,
		picture: choice.picture,
		setPlace: (place: StampPlace | null) => change({ place }),
		setPicture: (picture: boolean) => change({ picture }),
		flush,
		error: saving.error ?? automatic.error?.error,
		dismiss: saving.dismiss,
	};
}

export type StampState = ReturnType<typeof useStamp>;
