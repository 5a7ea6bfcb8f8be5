import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { helpContract } from '../../../shared/contracts/search-contract.ts';
import { ok } from '../../../shared/result.ts';
import { readErrorCodes } from './read-error-codes.ts';

export function createHelpFeature(resources: string): Handlers<typeof helpContract> {
	return { list: async () => ok(await readErrorCodes(resources)) };
}
