import { useEffect, useState } from 'react';
import type { AccountKind } from '../../../shared/contracts/accounts-contract.ts';

/**
 * Whether the account has, or had by `at` (ISO; now when undefined), the typed password; asked of the core once typing
 * pauses, undefined until then.
 */
export function useKnown(account: { kind: AccountKind; id: string }, value: string, at?: string) {
	const [answer, setAnswer] = useState<{
		value: string;
		at: string | undefined;
		known: 'current' | 'earlier' | null;
	}>();
	const { kind, id } = account;
	useEffect(() => {
		if (value === '') return;
		let left = false;
		const timer = setTimeout(async () => {
			const checked = await window.keyring.passwords.check({ kind, id, value, ...(at ? { at } : {}) });
			if (!left && checked.ok) setAnswer({ value, at, known: checked.value.known });
		}, 200);
		return () => {
			left = true;
			clearTimeout(timer);
		};
	}, [kind, id, value, at]);
	return answer?.value === value && answer.at === at ? answer.known : undefined;
}
