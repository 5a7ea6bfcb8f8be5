import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommonWording, IntroductionWording } from '../../../shared/domain/letter/compose-letter.ts';
import type { OriginalAddressee, OriginalWording, OriginalWordings } from '../../../shared/domain/letter/wording.ts';

/** Reads the wording of all letters from `<resources>/letters`. */
export async function readLetterWordings(resources: string): Promise<OriginalWordings> {
	const read = async <T>(name: string): Promise<T> =>
		JSON.parse(await readFile(path.join(resources, 'letters', `${name}.json`), 'utf8')) as T;
	return {
		common: await read<CommonWording>('common'),
		addressee: await read<OriginalAddressee>('addressee'),
		introduction: await read<IntroductionWording>('introduction'),
		kinds: {
			'vnaccs-admin-password': await read<OriginalWording>('vnaccs-admin-password'),
			'vnaccs-certificate-update': await read<OriginalWording>('vnaccs-certificate-update'),
			'vnaccs-password-and-certificate': await read<OriginalWording>('vnaccs-password-and-certificate'),
			'nsw-password': await read<OriginalWording>('nsw-password'),
		},
	};
}
